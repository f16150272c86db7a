"""An item of an agenda with its question, who is invited to it and why, and its documents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Deferrable, F, Q

from access.contexts import elevated
from access.records import Part, Record
from cases.models import Case
from casustafel.models.meeting import Invitation, Meeting
from casustafel.policy import ItemPolicy
from casustafel.states import ITEM_FLOW, ON_AGENDA, Goal, ItemKind, ItemState
from core import clock
from documents.models import Document
from encryption.fields import EncryptedCharField, EncryptedTextField
from signals.models import PoliceAlignment, Signal

FOLLOWS = "files follow the item that they belong to"


class AgendaItem(Record):
    """One question to the table. Default nobody is invited to it, also not who is invited to the meeting.

    Its number tells nothing of its place or of how many there are. ``regimes`` is the set of its parts;
    ``about`` the public number of what it is about where that lives in another room.
    """

    policy = ItemPolicy()
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="items")
    # With gaps, so that moving one item changes one row.
    position = models.BigIntegerField("plaats", default=0, editable=False)
    kind = models.CharField("soort", max_length=14, choices=ItemKind)
    goal = models.CharField("bespreekdoel", max_length=8, choices=Goal, default=Goal.WEIGH)
    state = models.CharField("status", max_length=10, choices=ItemState, default=ITEM_FLOW.initial)
    title = EncryptedCharField("titel: codewoord of nummer", max_length=80, context="casustafel.item.title")
    question = EncryptedCharField("vraag aan de tafel", max_length=300, context="casustafel.item.question")
    note = EncryptedTextField("toelichting", context="casustafel.item.note", null=True)
    minutes = models.PositiveSmallIntegerField(
        "minuten", default=10, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="inbrenger"
    )
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", verbose_name="casus")
    signal = models.ForeignKey(Signal, models.PROTECT, null=True, related_name="+", verbose_name="signaal")
    # Of a signal from anonymous information: where the alignment with the police stands.
    alignment = models.CharField(
        "afstemming politie",
        max_length=10,
        choices=PoliceAlignment,
        default=PoliceAlignment.NOT_NEEDED,
        editable=False,
    )
    about = models.CharField("gaat over nummer", max_length=24, blank=True)
    # Codes of the municipalities on whose ground it plays.
    territory = ArrayField(models.CharField(max_length=6), default=list, verbose_name="grondgebied")
    carried_from = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="carried_to", verbose_name="doorgeschoven van"
    )
    # From the series: on every agenda, so not something that waits when it was not reached.
    fixed = models.BooleanField("vast punt", default=False, editable=False)
    origin_key = models.BinaryField(null=True, editable=False)
    split_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    first_asked_on = models.DateField("voor het eerst op een agenda", null=True)
    stopped_why = EncryptedCharField(
        "geparkeerd of van de agenda, omdat", max_length=300, context="casustafel.item.stopped_why", null=True
    )

    class Meta(Record.Meta):
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        default_permissions = ()
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["owner", "state"], name="casustafel_item_parked", condition=Q(meeting=None)),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=240), name="casustafel_item_minutes"
            ),
            models.UniqueConstraint(
                fields=["meeting", "position"],
                deferrable=Deferrable.DEFERRED,
                name="casustafel_item_own_place",
            ),
            models.UniqueConstraint(
                fields=["owner", "origin_key"],
                condition=~Q(origin_key=None),
                name="casustafel_item_once",
            ),
            # Wet Bibob 28 and the contract with M.: never content of the table.
            models.CheckConstraint(
                condition=~Q(regimes__overlap=["bibob", "m_report"]), name="casustafel_item_no_vault"
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=False) | Q(state__in=["PARKED", "WITHDRAWN"]),
                name="casustafel_item_on_a_meeting",
            ),
        ]

    @property
    def address(self) -> str:
        """Where it is shown."""
        return f"/casustafel/punten/{self.number}/"

    def derive_acl(self) -> list[int]:
        """The hosts, and who is invited to this item, accepted secrecy, and is within his time."""
        found = set(super().derive_acl())
        meeting = self.meeting
        if (
            not self._state.adding
            and meeting is not None
            and self.state in ON_AGENDA
            and meeting.items_open()
        ):
            at = clock.now()
            silent = Invitation.objects.filter(
                meeting=meeting.pk, withdrawn_at=None, secrecy_at__isnull=False
            ).unrestricted(why="derive acl")
            invited = ItemInvitee.objects.filter(
                item=self.pk, withdrawn_at=None, starts_at__lte=at, ends_at__gt=at
            ).unrestricted(why="derive acl")
            found |= set(invited.filter(user__in=silent.values("user_id")).values_list("user_id", flat=True))
        return sorted(found)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The files of an item follow it."""
        linked = [] if self._state.adding else self._linked()
        super().save(*args, **kwargs)
        for document, released in linked:
            follow_item(document, self, released=released)

    def _linked(self) -> list[tuple[UUID, bool]]:
        """Asked before saving: the item may leave the actor's sight by it."""
        rows = ItemDocument.objects.filter(item=self).unrestricted(why=FOLLOWS)
        return [(key, at is not None) for key, at in rows.values_list("document_id", "released_at")]


