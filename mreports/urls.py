"""Addresses of the vault."""

from django.urls import path

from mreports import views

app_name = "mreports"
urlpatterns = [
    path("", views.Inbox.as_view(), name="inbox"),
    path("inlezen/", views.ReadIn.as_view(), name="read_in"),
    path("verslag/", views.Account.as_view(), name="account"),
    path("verslag/<int:year>/", views.Account.as_view(), name="account_year"),
    path("<str:number>/", views.Detail.as_view(), name="detail"),
    path("<str:number>/afstemmen/", views.Align.as_view(), name="align"),
    path("<str:number>/signaal/", views.Derive.as_view(), name="derive"),
    path("<str:number>/niet-gebruiken/", views.SetAside.as_view(), name="set_aside"),
    path("<str:number>/vernietigen/", views.Destroy.as_view(), name="destroy"),
    path("<str:number>/resultaat/", views.Feedback.as_view(), name="feedback"),
    path("<str:number>/verbergen/", views.Hide.as_view(), name="hide"),
]
