"""Addresses of /audit/."""

from django.urls import path

from privacy import disclosures, views

app_name = "privacy"
urlpatterns = [
    path("", views.AuditViewer.as_view(), name="audit"),
    path("verstrekkingen/", disclosures.DisclosuresPage.as_view(), name="disclosures"),
    path("eigen/", views.OwnLog.as_view(), name="own_log"),
]
