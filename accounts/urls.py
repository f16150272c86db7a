"""Addresses of accounts beside those of allauth."""

from django.urls import path

from accounts.views import SessionLock

urlpatterns = [path("vergrendeld/", SessionLock.as_view(), name="session_lock")]
