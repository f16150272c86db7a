"""The living style guide at /ui/: every component in all its states, only in the demo and in tests."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from access.views import Page
from desk.styleguide_samples import areas, samples


class StyleGuidePage(Page):
    """All components on one page; on a real server this address doesn't exist."""

    action = "styleguide.view"
    template_name = "desk/styleguide.html"

    def prepare(self, **kwargs: Any) -> None:
        """Refuse to exist outside the demo and the tests."""
        if not (settings.DEMO or settings.TESTING):
            raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show all components with invented data."""
        return self.show(**samples())


class StyleGuideTriagePage(StyleGuidePage):
    """The layout of three panes, filled with invented data."""

    template_name = "desk/styleguide_triage.html"


class StyleGuideAreasPage(StyleGuidePage):
    """The invented areas of the map in the style guide."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """GeoJSON."""
        return JsonResponse(areas())


class StyleGuideDatePage(StyleGuidePage):
    """Answers how a date is understood, as the real address of the report form does."""

    KNOWN = ("vandaag", "gisteren", "23 nov")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """JSON with what is understood, empty when it isn't."""
        text = request.GET.get("q", "").strip().lower()
        return JsonResponse({"understood": text if text in self.KNOWN else ""})
