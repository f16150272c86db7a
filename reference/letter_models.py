"""What the letters of a municipality read, and how it signs: lists with versions, as all others."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from core.prose import LONGEST, ProseProblem, check
from reference.entry import Entry
from reference.letter_fields import FIELDS


class LetterKind(models.TextChoices):
    """What a letter is for; by it the warnings and the signature are chosen."""

    INTENTION = "INTENTION", "voornemen"
    DECISION = "DECISION", "besluit"
    URGENT = "URGENT", "besluit bij spoed"
    WARNING = "WARNING", "waarschuwing"
    COMPLIANCE = "COMPLIANCE", "brief over de begunstigingstermijn"
    EXTENSION = "EXTENSION", "besluit tot verlenging"
    REOPENING = "REOPENING", "bericht van heropening"
    NOTICE = "NOTICE", "kennisgeving op het pand"
    COLLECTION_INTENTION = "COLL_INTENT", "voornemen tot invordering"
    COLLECTION = "COLLECTION", "invorderingsbeschikking"
    REMINDER = "REMINDER", "aanmaning"
    WRIT = "WRIT", "dwangbevel"
    CLAUSE = "CLAUSE", "vaste tekst over bezwaar"


class LetterText(Entry):
    """The text of one kind of letter, as the municipality writes it (:mod:`core.prose`).

    ``workflows`` and ``types`` (codes of types of measures) say for which measures it is; empty is for
    all. A text ``only_for`` one municipality goes before the one that holds for all.
    """

    letter_kind = models.CharField("soort brief", max_length=12, choices=LetterKind)
    workflows = ArrayField(
        models.CharField(max_length=12), default=list, blank=True, verbose_name="bij stappenplan"
    )
    types = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name="bij soort maatregel"
    )
    only_for = models.CharField("alleen voor gemeente", max_length=6, blank=True)
    subject_line = models.CharField("onderwerp", max_length=200)
    body = models.TextField("tekst", max_length=LONGEST)
    objection = models.BooleanField("sluit af met de tekst over bezwaar", default=False)
    check_note = models.CharField("door de jurist te controleren", max_length=400, blank=True)

    class Meta(Entry.Meta):
        verbose_name = "brieftekst"
        verbose_name_plural = "briefteksten"

    def clean(self) -> None:
        """Only fields that exist, in the subject as in the text; raises ``ValidationError`` at the field."""
        for name in ("subject_line", "body"):
            try:
                check(getattr(self, name), FIELDS)
            except ProseProblem as problem:
                raise ValidationError({name: str(problem)}) from problem
        if "\n" in self.subject_line:
            raise ValidationError({"subject_line": "Het onderwerp is één regel."})


class Letterhead(Entry):
    """How a municipality signs and where it can be reached: the house style of its letters."""

    municipality_code = models.CharField("gemeentecode", max_length=6)
    department = models.CharField("afdeling", max_length=80, blank=True)
    place = models.CharField("plaats", max_length=80)
    visit = models.CharField("bezoekadres", max_length=160, blank=True)
    post = models.CharField("postadres", max_length=160, blank=True)
    phone = models.CharField("telefoon", max_length=30, blank=True)
    email = models.CharField("e-mail", max_length=120, blank=True)
    website = models.CharField("website", max_length=120, blank=True)
    objection_address = models.CharField("bezwaar sturen naar", max_length=200, blank=True)
    account = models.CharField("rekeningnummer", max_length=34, blank=True)
    mayor = models.CharField("naam van de burgemeester", max_length=120, blank=True)
    secretary = models.CharField("naam van de gemeentesecretaris", max_length=120, blank=True)
    fee_low = models.DecimalField("aanmaning onder € 500 kost", max_digits=8, decimal_places=2, default=8)
    fee_high = models.DecimalField("aanmaning vanaf € 500 kost", max_digits=8, decimal_places=2, default=19)

    class Meta(Entry.Meta):
        verbose_name = "briefhoofd"
        verbose_name_plural = "briefhoofden"
