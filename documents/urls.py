"""Addresses under /documenten/."""

from django.urls import path

from documents.views import changing, files, giving, redacting, viewer

app_name = "documents"
urlpatterns = [
    path("<str:number>/", viewer.ShowDocument.as_view(), name="show"),
    path("<str:number>/blad/<int:page>/", files.ShowPage.as_view(), name="page"),
    path("<str:number>/klein/", files.ShowThumbnail.as_view(), name="thumbnail"),
    path("<str:number>/origineel/", files.DownloadOriginal.as_view(), name="original"),
    path("<str:number>/kopie/", giving.GiveCopyPage.as_view(), name="copy"),
    path("<str:number>/versie/", changing.AddVersionPage.as_view(), name="version"),
    path("<str:number>/gegevens/", changing.DescribePage.as_view(), name="describe"),
    path("<str:number>/verbergen/", changing.HidePage.as_view(), name="hide"),
    path("<str:number>/lakken/", redacting.RedactPage.as_view(), name="redact"),
]