def follow_item(key: UUID, item: AgendaItem, *, released: bool) -> None:
    """Let a file be seen by who sees the item; before it is sent only by the hosts."""
    seen_by = set(item.acl) if released else item.policy.principals(item)
    audience = sorted(principal for principal in seen_by if principal)
    with elevated(why=FOLLOWS):
        rows = Document.objects.filter(pk=key).unrestricted(why=FOLLOWS).select_for_update(of=("self",))
        document = rows.first()
        if document is not None and document.audience != audience:
            document.audience = audience
            document.save()


class ItemInvitee(Part):
    """Somebody is invited to one item: why he must know, on which legal basis, from when until when.

    ``starts_at`` is when the agenda was sent with him on it; empty as long as that has not happened.
    """

    part_of = "item"
    policy = ItemPolicy()
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="invitees")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    why = EncryptedCharField("waarom nodig", max_length=300, context="casustafel.iteminvitee.why")
    legal_basis = models.CharField("grondslag", max_length=160, blank=True)
    # Where a law asks for it: the number of the provision that names him, or of the consent.
    consent = EncryptedCharField(
        "kenmerk van verstrekking of toestemming",
        max_length=120,
        context="casustafel.iteminvitee.consent",
        null=True,
    )
    # Said on purpose: another municipality may see what does not play on its own ground.
    beyond_territory = models.BooleanField("buiten eigen grondgebied", default=False)
    ends_at = models.DateTimeField("inzage tot")
    starts_at = models.DateTimeField("inzage vanaf", null=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField("genodigd")
    withdrawn_at = models.DateTimeField("ingetrokken", null=True)

    class Meta:
        verbose_name = "genodigde bij een punt"
        verbose_name_plural = "genodigden bij een punt"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "user"], condition=Q(withdrawn_at=None), name="casustafel_iteminvitee_once"
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at__gt=F("starts_at")),
                name="casustafel_iteminvitee_ends",
            ),
        ]


class ItemDocument(Part):
    """A file at an item. ``released_at`` is when it was first sent; before that only the hosts open it."""

    part_of = "item"
    also_of = "document"
    policy = ItemPolicy()
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="documents")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    caption = EncryptedCharField("wat het is", max_length=120, context="casustafel.itemdocument.caption")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("toegevoegd")
    released_at = models.DateTimeField("verstuurd", null=True)

    class Meta:
        verbose_name = "stuk bij een punt"
        verbose_name_plural = "stukken bij een punt"
        constraints = [
            models.UniqueConstraint(fields=["item", "document"], name="casustafel_itemdocument_once")
        ]
