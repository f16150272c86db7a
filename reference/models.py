"""Lists that a municipality edits itself, each row with its period of validity."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.models import UUIDModel
from reference.entry import Entry
from reference.letter_models import Letterhead, LetterKind, LetterText

# What stands in a file of its own and belongs here all the same.
__all__ = ["Entry", "LetterKind", "LetterText", "Letterhead"]


class AreaKind(models.TextChoices):
    """The size of an area."""

    MUNICIPALITY = "MUNICIPALITY", "Gemeente"
    DISTRICT = "DISTRICT", "Wijk"
    NEIGHBOURHOOD = "NEIGHBOURHOOD", "Buurt"
    VILLAGE = "VILLAGE", "Kern"


class Area(Entry):
    """A municipality, wijk, buurt or kern; boundaries change yearly, so the year is kept."""

    kind = models.CharField("soort", max_length=14, choices=AreaKind)
    municipality_code = models.CharField("gemeentecode", max_length=6)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    boundary_year = models.PositiveSmallIntegerField("jaar van de grens", null=True, blank=True)

    class Meta(Entry.Meta):
        verbose_name = "gebied"
        verbose_name_plural = "gebieden"


class AreaShape(UUIDModel):
    """The boundary of an area in metres of the national grid, with the box around it to seek by."""

    area = models.OneToOneField(Area, models.CASCADE, related_name="shape", verbose_name="gebied")
    min_x = models.IntegerField("westgrens")
    min_y = models.IntegerField("zuidgrens")
    max_x = models.IntegerField("oostgrens")
    max_y = models.IntegerField("noordgrens")
    wkb = models.BinaryField("grens")

    class Meta:
        verbose_name = "grens van een gebied"
        verbose_name_plural = "grenzen van gebieden"
        indexes = [models.Index(fields=["min_x", "max_x"], name="reference_areashape_box")]


class BagKind(models.TextChoices):
    """What stands at an address of the BAG."""

    RESIDENCE = "01", "Verblijfsobject"
    BERTH = "02", "Ligplaats"
    PITCH = "03", "Standplaats"


class BagAddress(UUIDModel):
    """One address of the BAG, as the last extract of its municipality has it."""

    nummeraanduiding = models.CharField("nummeraanduiding", max_length=16, unique=True)
    object_id = models.CharField("verblijfsobject", max_length=16, blank=True)
    building = models.CharField("pand", max_length=16, blank=True)
    street = models.CharField("straat", max_length=80)
    number = models.PositiveIntegerField("huisnummer")
    letter = models.CharField("huisletter", max_length=1, blank=True)
    addition = models.CharField("toevoeging", max_length=4, blank=True)
    postcode = models.CharField("postcode", max_length=6, blank=True)
    town = models.CharField("woonplaats", max_length=80)
    municipality_code = models.CharField("gemeentecode", max_length=6)
    purposes = models.CharField("gebruiksdoel", max_length=200, blank=True)
    status = models.CharField("status", max_length=80, blank=True)
    secondary = models.BooleanField("nevenadres", default=False)
    x = models.IntegerField("x", null=True, blank=True)
    y = models.IntegerField("y", null=True, blank=True)
    valid_from = models.DateField("in uittreksels vanaf")
    valid_to = models.DateField("in uittreksels tot en met", null=True, blank=True)

    class Meta:
        verbose_name = "adres van de BAG"
        verbose_name_plural = "adressen van de BAG"
        ordering = ["street", "number", "letter", "addition"]
        indexes = [
            models.Index(fields=["postcode", "number"], name="reference_bag_by_postcode"),
            models.Index(fields=["municipality_code"], name="reference_bag_by_town"),
        ]

    @property
    def kind(self) -> str:
        """Verblijfsobject, ligplaats or standplaats; empty when the extract did not say."""
        code = self.object_id[4:6]
        return str(BagKind(code).label) if code in BagKind.values else ""

    @property
    def house(self) -> str:
        """Number with letter and addition: ``12 A-bis``."""
        addition = f"-{self.addition}" if self.addition else ""
        return f"{self.number}{f' {self.letter}' if self.letter else ''}{addition}"

    @property
    def location(self) -> str:
        """Street and house, as people write it."""
        return f"{self.street} {self.house}"


class BagExtract(UUIDModel):
    """The last extract of the BAG that was read for a municipality."""

    municipality_code = models.CharField("gemeentecode", max_length=6, unique=True)
    extract_date = models.DateField("datum van het uittreksel")
    addresses = models.PositiveIntegerField("adressen")

    class Meta:
        verbose_name = "uittreksel van de BAG"
        verbose_name_plural = "uittreksels van de BAG"


class Theme(Entry):
    """A theme of ondermijning."""

    priority = models.BooleanField("prioriteit", default=False)

    class Meta(Entry.Meta):
        verbose_name = "thema"
        verbose_name_plural = "thema's"


class Phenomenon(Entry):
    """A phenomenon within a theme."""

    theme = models.ForeignKey(Theme, models.PROTECT, related_name="phenomena", verbose_name="thema")

    class Meta(Entry.Meta):
        verbose_name = "fenomeen"
        verbose_name_plural = "fenomenen"


class Indicator(Entry):
    """A red flag; one is never proof, and none has a weight."""

    group = models.CharField("groep", max_length=60)
    explanation = models.CharField("toelichting", max_length=300, blank=True)
    verified = models.BooleanField("bron gecontroleerd", default=False)

    class Meta(Entry.Meta):
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"


class LegalRegime(Entry):
    """The legal regime of data: who may see it, and may it go further?"""

    law = models.CharField("wet", max_length=200)
    seen_by = models.CharField("wie mag het zien", max_length=200)
    onward = models.CharField("doorgeven", max_length=200)
    extra = models.CharField("let op", max_length=300, blank=True)

    class Meta(Entry.Meta):
        verbose_name = "regime"
        verbose_name_plural = "regimes"


class LegalBasis(Entry):
    """A legal basis for sharing or acting, as it is chosen in a form."""

    article = models.CharField("artikel", max_length=120)

    class Meta(Entry.Meta):
        verbose_name = "grondslag"
        verbose_name_plural = "grondslagen"


class Workflow(models.TextChoices):
    """Which table of steps a type of measure follows."""

    CLOSURE = "CLOSURE", "Sluiting"
    PENALTY = "PENALTY", "Last onder dwangsom"
    ENFORCEMENT = "ENFORCEMENT", "Last onder bestuursdwang"
    ORDER = "ORDER", "Bevel of gebiedsverbod"
    PERMIT = "PERMIT", "Vergunning"
    FINE = "FINE", "Bestuurlijke boete"
    WARNING = "WARNING", "Waarschuwing"
    OTHER = "OTHER", "Andere maatregel"


class Authority(models.TextChoices):
    """Who decides."""

    MAYOR = "MAYOR", "burgemeester"
    EXECUTIVE = "EXECUTIVE", "college van B en W"


class Target(models.TextChoices):
    """On what a measure rests."""

    PERSON = "PERSON", "persoon"
    PREMISES = "PREMISES", "pand of erf"
    BUSINESS = "BUSINESS", "bedrijf of vergunning"
    AREA = "AREA", "gebied"


class MeasureType(Entry):
    """A type of bestuurlijke maatregel: its legal basis, who may impose it, on what, by which steps."""

    workflow = models.CharField("stappenplan", max_length=12, choices=Workflow)
    article = models.CharField("grondslag", max_length=300)
    authorities = ArrayField(models.CharField(max_length=10, choices=Authority), verbose_name="bevoegd gezag")
    targets = ArrayField(models.CharField(max_length=10, choices=Target), verbose_name="rust op")
    default_amount = models.DecimalField(
        "gebruikelijk bedrag", max_digits=12, decimal_places=2, null=True, blank=True
    )
    duration_note = models.CharField("duur", max_length=200, blank=True)
    verified = models.BooleanField("bron gecontroleerd", default=False)

    class Meta(Entry.Meta):
        verbose_name = "soort maatregel"
        verbose_name_plural = "soorten maatregelen"


class RulePremises(models.TextChoices):
    """For which premises a rule of the closure policy holds."""

    ANY = "ANY", "woning en lokaal"
    DWELLING = "DWELLING", "woning"
    ROOM = "ROOM", "lokaal"


class RuleDrugs(models.TextChoices):
    """Lists of the Opiumwet."""

    I = "I", "lijst I (harddrugs)"  # noqa: E741 -- the name of the list in the law
    II = "II", "lijst II (softdrugs)"
    IA = "IA", "lijst IA (NPS)"
    PREPARATION = "PREPARATION", "voorbereidingshandelingen"


class RuleUnit(models.TextChoices):
    """Units of an amount found."""

    GRAM = "GRAM", "gram"
    PLANTS = "PLANTS", "planten"
    ML = "ML", "milliliter"
    PIECES = "PIECES", "stuks"


class RuleOutcome(models.TextChoices):
    """What the policy answers to a find."""

    WARNING = "WARNING", "waarschuwing"
    CLOSURE = "CLOSURE", "sluiting"


class ClosureRule(Entry):
    """One row of the policy on closures (Damocles) of a municipality; its validity is the version.

    ``amount_from`` is exclusive, ``amount_to`` inclusive, as policies write it (*meer dan 0,5 gram*).
    """

    municipality_code = models.CharField("gemeentecode", max_length=6)
    policy_name = models.CharField("beleidsregel", max_length=200)
    publication = models.CharField("bekendmaking", max_length=60, blank=True)
    premises = models.CharField("pand", max_length=10, choices=RulePremises, default=RulePremises.ANY)
    drug_list = models.CharField("lijst", max_length=12, choices=RuleDrugs)
    amount_from = models.DecimalField("meer dan", max_digits=10, decimal_places=2, default=0)
    amount_to = models.DecimalField("tot en met", max_digits=10, decimal_places=2, null=True, blank=True)
    unit = models.CharField("eenheid", max_length=8, choices=RuleUnit)
    occurrence = models.PositiveSmallIntegerField("keer", default=1)
    outcome = models.CharField("uitkomst", max_length=8, choices=RuleOutcome, default=RuleOutcome.CLOSURE)
    months = models.PositiveSmallIntegerField("duur in maanden", null=True, blank=True)
    weeks = models.PositiveSmallIntegerField("duur in weken", null=True, blank=True)
    lookback_years = models.PositiveSmallIntegerField("terugkijken, jaren", default=5)

    class Meta(Entry.Meta):
        verbose_name = "regel van het sluitingsbeleid"
        verbose_name_plural = "sluitingsbeleid"
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome="WARNING") | Q(months__isnull=False) | Q(weeks__isnull=False),
                name="reference_closurerule_duration",
            ),
        ]


class FreeDay(Entry):
    """A day that a royal decree puts on a level with a feestdag (Algemene termijnenwet art. 3 lid 3)."""

    day = models.DateField("dag")

    class Meta(Entry.Meta):
        verbose_name = "gelijkgestelde dag"
        verbose_name_plural = "gelijkgestelde dagen"


class PartnerKind(models.TextChoices):
    """Which organisation takes part in a control."""

    MUNICIPALITY = "MUNICIPALITY", "gemeente"
    SRT = "SRT", "sociale recherche"
    FIRE = "FIRE", "brandweer"
    ODT = "ODT", "omgevingsdienst"
    TAX = "TAX", "Belastingdienst of Douane"
    NVWA = "NVWA", "NVWA"
    KSA = "KSA", "Kansspelautoriteit"
    CARE = "CARE", "zorgkantoor"
    POLICE = "POLICE", "politie"
    OTHER = "OTHER", "andere organisatie"


class ControlType(Entry):
    """A type of integral control: who usually takes part, and how many goods are sampled."""

    partners = ArrayField(
        models.CharField(max_length=14, choices=PartnerKind), verbose_name="wie meestal meedoet"
    )
    sample_size = models.PositiveSmallIntegerField("steekproef, goederen", default=0)
    explanation = models.CharField("toelichting", max_length=300, blank=True)

    class Meta(Entry.Meta):
        verbose_name = "soort controle"
        verbose_name_plural = "soorten controles"


class ControlCheck(Entry):
    """One point that is checked in a type of control, on which rule, within whose power."""

    control_type = models.ForeignKey(
        ControlType, models.PROTECT, related_name="checks", verbose_name="soort controle"
    )
    organisation = models.CharField("wie het controleert", max_length=14, choices=PartnerKind)
    article = models.CharField("regel", max_length=120, blank=True)

    class Meta(Entry.Meta):
        verbose_name = "controlepunt"
        verbose_name_plural = "controlepunten"


class RetentionTerm(Entry):
    """How long a kind of record is kept after its end; the code names the rule in ``legal.retention``."""

    kept_months = models.PositiveSmallIntegerField("bewaren, in maanden")
    ground = models.CharField("grond", max_length=200)

    class Meta(Entry.Meta):
        verbose_name = "bewaartermijn"
        verbose_name_plural = "bewaartermijnen"
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kept_months__gte=1, kept_months__lte=600), name="reference_retentionterm_length"
            ),
        ]
