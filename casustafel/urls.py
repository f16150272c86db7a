"""Addresses of the room."""

from casustafel.urls_live import live_routes

app_name = "casustafel"

urlpatterns = [*live_routes]
