"""A meeting, who is asked to it, and who was there when."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.records import Part, Record
from casustafel.models.series import LONGEST_MEETING, Series
from casustafel.policy import MeetingPolicy
from casustafel.states import MEETING_FLOW, OPEN_TO_GUESTS, Answer, MeetingState
from core import clock
from encryption.fields import EncryptedCharField


class Meeting(Record):
    """One meeting of the table. ``edition`` counts how often its agenda was sent.

    What was arranged goes out by two people: ``release_by`` says that it is ready, somebody else sends it.
    """

    policy = MeetingPolicy()
    series = models.ForeignKey(Series, models.PROTECT, null=True, related_name="+", verbose_name="reeks")
    name = EncryptedCharField("naam", max_length=80, context="casustafel.meeting.name")
    starts_at = models.DateTimeField("begint op")
    minutes = models.PositiveSmallIntegerField(
        "minuten", default=90, validators=[MinValueValidator(15), MaxValueValidator(LONGEST_MEETING)]
    )
    place = EncryptedCharField(
        "zaal", max_length=120, context="casustafel.meeting.place", default="", blank=True
    )
    video = EncryptedCharField(
        "videolink", max_length=300, context="casustafel.meeting.video", default="", blank=True
    )
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="voorzitter"
    )
    secretary = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="secretaris"
    )
    state = models.CharField("status", max_length=16, choices=MeetingState, default=MEETING_FLOW.initial)
    # Until when those who were invited may read; ends by itself.
    access_until = models.DateTimeField("inzage tot")
    release_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    release_at = models.DateTimeField("klaar om te versturen", null=True)
    edition = models.PositiveSmallIntegerField("keer verstuurd", default=0, editable=False)
    published_at = models.DateTimeField("gepubliceerd", null=True, editable=False)
    sent_at = models.DateTimeField("laatst verstuurd", null=True, editable=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Of the form that made it: pressed twice it makes one.
    origin_key = models.BinaryField(null=True, editable=False)
    cancelled_why = EncryptedCharField(
        "afgelast omdat", max_length=300, context="casustafel.meeting.cancelled_why", null=True
    )

    class Meta(Record.Meta):
        verbose_name = "overleg"
        verbose_name_plural = "overleggen"
        default_permissions = ()
        indexes = [
            *Record.Meta.indexes,
            models.Index(
                fields=["-starts_at", "-id"],
                include=["acl", "confidentiality"],
                name="casustafel_meeting_list",
            ),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(minutes__gte=15, minutes__lte=LONGEST_MEETING), name="casustafel_meeting_minutes"
            ),
            models.CheckConstraint(
                condition=Q(access_until__gt=F("starts_at")), name="casustafel_meeting_access_after_start"
            ),
            models.CheckConstraint(
                condition=Q(secretary=None) | ~Q(secretary=F("chair")), name="casustafel_meeting_two_hosts"
            ),
            models.UniqueConstraint(
                fields=["owner", "origin_key"],
                condition=~Q(origin_key=None),
                name="casustafel_meeting_once",
            ),
            # Four eyes: nobody sends what he released himself.
            models.CheckConstraint(
                condition=Q(release_by=None) | Q(sent_by=None) | ~Q(release_by=F("sent_by")),
                name="casustafel_meeting_two_senders",
            ),
            models.CheckConstraint(
                condition=~Q(state="PREPARING") | Q(published_at=None),
                name="casustafel_meeting_prepares_unseen",
            ),
        ]

    @property
    def address(self) -> str:
        """Where it is shown."""
        return f"/casustafel/overleg/{self.number}/"

    @property
    def ends_at(self) -> datetime:
        """When it is planned to end."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def held_on(self) -> date:
        """The day, in Amsterdam."""
        return timezone.localtime(self.starts_at).date()

    def derive_acl(self) -> list[int]:
        """The hosts, and from publication until access ends everybody who is asked."""
        found = set(super().derive_acl())
        if not self._state.adding and self.open_to_guests():
            asked = Invitation.objects.filter(meeting=self.pk, withdrawn_at=None)
            found |= set(asked.unrestricted(why="derive acl").values_list("user_id", flat=True))
        return sorted(found)

    def items_open(self) -> bool:
        """May those who were invited to an item read it now? Of what was called off only the shell stays."""
        return self.open_to_guests() and self.state != MeetingState.CANCELLED

    def open_to_guests(self) -> bool:
        """May those who were invited see the meeting now?"""
        return (
            self.state in OPEN_TO_GUESTS and self.published_at is not None and clock.now() < self.access_until
        )


class Invitation(Part):
    """Somebody is asked to a meeting. It opens no item: for that he is invited to the item itself.

    ``secrecy_at`` is when he accepted the text about secrecy of this meeting; before that he reads no content.
    """

    part_of = "meeting"
    policy = MeetingPolicy()
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.CharField("antwoord", max_length=8, choices=Answer, default=Answer.OPEN)
    answered_at = models.DateTimeField(null=True)
    secrecy_at = models.DateTimeField("geheimhouding aanvaard", null=True)
    told_edition = models.PositiveSmallIntegerField("laatste bericht over versie", default=0)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField("genodigd")
    withdrawn_at = models.DateTimeField("ingetrokken", null=True)

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"],
                condition=Q(withdrawn_at=None),
                name="casustafel_invitation_once",
            )
        ]


class Attendance(Part):
    """Somebody was in the room, or on screen, from when until when."""

    part_of = "meeting"
    policy = MeetingPolicy()
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField("binnengekomen")
    left_at = models.DateTimeField("vertrokken", null=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheid"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"],
                condition=Q(left_at=None),
                name="casustafel_attendance_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("arrived_at")),
                name="casustafel_attendance_leaves_after",
            ),
        ]
