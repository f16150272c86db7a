"""Placeholder, replaced by the reference pages."""

from django.urls import path

from administration import people

urlpatterns = [path("", people.People.as_view(), name="reference")]
