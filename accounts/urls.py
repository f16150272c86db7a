"""Addresses of accounts; they stand before those of allauth and close what VIK doesn't offer."""

from django.urls import path

from accounts.views import SessionLock, closed

urlpatterns = [
    path("vergrendeld/", SessionLock.as_view(), name="session_lock"),
    # The e-mail address is who somebody is here: the administrator keeps it, and it links to OIDC.
    path("email/", closed, name="account_email"),
    path("confirm-email/", closed, name="account_email_verification_sent"),
    path("confirm-email/<str:key>/", closed, name="account_confirm_email"),
    path("3rdparty/", closed, name="socialaccount_connections"),
    path("3rdparty/signup/", closed, name="socialaccount_signup"),
    path("social/connections/", closed, name="socialaccount_connections_old"),
    path("social/signup/", closed, name="socialaccount_signup_old"),
]
