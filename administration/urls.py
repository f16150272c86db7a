"""Addresses of /beheer/."""

from django.urls import include, path

from administration import home, people, rights

app_name = "administration"
urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("gebruikers/", people.People.as_view(), name="users"),
    path("gebruikers/uitnodigen/", people.Invite.as_view(), name="invite"),
    path("gebruikers/<int:pk>/", people.Person.as_view(), name="user"),
    path("gebruikers/<int:pk>/opnieuw-uitnodigen/", people.InviteAgain.as_view(), name="invite_again"),
    path("gebruikers/<int:pk>/wijzigen/", people.Change.as_view(), name="change"),
    path("gebruikers/<int:pk>/rol/", people.Assign.as_view(), name="assign"),
    path("gebruikers/<int:pk>/rol/<uuid:assignment>/intrekken/", people.Revoke.as_view(), name="revoke"),
    path("gebruikers/<int:pk>/sluiten/", people.Deactivate.as_view(), name="deactivate"),
    path("gebruikers/<int:pk>/openen/", people.Reactivate.as_view(), name="reactivate"),
    path("gebruikers/<int:pk>/afmelden/", people.EndSessions.as_view(), name="end_sessions"),
    path("gebruikers/<int:pk>/verklaring/", people.Statement.as_view(), name="statement"),
    path("voorstellen/", rights.Proposals.as_view(), name="proposals"),
    path("herbevestigen/", rights.Recertify.as_view(), name="recertify"),
    path("lijsten/", include("administration.reference_urls")),
]
