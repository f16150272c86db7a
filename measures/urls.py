"""Addresses of measures."""

from django.urls import path, register_converter

from measures.views import details, page, parties, register, stepping


class MeasureNumber:
    """The public number of a measure."""

    regex = r"MA-\d{4}-\d{5,}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(MeasureNumber, "measure")

app_name = "measures"

_MEASURE = "<measure:number>/"

urlpatterns = [
    path("", register.MeasureListPage.as_view(), name="list"),
    path("nieuw/", register.StartPage.as_view(), name="start"),
    path(_MEASURE, page.MeasurePage.as_view(), name="page"),
    path(f"{_MEASURE}stap/<slug:state>/", stepping.TakeStepPage.as_view(), name="step"),
    path(f"{_MEASURE}terug/", stepping.UndoStepPage.as_view(), name="undo"),
    path(f"{_MEASURE}partij/", parties.AddPartyPage.as_view(), name="add_party"),
    path(
        f"{_MEASURE}partij/<uuid:party>/weghalen/",
        parties.WithdrawPartyPage.as_view(),
        name="withdraw_party",
    ),
    path(f"{_MEASURE}bron/", parties.AddGroundPage.as_view(), name="add_ground"),
    path(
        f"{_MEASURE}bron/<uuid:ground>/weghalen/",
        parties.WithdrawGroundPage.as_view(),
        name="withdraw_ground",
    ),
    path(f"{_MEASURE}sluiting/", details.ClosurePage.as_view(), name="closure"),
    path(f"{_MEASURE}middelen/", details.DrugsPage.as_view(), name="drugs"),
    path(f"{_MEASURE}evenredigheid/", details.ProportionalityPage.as_view(), name="proportionality"),
    path(f"{_MEASURE}dwangsom/", details.OrderPage.as_view(), name="order"),
]
