"""The sheets of a procesdossier that are made of the record itself: course, facts, money, remedies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from core import clock
from core.money import euros
from documents.house_style import day_of_letter
from documents.reports import Part, Sheet, facts, heading, plain, small, table
from encryption.fields import readable
from legal.terms import written
from measures.deadlines import finality_of, open_terms
from measures.models import GroundKind, Measure, PartyRole
from measures.models.proportionality import ASKED, BLOCKS
from measures.queries import Line, MeasurePicture, closure_lines, dates_of, duration_of
from measures.queries.claims import ledger
from measures.wording import SAID, neutral
from reference.queries import free_days

if TYPE_CHECKING:
    from accounts.models import User

NAMES: Final = {"suitable": "Geschikt", "necessary": "Noodzakelijk", "balanced": "Evenwichtig"}
QUESTIONS: Final = {"facts": "Feiten", "source": "Bron", "weight": "Gewicht", "conclusion": "Conclusie"}
# Of these neither day nor number is told: both can lead to who told it.
UNNAMED: Final = frozenset({GroundKind.ANONYMOUS, GroundKind.SIGNAL})
NOT_TOLD: Final = frozenset(
    {"letter_drafted", "letter_edited", "letter_dropped", "dossier_asked", "entrusted"}
)


def sheet_of(code: str, title: str, by: User, measure: Measure, picture: MeasurePicture) -> Sheet | None:
    """One sheet; None where there is nothing to tell."""
    parts = MAKERS[code](by, measure, picture)
    if not parts:
        return None
    return Sheet(
        sender=measure.owner.name,
        kicker=f"{measure.number} · uit het dossier op {day_of_letter(clock.today())}",
        title=title,
        under=measure.type.label,
        parts=parts,
    )


def said(text: object) -> str:
    """What a record tells, without naming who told it anonymously."""
    return neutral(str(text or ""))


def _course(by: User, measure: Measure, picture: MeasurePicture) -> list[Part]:
    today, decreed = clock.today(), free_days()
    terms = open_terms(
        measure,
        closure=picture.closure,
        remedies=picture.remedies,
        claims=[(claim, picture.events.get(claim.pk, ())) for claim in picture.claims],
        decreed=decreed,
        today=today,
    )
    final = finality_of(measure, picture.remedies, decreed=decreed, today=today)
    return [
        *facts(
            [
                ("Maatregel", measure.type.label),
                ("Grondslag", measure.article),
                ("Bevoegd gezag", str(measure.get_authority_display())),
                ("Stand", str(measure.get_state_display())),
                ("Duur", duration_of(measure)),
                ("Overtreding", said(measure.breach)),
                ("Onherroepelijk", final.why),
                *((label, _day(value)) for label, value in dates_of(measure) if label != "Bewaren tot"),
            ]
        ),
        heading("Wat er is gebeurd"),
        *plain(said(readable(measure, "reason", otherwise="niet leesbaar"))),
        *_titled(
            "Partijen",
            table(
                ("Naam of adres", "Rol", "Besluit gestuurd"),
                [
                    (
                        party.subject.label,
                        str(PartyRole(party.role).label),
                        _day(party.notified_on) if party.notified_on else "",
                    )
                    for party in picture.parties
                ],
                (0, 45, 40),
            ),
        ),
        *_titled(
            "Verloop",
            table(
                ("Datum", "Stap", "Toelichting"),
                [
                    (_day(_when(line)), line.title, said(line.why))
                    for line in sorted(picture.history, key=lambda one: (_when(one), one.step.at))
                    if not line.undone and line.step.kind not in NOT_TOLD
                ],
                (36, 58, 0),
            ),
        ),
        *_titled(
            "Termijnen die lopen",
            table(
                ("Tot en met", "Termijn", "Artikel"),
                [(written(row.on), f"{row.label} {row.claim}".strip(), row.article) for row in terms],
                (58, 0, 45),
            ),
        ),
    ]


def _facts(by: User, measure: Measure, picture: MeasurePicture) -> list[Part]:
    rows = [
        (
            str(GroundKind(row.kind).label),
            "" if row.kind in UNNAMED else said(readable(row, "reference", otherwise="")),
            _day(row.dated) if row.dated and row.kind not in UNNAMED else "",
        )
        for row in picture.grounds
    ]
    found = _titled("Bronnen", table(("Bron", "Kenmerk", "Datum"), rows, (62, 0, 36)))
    found += _titled(
        "Gevonden middelen",
        table(
            ("Middel", "Hoeveelheid", "Lijst"),
            [(row.substance, row.quantity, str(row.get_drug_list_display())) for row in picture.drugs],
            (0, 45, 50),
        ),
    )
    lines = [(label, said(value)) for label, value in closure_lines(picture.closure)]
    found += _titled("Sluitingsregister", facts(lines))
    if picture.order is not None:
        order = picture.order
        found += _titled(
            "Dwangsom",
            facts(
                [
                    ("De last", said(order.order)),
                    ("Bedrag", f"{euros(order.amount)} {order.get_mode_display()}"),
                    ("Maximum", euros(order.maximum) if order.maximum is not None else ""),
                ]
            ),
        )
    test = picture.proportionality
    if test is not None:
        for block in BLOCKS:
            answers = [
                (QUESTIONS[asked], said(readable(test, f"{block}_{asked}", otherwise=""))) for asked in ASKED
            ]
            found += _titled(f"Evenredigheid: {NAMES[block].lower()}", facts(answers))
        home = said(readable(test, "replacement_housing", otherwise=""))
        found += _titled("Vervangende woonruimte", plain(home))
    if any(row.kind == GroundKind.ANONYMOUS for row in picture.grounds):
        found.append(small(f"Wat als {SAID} kwam, is nooit de enige bron van een besluit."))
    return found


def _money(by: User, measure: Measure, picture: MeasurePicture) -> list[Part]:
    found: list[Part] = []
    for claim in picture.claims:
        found += [
            heading(f"{claim.number}: {claim.get_kind_display()}"),
            *facts(
                [
                    ("Bedrag", euros(claim.amount)),
                    ("Betaald", euros(claim.paid)),
                    ("Open", euros(claim.balance)),
                    ("Verbeurd of ontstaan", _day(claim.incurred_on)),
                    ("Te betalen tot en met", _day(claim.due_on) if claim.due_on else ""),
                    ("Plaats", said(claim.place)),
                    ("Vastgesteld door", said(claim.observer)),
                    ("Constatering", said(claim.evidence)),
                ]
            ),
            *table(
                ("Datum", "Wat", "Toelichting"),
                [
                    (_day(line.event.happened_on), line.text, said(line.note))
                    for line in reversed(ledger(by, claim))
                    if line.event.withdrawn_at is None
                ],
                (36, 70, 0),
            ),
        ]
    return found


def _remedies(by: User, measure: Measure, picture: MeasurePicture) -> list[Part]:
    found: list[Part] = []
    for row in picture.remedies:
        found += [
            heading(f"{str(row.get_kind_display()).capitalize()} van {_day(row.filed_on)}"),
            *facts(
                [
                    ("Adviescommissie", "ja" if row.committee else ""),
                    ("Hoorzitting", _day(row.hearing_on) if row.hearing_on else ""),
                    ("Advies", _day(row.advice_on) if row.advice_on else ""),
                    ("Beslissing", _day(row.decided_on) if row.decided_on else ""),
                    ("Uitkomst", str(row.get_outcome_display()) if row.outcome else ""),
                    ("Te laat, verschoonbaar omdat", said(row.late_excused)),
                ]
            ),
            *plain(said(row.grounds)),
        ]
    return found


def _titled(title: str, parts: Sequence[Part]) -> list[Part]:
    return [heading(title), *parts] if parts else []


def _when(line: Line) -> date:
    return line.step.happened_on or timezone.localdate(line.step.at)


def _day(value: date) -> str:
    return day_of_letter(value)


Maker = Callable[[Any, Measure, MeasurePicture], list[Part]]
MAKERS: Final[dict[str, Maker]] = {
    "verloop": _course,
    "feiten": _facts,
    "geld": _money,
    "rechtsmiddelen": _remedies,
}
