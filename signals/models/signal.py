"""What was seen: one signal, its search keys and attachments. Never who reported it."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from access.grants import GroupGrant, UserGrant
from access.records import Part
from documents.models import Bearer
from encryption.fields import (
    EncryptedCharField,
    EncryptedJSONField,
    EncryptedTextField,
    Sealed,
    readable,
)
from encryption.words import word_tokens
from reference.models import Area, Theme
from signals.masking import mask
from signals.policy import SignalPolicy
from signals.states import FLOW, FOLLOW_UP, LANES, Lane, SignalState


class SourceType(models.TextChoices):
    """Where a signal came from; ANONYMOUS is what the world sees of an M. report."""

    ANONYMOUS = "ANONYMOUS", "Anonieme informatie"
    ODT = "ODT", "Omgevingsdienst"
    INTERNAL = "INTERNAL", "Intern team"
    POLICE = "POLICE", "Politie"
    BOA = "BOA", "Boa"
    MUNICIPALITY = "MUNICIPALITY", "Andere gemeente"
    RIEC = "RIEC", "RIEC"
    CITIZEN = "CITIZEN", "Inwoner"
    OPEN_SOURCE = "OPEN_SOURCE", "Open bron"
    OWN = "OWN", "Eigen waarneming"


class Urgency(models.TextChoices):
    """How soon somebody must look."""

    DANGER = "DANGER", "Direct gevaar"
    HIGH = "HIGH", "Hoog"
    NORMAL = "NORMAL", "Normaal"
    LOW = "LOW", "Laag"


class Precision(models.TextChoices):
    """How exact the moment of observation is known."""

    DAY = "DAY", "dag"
    WEEK = "WEEK", "week"
    MONTH = "MONTH", "maand"
    YEAR = "YEAR", "jaar"
    UNKNOWN = "UNKNOWN", "onbekend"


class Verification(models.TextChoices):
    """Is the content confirmed by an independent source? M. always starts unverified."""

    UNVERIFIED = "UNVERIFIED", "Ongeverifieerd"
    PARTLY = "PARTLY", "Deels geverifieerd"
    VERIFIED = "VERIFIED", "Geverifieerd"
    REFUTED = "REFUTED", "Weerlegd"


class PoliceAlignment(models.TextChoices):
    """Alignment with the police in the lokaal ondermijningsoverleg (contract M.)."""

    NOT_NEEDED = "NOT_NEEDED", "Niet nodig"
    NONE = "NONE", "Nog niet gevraagd"
    ASKED = "ASKED", "Gevraagd"
    AGREED = "AGREED", "Akkoord"
    OBJECTION = "OBJECTION", "Bezwaar"


class Signal(Bearer):
    """One report about possible ondermijning, as triage sees it."""

    policy = SignalPolicy()

    title = models.CharField("titel", max_length=120, help_text="Zonder namen: titels staan in lijsten.")
    state = models.CharField("status", max_length=20, choices=SignalState, default=FLOW.initial)
    lane = models.CharField(max_length=12, choices=Lane, default=Lane.NEW, editable=False)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="behandelaar"
    )
    source_type = models.CharField("bron", max_length=16, choices=SourceType)
    team = models.CharField("team", max_length=80, blank=True)
    received_at = models.DateTimeField("ontvangen")
    observed_from = models.DateField("waargenomen van", null=True)
    observed_to = models.DateField("waargenomen tot", null=True)
    observed_precision = models.CharField(max_length=8, choices=Precision, default=Precision.UNKNOWN)
    observed_text = models.CharField("zoals opgegeven", max_length=80, blank=True)
    location = EncryptedCharField("plaats", max_length=300, context="signals.signal.location", null=True)
    spot = EncryptedJSONField("punt op de kaart", context="signals.signal.spot", null=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+", verbose_name="wijk")
    narrative = EncryptedTextField("waarneming", context="signals.signal.narrative", null=True)
    interpretation = EncryptedTextField("duiding", context="signals.signal.interpretation", null=True)
    involved = EncryptedTextField("wie of wat", context="signals.signal.involved", null=True)
    external_number = EncryptedCharField(
        "nummer bij de bron", max_length=80, context="signals.signal.external_number", null=True
    )
    origin_key = models.BinaryField(null=True, editable=False)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="+", verbose_name="thema")
    phenomena = ArrayField(models.CharField(max_length=40), default=list, verbose_name="fenomenen")
    indicators = ArrayField(models.CharField(max_length=40), default=list, verbose_name="indicatoren")
    urgency = models.CharField("urgentie", max_length=8, choices=Urgency, default=Urgency.NORMAL)
    source_reliability = models.CharField("betrouwbaarheid bron", max_length=1, default="X")
    content_credibility = models.CharField("geloofwaardigheid", max_length=1, default="6")
    verification = models.CharField(max_length=10, choices=Verification, default=Verification.UNVERIFIED)
    police_alignment = models.CharField(
        "afstemming politie", max_length=10, choices=PoliceAlignment, default=PoliceAlignment.NOT_NEEDED
    )
    weighed_yes = models.BooleanField("weging 1 met ja beantwoord", default=False, editable=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    retention_until = models.DateField("bewaren tot", null=True)
    retention_ground = models.CharField(max_length=200, blank=True)
    sealed_at = models.DateTimeField(null=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    # Keyed hashes of the words that may be shown now: by these a text is found without being opened.
    tokens = ArrayField(models.BigIntegerField(), default=list, editable=False)

    class Meta(Bearer.Meta):
        verbose_name = "signaal"
        verbose_name_plural = "signalen"
        default_permissions = ()
        indexes = [
            *Bearer.Meta.indexes,
            # Carries the acl: which rows of a lane somebody sees is answered by the index alone.
            models.Index(
                fields=["lane", "-received_at", "-id"],
                include=["acl", "confidentiality"],
                name="signals_signal_lane",
            ),
            models.Index(
                fields=["handler", "-received_at", "-id"],
                name="signals_signal_handler",
                condition=Q(handler__isnull=False),
            ),
            # What was decided this week: few rows, newest last.
            models.Index(
                fields=["decided_at"],
                include=["acl", "confidentiality"],
                name="signals_signal_decided",
                condition=~Q(decided_at=None),
            ),
            GinIndex(fields=["tokens"], name="signals_signal_tokens"),
            models.Index(
                fields=["retention_until"],
                name="signals_signal_retention",
                condition=~Q(retention_until=None),
            ),
        ]
        constraints = [
            *Bearer.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(source_type="ANONYMOUS")
                | ~Q(state__in=[str(s) for s in FOLLOW_UP])
                | Q(police_alignment="AGREED"),
                name="signals_no_m_follow_up_without_police",
            ),
            models.CheckConstraint(
                condition=Q(
                    source_type="ANONYMOUS", police_alignment__in=["NONE", "ASKED", "AGREED", "OBJECTION"]
                )
                | (~Q(source_type="ANONYMOUS") & Q(police_alignment="NOT_NEEDED")),
                name="signals_alignment_belongs_to_m",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at=None)
                | Q(
                    narrative__isnull=True,
                    interpretation__isnull=True,
                    involved__isnull=True,
                    location__isnull=True,
                    spot__isnull=True,
                    external_number__isnull=True,
                ),
                name="signals_sealed_has_no_content",
            ),
            models.UniqueConstraint(
                fields=["owner", "origin_key"], name="signals_received_once", condition=~Q(origin_key=None)
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The lane follows the state, the tokens the text."""
        self.lane = LANES[self.state]
        follows = self._words_changed()
        if follows:
            self.tokens = tokens_of(self)
        fields = kwargs.get("update_fields")
        if fields is not None and "state" in fields:
            fields = kwargs["update_fields"] = {*fields, "lane"}
        if fields is not None and follows:
            kwargs["update_fields"] = {*fields, "tokens"}
        super().save(*args, **kwargs)

    _indexed: tuple[Any, Any] | None = None

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Signal:
        """Remember what the tokens were made of, so that an unread text can stay unread."""
        signal = super().from_db(*args, **kwargs)
        signal._indexed = (signal.__dict__.get("title"), signal.__dict__.get("weighed_yes"))
        return signal

    def _words_changed(self) -> bool:
        """Was anything written that a search looks in? A text that nobody read did not change."""
        if TEXTS & self.get_deferred_fields():
            return False
        if self._state.adding or (self.title, self.weighed_yes) != self._indexed:
            return True
        return any(
            self.__dict__[name] is not None and not isinstance(self.__dict__[name], Sealed) for name in SEALED
        ) or (bool(self.tokens) and not any(self.__dict__[name] for name in SEALED))

    @property
    def address(self) -> str:
        """Where the signal is shown."""
        return f"/signalen/{self.number}/"

    def why_no_documents(self) -> str:
        """A sealed signal takes nothing more: what is added would stand outside the seal."""
        if self.sealed_at is not None or self.state == SignalState.DESTROYED:
            return "Dit signaal is verzegeld of vernietigd. U kunt er niets meer aan toevoegen."
        return ""


