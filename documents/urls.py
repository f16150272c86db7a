"""Addresses under /documenten/."""

from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("<str:number>/", views.ShowDocument.as_view(), name="show"),
    path("<str:number>/klein/", views.ShowThumbnail.as_view(), name="thumbnail"),
    path("<str:number>/origineel/", views.DownloadOriginal.as_view(), name="original"),
]
