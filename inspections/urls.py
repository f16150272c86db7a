"""Addresses of controls."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from inspections.views import findings, page, planning, register, spot


class ControlNumber(StringConverter):
    """The public number of a control."""

    regex = r"K-\d{4}-\d{5,}"


class FindingNumber(StringConverter):
    """The public number of a finding."""

    regex = r"BV-\d{4}-\d{5,}"


register_converter(ControlNumber, "control")
register_converter(FindingNumber, "finding")

app_name = "inspections"

_CONTROL = "<control:number>/"
_FINDING = "bevindingen/<finding:number>/"
_PARTNER = f"{_CONTROL}organisatie/<uuid:participant>/"
_STOP = f"{_CONTROL}adres/<uuid:stop>/"

urlpatterns = [
    path("", register.InspectionListPage.as_view(), name="list"),
    path("nieuw/", register.PreparePage.as_view(), name="prepare"),
    path("export/", register.InspectionsExport.as_view(), name="export"),
    path("hercontroles/", register.RevisitsPage.as_view(), name="revisits"),
    path(_FINDING, findings.FindingPage.as_view(), name="finding"),
    path(f"{_FINDING}stap/<slug:finding_state>/", findings.FindingStepPage.as_view(), name="finding_step"),
    path(f"{_FINDING}foto/", findings.AddPhotosPage.as_view(), name="add_photos"),
    path(f"{_FINDING}signaal/", findings.StartSignalPage.as_view(), name="start_signal"),
    path(_CONTROL, page.InspectionPage.as_view(), name="page"),
    path(f"{_CONTROL}route/", page.RoutePage.as_view(), name="route"),
    path(f"{_CONTROL}wijzig/", page.ChangePlanPage.as_view(), name="change_plan"),
    path(f"{_CONTROL}stap/<slug:control_state>/", page.TakeStepPage.as_view(), name="step"),
    path(f"{_CONTROL}organisatie/", planning.AddParticipantPage.as_view(), name="add_participant"),
    path(_PARTNER, planning.ChangeParticipantPage.as_view(), name="change_participant"),
    path(f"{_PARTNER}weghalen/", planning.DropParticipantPage.as_view(), name="drop_participant"),
    path(f"{_PARTNER}terugkoppeling/", planning.FeedbackPage.as_view(), name="feedback"),
    path(f"{_CONTROL}team/", planning.AddMemberPage.as_view(), name="add_member"),
    path(f"{_CONTROL}team/<uuid:member>/weghalen/", planning.DropMemberPage.as_view(), name="drop_member"),
    path(f"{_CONTROL}adres/", planning.AddStopPage.as_view(), name="add_stop"),
    path(_STOP, spot.StopPage.as_view(), name="stop"),
    path(f"{_STOP}weghalen/", planning.DropStopPage.as_view(), name="drop_stop"),
    path(f"{_STOP}volgorde/", planning.MoveStopPage.as_view(), name="move_stop"),
    path(f"{_STOP}hercontrole/", planning.RevisitPage.as_view(), name="revisit"),
    path(f"{_STOP}regel/<uuid:line>/intrekken/", spot.WithdrawLinePage.as_view(), name="withdraw_line"),
]
