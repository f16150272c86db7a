"""Addresses of the room signals."""

from django.urls import path

from signals.views import imports, report

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
]
