"""Addresses of the desk; the style guide exists only in the demo and in tests."""

from django.urls import path

from desk import home, printed, search_page, styleguide

app_name = "desk"

urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("zoeken/", search_page.SearchPage.as_view(), name="search"),
    path("afgedrukt/", printed.PrintedPage.as_view(), name="printed"),
    path("ui/", styleguide.StyleGuidePage.as_view(), name="styleguide"),
    path("ui/weging/", styleguide.StyleGuideTriagePage.as_view(), name="styleguide_triage"),
    path("ui/gebieden.json", styleguide.StyleGuideAreasPage.as_view(), name="styleguide_areas"),
    path("ui/datum.json", styleguide.StyleGuideDatePage.as_view(), name="styleguide_date"),
]
