"""Addresses of the desk; the style guide exists only in the demo and in tests."""

from django.urls import path

from desk import home, pasted_page, printed, saved_pages, search_page, styleguide

app_name = "desk"

urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("zoeken/", search_page.SearchPage.as_view(), name="search"),
    path("zoeken/lijst/", pasted_page.PastedPage.as_view(), name="pasted"),
    path("zoeken/bewaard/", saved_pages.SavedSearchesPage.as_view(), name="saved_searches"),
    path("zoeken/bewaren/", saved_pages.SaveSearchPage.as_view(), name="save_search"),
    path("zoeken/bewaard/<str:number>/", saved_pages.AskAgainPage.as_view(), name="ask_again"),
    path(
        "zoeken/bewaard/<str:number>/wijzigen/", saved_pages.ChangeSearchPage.as_view(), name="change_search"
    ),
    path(
        "zoeken/bewaard/<str:number>/verwijderen/", saved_pages.DropSearchPage.as_view(), name="drop_search"
    ),
    path("afgedrukt/", printed.PrintedPage.as_view(), name="printed"),
    path("ui/", styleguide.StyleGuidePage.as_view(), name="styleguide"),
    path("ui/weging/", styleguide.StyleGuideTriagePage.as_view(), name="styleguide_triage"),
    path("ui/gebieden.json", styleguide.StyleGuideAreasPage.as_view(), name="styleguide_areas"),
    path("ui/datum.json", styleguide.StyleGuideDatePage.as_view(), name="styleguide_date"),
]
