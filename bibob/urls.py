"""Addresses of the vault."""

from django.urls import path

from bibob.views import files, looking

app_name = "bibob"

_FILE = "onderzoeken/<str:number>/"

urlpatterns = [
    path("", looking.LookUpPage.as_view(), name="home"),
    path("raadpleging/<str:number>/", looking.AnswerPage.as_view(), name="answer"),
    path("onderzoeken/nieuw/", files.OpenPage.as_view(), name="open"),
    path(_FILE, files.InvestigationPage.as_view(), name="investigation"),
    path(f"{_FILE}stap/<slug:stage>/", files.MovePage.as_view(), name="move"),
    path(f"{_FILE}betrokkene/", files.RelatedPage.as_view(), name="related"),
    path(f"{_FILE}opschorting/", files.PausePage.as_view(), name="pause"),
    path(f"{_FILE}gemeld/", files.ReportPage.as_view(), name="report"),
]
