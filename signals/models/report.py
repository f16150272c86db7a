"""Who reported: kept apart from the signal, for the reporter alone."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from access.records import Part, Record
from encryption.fields import EncryptedCharField, EncryptedJSONField, EncryptedTextField
from signals.models.signal import Signal
from signals.policy import ReportPolicy


class Report(Record):
    """What one reporter sent in, and the short status that he reads.

    Holds the identity of the reporter. Triage never sees this row: a coordinator asks for it
    with a reason (:func:`signals.operations.reveal_reporter`), which is itself reported.
    """

    policy = ReportPolicy()
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reporter_name = EncryptedCharField(max_length=160, context="signals.report.reporter_name", null=True)
    signal = models.OneToOneField(Signal, models.PROTECT, related_name="+")
    text = EncryptedTextField(context="signals.report.text", null=True)
    title = models.CharField(max_length=120)
    reported_at = models.DateTimeField()
    short_status = models.CharField("status", max_length=20, default="ontvangen")
    status_changed_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        verbose_name = "melding"
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["reporter", "-reported_at"], name="signals_report_own"),
        ]


class ReportMessage(Part):
    """A question to the reporter and his answer; neither side learns more than its own words."""

    part_of = "report"
    policy = ReportPolicy()
    report = models.ForeignKey(Report, models.CASCADE, related_name="messages")
    question = EncryptedTextField(context="signals.reportmessage.question")
    answer = EncryptedTextField(context="signals.reportmessage.answer", null=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)


class ReportDraft(Record):
    """What a reporter is typing: kept on the server, sealed, for him alone."""

    track_changes = False  # what somebody is typing: every save would be a line
    policy = ReportPolicy()
    reporter = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    content = EncryptedJSONField(context="signals.reportdraft.content")
    saved_at = models.DateTimeField()

    class Meta(Record.Meta):
        verbose_name = "concept"
