"""Addresses of the room signals."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from signals.views import (
    bulk,
    decisions,
    detail,
    documents,
    export,
    imports,
    inbox,
    involving,
    report,
    sealing,
    sharing,
)


class SignalNumber(StringConverter):
    """The public number of a signal; reports and imports have other letters."""

    regex = r"S-\d{4}-\d{5,}"


register_converter(SignalNumber, "signal")

app_name = "signals"

urlpatterns = [
    # What a reporter does.
    path("nieuw/", report.ReportPage.as_view(), name="report"),
    path("nieuw/concept/", report.DraftPage.as_view(), name="report_draft"),
    path("nieuw/titel/", report.ReportTitlePage.as_view(), name="report_title"),
    path("nieuw/datum/", report.ReportDatePage.as_view(), name="report_date"),
    path("nieuw/gebieden/", report.AreaMapPage.as_view(), name="area_map"),
    path("nieuw/verzonden/<str:number>/", report.ReportSentPage.as_view(), name="report_sent"),
    path("eigen/", report.OwnReportsPage.as_view(), name="own_reports"),
    path("eigen/<str:number>/", report.OwnReportPage.as_view(), name="own_report"),
    # Files with many signals at once.
    path("import/", imports.ImportsPage.as_view(), name="imports"),
    path("import/<str:number>/", imports.ImportPage.as_view(), name="import"),
    path("import/<str:number>/voortgang/", imports.ImportProgressPage.as_view(), name="import_progress"),
    path("import/<str:number>/foutenbak/", imports.ImportRowsPage.as_view(), name="import_rows"),
    path("import/<str:number>/foutenbak/<uuid:row_id>/", imports.ImportRowPage.as_view(), name="import_row"),
    # Triage.
    path("", inbox.InboxPage.as_view(), name="inbox"),
    path("weergave/", inbox.SaveViewPage.as_view(), name="save_view"),
    path("export/", export.ExportPage.as_view(), name="export"),
    path("samen/", bulk.BulkPage.as_view(), name="bulk"),
    path("zegels/", sealing.SealRequestsPage.as_view(), name="seal_requests"),
    path("<signal:number>/", detail.DetailPage.as_view(), name="detail"),
    path("<signal:number>/weging/", detail.AssessPage.as_view(), name="assess"),
    path("<signal:number>/toewijzen/", decisions.AssignPage.as_view(), name="assign"),
    path("<signal:number>/ongedaan/<uuid:step>/", decisions.UndoPage.as_view(), name="undo"),
    path("<signal:number>/besluit/", decisions.DecidePage.as_view(), name="decide"),
    path("<signal:number>/aanvullen/", decisions.EditPage.as_view(), name="edit"),
    path("<signal:number>/samenvoegen/", decisions.MergePage.as_view(), name="merge"),
    path("<signal:number>/koppelen/", involving.InvolvePage.as_view(), name="involve"),
    path("<signal:number>/wachten/", decisions.SuspendPage.as_view(), name="suspend"),
    path("<signal:number>/melder/", decisions.RevealPage.as_view(), name="reveal"),
    path("<signal:number>/openzetten/", sharing.ShareSignalPage.as_view(), name="share"),
    path("<signal:number>/documenten/", documents.AttachToSignalPage.as_view(), name="attach"),
    path("<signal:number>/zegel/", sealing.SealPage.as_view(), name="seal"),
]
