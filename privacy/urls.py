"""Addresses of /audit/."""

from django.urls import path

from privacy import views

app_name = "privacy"
urlpatterns = [
    path("", views.AuditViewer.as_view(), name="audit"),
    path("eigen/", views.OwnLog.as_view(), name="own_log"),
]
