"""The mail to a reporter: that something changed, never what; the rest he reads after signing in."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail

from signals.models import Report

SUBJECT = "VIK: de status van uw melding is gewijzigd"
TEXT = """Beste collega,

De status van een melding van u is gewijzigd.
Meld u aan om te lezen wat er is veranderd:

{url}

In deze mail staat met opzet niets over de inhoud.
U kunt deze mail niet beantwoorden.
"""


def mail_reporter(report_id: str) -> bool:
    """Send the mail; False when the reporter is not known or has left."""
    rows = Report.objects.filter(pk=report_id).select_related("reporter")
    report = rows.unrestricted(why="mail its reporter").first()
    if report is None or report.reporter is None or not report.reporter.is_active:
        return False
    url = f"{settings.BASE_URL.rstrip('/')}/signalen/eigen/"
    send_mail(SUBJECT, TEXT.format(url=url), None, [report.reporter.email])
    return True
