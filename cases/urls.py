"""Addresses of cases."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from cases.views import destroying, moving, page, parts, register, team


class CaseNumber(StringConverter):
    """The public number of a case."""

    regex = r"C-\d{4}-\d{5,}"


register_converter(CaseNumber, "case")

app_name = "cases"

_CASE = "<case:number>/"
_PART = f"{_CASE}<slug:part_kind>/<uuid:case_part>/"

urlpatterns = [
    path("", register.CaseListPage.as_view(), name="list"),
    path("vernietigen/", destroying.DestructionPage.as_view(), name="destruction"),
    path("nieuw/", register.OpenCasePage.as_view(), name="open"),
    path(_CASE, page.CasePage.as_view(), name="page"),
    path(f"{_CASE}gegevens/", page.EditCasePage.as_view(), name="edit"),
    path(f"{_CASE}stap/<slug:case_state>/", moving.MoveCasePage.as_view(), name="move"),
    path(f"{_CASE}sluiten/", moving.CloseCasePage.as_view(), name="close"),
    path(f"{_CASE}heropenen/", moving.ReopenCasePage.as_view(), name="reopen"),
    path(f"{_CASE}signaal/", parts.AddSignalPage.as_view(), name="add_signal"),
    path(f"{_CASE}subject/", parts.AddSubjectPage.as_view(), name="add_subject"),
    path(f"{_CASE}documenten/", parts.AttachToCasePage.as_view(), name="attach"),
    path(f"{_CASE}notitie/", parts.AddNotePage.as_view(), name="add_note"),
    path(f"{_CASE}eigenaar/", team.EntrustCasePage.as_view(), name="entrust"),
    path(f"{_CASE}team/", team.AddMemberPage.as_view(), name="add_member"),
    path(
        f"{_CASE}team/<uuid:case_member>/weghalen/", team.WithdrawMemberPage.as_view(), name="withdraw_member"
    ),
    path(f"{_CASE}afschermen/", team.CompartmentPage.as_view(), name="compartment"),
    path(f"{_CASE}openstellen/", team.AskOpeningPage.as_view(), name="ask_opening"),
    path(f"{_CASE}openstellen/<uuid:opening>/", team.DecideOpeningPage.as_view(), name="decide_opening"),
    path(f"{_CASE}delen/", team.ShareCasePage.as_view(), name="share"),
    path(f"{_PART}weghalen/", parts.WithdrawPartPage.as_view(), name="withdraw_part"),
    path(f"{_PART}terugzetten/", parts.RestorePartPage.as_view(), name="restore_part"),
]