SEALED: Final = ("location", "narrative", "involved")
TEXTS: Final = frozenset({"title", "weighed_yes", "tokens", *SEALED})


def tokens_of(signal: Signal) -> list[int]:
    """The tokens of what may be shown of a signal now: before weging 1 is yes without persons.

    Otherwise a search would tell who stands behind the blocks.
    """
    texts = [readable(signal, name, otherwise="") or "" for name in ("location", "narrative")]
    if signal.weighed_yes:
        texts.append(readable(signal, "involved", otherwise="") or "")
    else:
        texts = [part.text for text in texts for part in mask(text) if not part.masked]
    return sorted(text_tokens(" ".join([signal.title, *texts])))


def text_tokens(text: str) -> set[int]:
    """Keyed hashes of the words of a text, the same for what is kept and what is sought."""
    return word_tokens(text, context="signals.text")


class SignalUserGrant(UserGrant):
    """A signal opened for one person."""

    content_object = models.ForeignKey(Signal, models.CASCADE, related_name="user_grant_rows")

    class Meta(UserGrant.Meta):
        pass


class SignalGroupGrant(GroupGrant):
    """A signal opened for a role group."""

    content_object = models.ForeignKey(Signal, models.CASCADE, related_name="group_grant_rows")

    class Meta(GroupGrant.Meta):
        pass


Signal.user_grants = SignalUserGrant
Signal.group_grants = SignalGroupGrant


class KeyKind(models.TextChoices):
    """What a search key stands for."""

    LOCATION = "LOCATION", "zelfde plaats"
    EXTERNAL = "EXTERNAL", "zelfde nummer bij de bron"
    TWIN = "TWIN", "vrijwel gelijke tekst"
    PLATE = "PLATE", "zelfde kenteken"
    PHONE = "PHONE", "zelfde telefoonnummer"


class SignalKey(Part):
    """A keyed hash of something in the sealed content, for finding equals without reading.

    Equality on ``key`` is leakproof in PostgreSQL, so the index works under row-level security,
    which an array overlap would not.
    """

    part_of = "signal"
    track_changes = False  # derived from the content by the machine
    policy = SignalPolicy()
    signal = models.ForeignKey(Signal, models.CASCADE, related_name="keys")
    kind = models.CharField(max_length=10, choices=KeyKind)
    key = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["kind", "key"], name="signals_signalkey_lookup")]
        constraints = [
            models.UniqueConstraint(fields=["signal", "kind", "key"], name="signals_signalkey_once")
        ]
