"""Series of meetings: rhythm, usual place and invitees, and the items that stand on every agenda."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from access.records import Part, Record
from casustafel.policy import SeriesPolicy
from casustafel.states import Goal, ItemKind, Rhythm
from encryption.fields import EncryptedCharField

LONGEST_MEETING = 480


class Series(Record):
    """Meetings that return: from this a new one is made with everything filled in."""

    policy = SeriesPolicy()
    name = EncryptedCharField("naam", max_length=80, context="casustafel.series.name")
    rhythm = models.CharField("ritme", max_length=10, choices=Rhythm, default=Rhythm.SIX_WEEKS)
    begins_at = models.TimeField("begint om")
    minutes = models.PositiveSmallIntegerField(
        "minuten", default=90, validators=[MinValueValidator(15), MaxValueValidator(LONGEST_MEETING)]
    )
    place = EncryptedCharField(
        "zaal", max_length=120, context="casustafel.series.place", default="", blank=True
    )
    video = EncryptedCharField(
        "videolink", max_length=300, context="casustafel.series.video", default="", blank=True
    )
    secretary = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    access_days = models.PositiveSmallIntegerField(
        "dagen inzage na het overleg", default=42, validators=[MinValueValidator(1), MaxValueValidator(366)]
    )
    ended_at = models.DateTimeField("gestopt", null=True)

    class Meta(Record.Meta):
        verbose_name = "reeks"
        verbose_name_plural = "reeksen"
        default_permissions = ()
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(minutes__gte=15, minutes__lte=LONGEST_MEETING), name="casustafel_series_minutes"
            ),
        ]

    @property
    def address(self) -> str:
        """Where it is kept."""
        return f"/casustafel/reeksen/{self.number}/"


class FixedItem(Part):
    """An item that stands on every agenda of a series, such as the minutes of the last meeting."""

    part_of = "series"
    policy = SeriesPolicy()
    series = models.ForeignKey(Series, models.CASCADE, related_name="fixed_items")
    position = models.PositiveSmallIntegerField("plaats")
    title = EncryptedCharField("titel", max_length=80, context="casustafel.fixeditem.title")
    question = EncryptedCharField("vraag", max_length=300, context="casustafel.fixeditem.question")
    kind = models.CharField("soort", max_length=14, choices=ItemKind, default=ItemKind.ANNOUNCEMENT)
    goal = models.CharField("doel", max_length=8, choices=Goal, default=Goal.INFORM)
    minutes = models.PositiveSmallIntegerField("minuten", default=5)
    # At the end of the agenda instead of the beginning, such as the closing round.
    at_the_end = models.BooleanField("aan het eind", default=False)
    for_everyone = models.BooleanField("voor alle genodigden", default=True)

    class Meta:
        verbose_name = "vast punt"
        verbose_name_plural = "vaste punten"
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=240), name="casustafel_fixeditem_minutes"
            )
        ]


class UsualInvitee(Part):
    """Somebody who is usually asked to a series."""

    part_of = "series"
    policy = SeriesPolicy()
    series = models.ForeignKey(Series, models.CASCADE, related_name="usual_invitees")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "vaste genodigde"
        verbose_name_plural = "vaste genodigden"
        constraints = [
            models.UniqueConstraint(fields=["series", "user"], name="casustafel_usualinvitee_once")
        ]
