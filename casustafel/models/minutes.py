"""The minutes of one item: a ledger of blocks, what was decided, and what was adopted."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from access.records import Part, Record
from cases.models import ActionItem
from casustafel.minutes_states import MINUTES_FLOW, BlockKind, DecisionKind, MinutesState
from casustafel.models.item import AgendaItem
from casustafel.models.meeting import Meeting
from casustafel.policy import MinutesPolicy
from encryption.fields import EncryptedCharField, EncryptedJSONField, EncryptedTextField

READABLE = frozenset({MinutesState.PROPOSED, MinutesState.ADOPTED})


class MinutesCount(Part):
    """How many blocks of a meeting were stored; held while the next one gets its number."""

    part_of = "meeting"
    policy = MinutesPolicy()
    track_changes = False  # a counter; what it counts has its own lines
    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="minutes_count")
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "telling van het verslag"


class RoomScreen(Part):
    """What the screen in the room shows: one item, or nothing for a while."""

    part_of = "meeting"
    policy = MinutesPolicy()
    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="room_screen")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, related_name="+")
    blank = models.BooleanField("leeg", default=True)

    class Meta:
        verbose_name = "scherm in de zaal"


class Minutes(Record):
    """What was said and decided at one item; seen by who was invited to it once it is proposed.

    ``edition`` rises with each adoption: what was adopted is never changed, a correction is a new edition.
    """

    policy = MinutesPolicy()
    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="record_of_minutes")
    state = models.CharField("status", max_length=10, choices=MinutesState, default=MINUTES_FLOW.initial)
    edition = models.PositiveSmallIntegerField("uitgave", default=0, editable=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField("voorgesteld", null=True)
    correcting_why = EncryptedCharField(
        "wat wordt verbeterd", max_length=300, context="casustafel.minutes.correcting_why", null=True
    )

    class Meta(Record.Meta):
        verbose_name = "verslag van een punt"
        verbose_name_plural = "verslagen van punten"
        default_permissions = ()

    @property
    def address(self) -> str:
        """Where it is read: with the minutes of its meeting."""
        meeting = self.item.meeting
        return f"{meeting.address}verslag/" if meeting is not None else self.item.address

    def derive_acl(self) -> list[int]:
        """The hosts write; who sees the item reads along once the minutes are proposed."""
        found = set(super().derive_acl())
        if self.state in READABLE:
            found |= set(
                AgendaItem.objects.unrestricted(why="derive acl")
                .values_list("acl", flat=True)
                .get(pk=self.item_id)
            )
        return sorted(found)


class Block(Part):
    """One line of the minutes; its key was made by who wrote it first. What it says stands in its versions."""

    part_of = "minutes"
    policy = MinutesPolicy()
    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="blocks")
    # The block that it was written below; a key without a constraint, for that may arrive later.
    after = models.UUIDField(null=True)
    number = models.PositiveIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "blok van een verslag"
        verbose_name_plural = "blokken van een verslag"


class BlockVersion(Part):
    """What a block said at one moment. Only added, never changed: the text that stands is derived.

    ``id`` is the key of the edit, made by its writer, so that the same edit sent twice is stored once.
    """

    part_of = "minutes"
    policy = MinutesPolicy()
    track_changes = False  # it is itself the history of its block
    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="versions")
    block = models.ForeignKey(Block, models.CASCADE, related_name="versions")
    follows = ArrayField(models.UUIDField(), default=list)
    kind = models.CharField("soort", max_length=12, choices=BlockKind)
    text = EncryptedTextField("tekst", context="casustafel.blockversion.text", null=True)
    removed = models.BooleanField(default=False)
    number = models.PositiveIntegerField("nummer")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("bewaard")

    class Meta:
        verbose_name = "versie van een blok"
        verbose_name_plural = "versies van een blok"
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="casustafel_blockversion_number"),
        ]

    @property
    def key(self) -> UUID:
        """As the ledger calls it."""
        key: UUID = self.pk
        return key


class TableDecision(Part):
    """What the table decided on an item (domain 6.3), with what has to follow. Not a decision under the Awb."""

    part_of = "minutes"
    policy = MinutesPolicy()
    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="decisions")
    block = models.ForeignKey(Block, models.PROTECT, null=True, related_name="+")
    kind = models.CharField("besluit", max_length=16, choices=DecisionKind)
    reason = EncryptedCharField("reden", max_length=400, context="casustafel.tabledecision.reason")
    legal_basis = models.CharField("grondslag", max_length=200, blank=True)
    recipient = EncryptedCharField(
        "aan wie", max_length=160, context="casustafel.tabledecision.recipient", null=True
    )
    until = models.DateField("tot en met", null=True)
    sent_on = models.DateField("verstuurd op", null=True)
    answer = EncryptedCharField(
        "antwoord van de ontvanger", max_length=300, context="casustafel.tabledecision.answer", null=True
    )
    action = models.ForeignKey(ActionItem, models.PROTECT, null=True, related_name="+", verbose_name="actie")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("vastgelegd")
    withdrawn_at = models.DateTimeField("ingetrokken", null=True)
    withdrawn_why = EncryptedCharField(
        "ingetrokken omdat", max_length=300, context="casustafel.tabledecision.withdrawn_why", null=True
    )

    class Meta:
        verbose_name = "besluit van de tafel"
        verbose_name_plural = "besluiten van de tafel"
        constraints = [
            # No watching without an end (domain 6.3).
            models.CheckConstraint(
                condition=~Q(kind="MONITOR") | Q(until__isnull=False), name="casustafel_monitor_has_end"
            ),
        ]


class MinutesEdition(Part):
    """What was adopted, as it was read: never changed. By the chair and a second reader."""

    part_of = "minutes"
    policy = MinutesPolicy()
    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="editions")
    edition = models.PositiveSmallIntegerField("uitgave")
    # Blocks, decisions and who was there, as they were read.
    content = EncryptedJSONField(context="casustafel.minutesedition.content", null=True)
    why = EncryptedCharField(
        "verbetering", max_length=300, context="casustafel.minutesedition.why", null=True
    )
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    chair_at = models.DateTimeField(null=True)
    second = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    second_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "uitgave van een verslag"
        verbose_name_plural = "uitgaven van een verslag"
        constraints = [
            models.UniqueConstraint(fields=["minutes", "edition"], name="casustafel_edition_once"),
            models.CheckConstraint(
                condition=Q(chair=None) | Q(second=None) | ~Q(chair=F("second")),
                name="casustafel_edition_two_readers",
            ),
        ]


def known_versions(block: Block) -> Collection[UUID]:
    """The keys of everything that a block ever said."""
    rows = BlockVersion.objects.filter(block=block).unrestricted(why="the ledger of a block")
    return set(rows.values_list("pk", flat=True))
