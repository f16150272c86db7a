"""One encrypted file: the sealed original, and copies without metadata that are shown."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from access.records import Record
from core.levels import Confidentiality
from core.sources import SourceKind
from documents.filetypes import CSV, IMAGES, MAIL, NAMES, ODS, XLSX, Part, parts_of, takes_pages
from documents.policy import DocumentPolicy
from encryption.fields import EncryptedCharField, EncryptedJSONField, readable


class ScanState(models.TextChoices):
    """What the malware scanner said."""

    NOT_SCANNED = "NOT_SCANNED", "Niet gescand: er is geen virusscanner ingesteld"
    CLEAN = "CLEAN", "Gescand, geen bijzonderheden"
    INFECTED = "INFECTED", "Geweigerd door de virusscanner"
    OWN = "OWN", "Door VIK gemaakt"


class Kind(models.TextChoices):
    """What a document is in the file, whatever its format."""

    PHOTO = "PHOTO", "Foto"
    REPORT = "REPORT", "Rapportage"
    DECISION = "DECISION", "Besluit"
    LETTER = "LETTER", "Brief"
    MINUTES = "MINUTES", "Verslag"
    PACK = "PACK", "Vergaderstuk"
    EVIDENCE = "EVIDENCE", "Bewijsstuk"
    CORRESPONDENCE = "CORRESPONDENCE", "Correspondentie"
    OTHER = "OTHER", "Ander document"


class Document(Record):
    """A file with a record; as visible as that record, or less.

    ``record_type`` and ``record_id`` name the record (:class:`documents.models.Bearer`). ``audience``
    holds its principals, put there in the same transaction in which they change. ``own_level`` and
    ``own_regimes`` are what the document itself asks for: it takes the stricter of the two.

    A new version is a row of its own in the same ``series``; the newest is ``current``. A redacted
    version names what it was made of in ``redacts``, with the marks that were put on it.
    """

    policy = DocumentPolicy()

    record_type = models.CharField(max_length=60, blank=True, editable=False)
    record_id = models.UUIDField(null=True, editable=False)
    audience = ArrayField(models.IntegerField(), default=list, editable=False)
    own_level = models.PositiveSmallIntegerField(
        "eigen vertrouwelijkheid", choices=Confidentiality, default=Confidentiality.INTERN
    )
    own_regimes = ArrayField(models.CharField(max_length=24), default=list, verbose_name="eigen regimes")
    kind = models.CharField("soort document", max_length=16, choices=Kind)
    title = EncryptedCharField("titel", max_length=200, context="documents.document.title", null=True)
    filename = EncryptedCharField(
        "bestandsnaam", max_length=255, context="documents.document.filename", null=True
    )
    source = models.CharField("bron", max_length=12, choices=SourceKind, blank=True)
    source_number = models.CharField("kenmerk van de bron", max_length=40, blank=True)
    # Awb 8:29: only the court may read it, for weighty reasons.
    secret = models.BooleanField("geheim stuk", default=False)
    secret_why = EncryptedCharField(
        "gewichtige redenen", max_length=500, context="documents.document.secret_why", null=True
    )
    made_by_vik = models.BooleanField("door VIK gemaakt", default=False, editable=False)
    series = models.UUIDField(editable=False)
    edition = models.PositiveSmallIntegerField("versie", default=1, editable=False)
    current = models.BooleanField(default=True, editable=False)
    redacts = models.ForeignKey("self", models.PROTECT, null=True, related_name="redactions", editable=False)
    marks = EncryptedJSONField("gelakt", context="documents.document.marks", null=True)
    media_type = models.CharField("soort bestand", max_length=80)
    size = models.PositiveBigIntegerField("grootte in bytes")
    pages = models.PositiveIntegerField("aantal bladen", null=True)
    digest = models.BinaryField(null=True)  # blind index of the SHA-256, to find the same file twice
    scan_state = models.CharField(max_length=12, choices=ScanState, default=ScanState.NOT_SCANNED)
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    hidden_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        verbose_name = "document"
        verbose_name_plural = "documenten"
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["record_id", "-created_at"], name="documents_document_of"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(fields=["series", "edition"], name="documents_document_edition_once"),
            models.UniqueConstraint(
                fields=["series"], condition=Q(current=True), name="documents_document_one_current"
            ),
            models.CheckConstraint(
                condition=Q(record_type="", record_id=None)
                | (~Q(record_type="") & Q(record_id__isnull=False)),
                name="documents_document_whole_record",
            ),
            models.CheckConstraint(
                condition=Q(secret=False) | Q(secret_why__isnull=False) | Q(destroyed_at__isnull=False),
                name="documents_document_secret_says_why",
            ),
        ]

    @property
    def address(self) -> str:
        """Where it is looked at."""
        return f"/documenten/{self.number}/"

    @property
    def parts(self) -> tuple[Part, ...]:
        """What is stored of it."""
        return parts_of(self.media_type)

    @property
    def has_pages(self) -> bool:
        """Can it be looked at as pictures of pages?"""
        return takes_pages(self.media_type)

    @property
    def name(self) -> str:
        """By what people know it: its title, or the name of the file."""
        return str(readable(self, "title") or readable(self, "filename") or self.number)

    @property
    def type_name(self) -> str:
        """The format in a word."""
        return NAMES.get(self.media_type, "Bestand")

    @property
    def icon(self) -> str:
        """The drawing beside it in a list."""
        if self.media_type in IMAGES:
            return "photo"
        return {MAIL: "envelope", XLSX: "table-cells", ODS: "table-cells", CSV: "table-cells"}.get(
            self.media_type, "document-text"
        )

    @property
    def readable_size(self) -> str:
        """``340 kB`` or ``2,4 MB``."""
        if self.size < 1_000_000:
            return f"{max(1, self.size // 1000)} kB"
        return f"{self.size / 1_000_000:.1f} MB".replace(".", ",")
