"""A row becomes facts about one signal, or a reason why it can't, or is seen to be no signal at all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from core.sheets.cells import Cell, is_written_date, text_of
from core.sheets.headings import plain
from legal.addresses import split_address
from legal.dates import UNKNOWN, DateProblem, Moment, read_date
from signals.intake.reading.words import FIELDS

HIGH, NORMAL, LOW, DANGER = "HIGH", "NORMAL", "LOW", "DANGER"
EXTRA: Final = "Extra cel"
YES: Final = frozenset(["ja", "j", "yes", "y", "true", "waar", "x", "1", "v", "✓"])
NO: Final = frozenset(["nee", "n", "no", "false", "onwaar", "0", "nvt", "geen", "-"])
WHEN_UNKNOWN: Final = Moment(None, None, UNKNOWN, "")
_URGENT: Final = (
    (DANGER, ("direct gevaar", "levensgevaar", "gevaar", "danger", "112", "kritiek", "critical", "acuut")),
    (HIGH, ("hoog", "spoed", "urgent", "high", "dringend", "zsm", "direct", "snel", "rood")),
    (LOW, ("laag", "low", "geen haast", "groen", "niet urgent", "geen spoed")),
    (
        NORMAL,
        ("normaal", "normal", "gewoon", "middel", "midden", "gemiddeld", "medium", "regulier", "oranje"),
    ),
)
_LEVELS: Final = {"1": HIGH, "2": NORMAL, "3": LOW, "p1": HIGH, "p2": NORMAL, "p3": LOW}
_TOTAL: Final = re.compile(
    r"(?:sub|eind)?tota(?:al|len|ls?)\b|aantal\b|som\b|sum\b|count\b|grand total", re.IGNORECASE
)
_STRAY: Final = re.compile(
    r"\*|let op|n\.?b\.?\b|opmerking|toelichting|legenda|zie\b|dubbel|vervallen|einde?\b|bron\b|blad\b|"
    r"pagina\b|page\b|concept\b|vertrouwelijk|laatst bijgewerkt|bijgewerkt|afgedrukt|gegenereerd|note\b|"
    r"generated|\(?vervolg",
    re.IGNORECASE,
)
_AMERICAN: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2,4})(.*)")


@dataclass(frozen=True, slots=True)
class ReceivedSignal:
    """The facts of one row, ready to become a signal."""

    narrative: str
    external_number: str = ""
    title: str = ""
    location: str = ""
    involved: str = ""
    kind: str = ""
    observed: Moment = WHEN_UNKNOWN
    received_on: date | None = None
    urgency: str = NORMAL
    violation: str = ""
    team: str = ""
    reporter_name: str = ""
    inspector: str = ""
    remark: str = ""
    notes: tuple[str, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """What makes this report this report, whatever the columns' order and the dates' form."""
        seen = self.observed.start or self.received_on
        day = seen.isoformat() if seen else self.observed.text
        place = split_address(self.location).key or self.location
        return self.external_number, day, place, self.narrative

    def fingerprint(self, source: str) -> str:
        """The same for the same report of the same source, so that reading it again changes nothing.

        The number alone is not enough: one case of the source may hold several visits.
        """
        parts = [source, *(" ".join(fact.split()).casefold() for fact in self.facts)]
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

    @property
    def full_text(self) -> str:
        """The narrative with what else the row says about the case; never who reported it."""
        extra = (("Soort", self.kind), ("Overtreding", self.violation), ("Opmerking", self.remark))
        lines = [f"{label}: {text}" for label, text in extra if text]
        return "\n\n".join(filter(None, [self.narrative, "\n".join(lines)]))


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row can't become a signal yet, in Dutch, and the field to mend."""

    reason: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class NotASignal:
    """A row that is no report: a total, a remark, a heading again."""

    reason: str


Judgement = ReceivedSignal | RowProblem | NotASignal


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the rows of one table by one mapping (heading to field).

    ``month_first`` is for files that write dates the American way (see :func:`writes_month_first`);
    ``from_text`` says that extra cells mean a separator within a text.
    """

    mapping: Mapping[str, str]
    today: date
    month_first: bool = False
    from_text: bool = False
    _headings: dict[str, list[str]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for heading, name in self.mapping.items():
            if name:
                self._headings.setdefault(name, []).append(heading)

    def read(self, cells: Mapping[str, Cell]) -> Judgement:
        """Judge one row, given as cells by heading."""
        stray = self._no_signal(cells)
        if stray is not None:
            return stray
        problems: list[RowProblem] = []
        observed = self._moment("observed", cells, problems)
        received = self._moment("received", cells, problems)
        narrative = self._joined("narrative", cells, "\n")
        if not narrative:
            problems.append(
                RowProblem(f"Er staat niet wat er is gezien{self._column('narrative')}.", "narrative")
            )
        elif not re.search(r"[^\W\d_]{2}", narrative):
            problems.append(RowProblem("De beschrijving bevat geen woorden.", "narrative"))
        if self.from_text and (extra := [name for name in cells if name.startswith(EXTRA)]):
            problems.append(
                RowProblem(
                    f"Deze regel heeft {len(extra)} cel(len) meer dan de kop. Waarschijnlijk staat het "
                    "scheidingsteken ook in de tekst.",
                    "narrative",
                )
            )
        if problems:
            return RowProblem(" ".join(problem.reason for problem in problems), problems[0].field)
        urgency, note = read_urgency(self._one("urgency", cells))
        return ReceivedSignal(
            narrative=narrative,
            external_number=self._one("external_number", cells),
            title=self._one("title", cells),
            location=self._joined("location", cells, " "),
            involved=self._joined("involved", cells, "\n", named=True),
            kind=self._one("kind", cells),
            observed=observed,
            received_on=received.start,
            urgency=urgency,
            violation=_yes_or_no(self._one("violation", cells)),
            team=self._one("team", cells),
            reporter_name=self._one("reporter_name", cells),
            inspector=self._one("inspector", cells),
            remark=self._joined("remark", cells, "\n"),
            notes=(note,) if note else (),
        )

    def _one(self, name: str, cells: Mapping[str, Cell]) -> str:
        texts = (text_of(cells.get(heading)) for heading in self._headings.get(name, ()))
        return next(filter(None, texts), "")

    def _joined(self, name: str, cells: Mapping[str, Cell], glue: str, *, named: bool = False) -> str:
        parts = []
        headings = self._headings.get(name, ())
        for heading in headings:
            if text := text_of(cells.get(heading)):
                parts.append(f"{heading}: {text}" if named and len(headings) > 1 else text)
        return glue.join(dict.fromkeys(parts))

    def _column(self, name: str) -> str:
        headings = self._headings.get(name, ())
        return f" (kolom “{headings[0]}” is leeg)" if headings else ""

    def _moment(self, name: str, cells: Mapping[str, Cell], problems: list[RowProblem]) -> Moment:
        """Read a date; on a problem it is added, and the moment is unknown."""
        value = next((cells[h] for h in self._headings.get(name, ()) if text_of(cells.get(h))), None)
        if self.month_first and isinstance(value, str) and (match := _AMERICAN.fullmatch(value.strip())):
            value = f"{match[3]}-{match[1]}-{match[4]}{match[5]}"
        try:
            moment = read_date(text_of(value) if isinstance(value, str) else value, today=self.today)
        except DateProblem as problem:
            problems.append(RowProblem(str(problem), name))
            return Moment(None, None, UNKNOWN, text_of(value))
        if moment.start is not None and moment.start > self.today:
            reason = f"{FIELDS[name]}: {moment.sentence} ligt in de toekomst."
            problems.append(RowProblem(reason, name))
        return moment

    def _no_signal(self, cells: Mapping[str, Cell]) -> NotASignal | None:
        filled = {heading: text for heading, cell in cells.items() if (text := text_of(cell))}
        if not filled:
            return NotASignal("Lege regel.")
        first = next(iter(filled.values()))
        told = self._joined("narrative", cells, " ")
        if _TOTAL.match(first) and len(filled) <= 3 and (not told or told == first):
            return NotASignal("Totaalregel, geen signaal.")
        if len(filled) == 1 and len(cells) > 2 and (_STRAY.match(first) or first.endswith((":", "?"))):
            return NotASignal("Losse opmerking, geen signaal.")
        again = sum(plain(text) == plain(heading) for heading, text in filled.items())
        if again >= 2 and again >= len(filled) - 1:
            return NotASignal("Herhaling van de kopregel.")
        return None


def writes_month_first(columns: Sequence[str], rows: Sequence[Mapping[str, Cell]]) -> bool:
    """Do the dates of these columns put the month first? Only when several can't be read otherwise."""
    american = dutch = 0
    for row in rows:
        for heading in columns:
            value = row.get(heading)
            if is_written_date(value) or not (match := _AMERICAN.fullmatch(text_of(value))):
                continue
            american += int(match[3]) > 12 >= int(match[1])
            dutch += int(match[1]) > 12 >= int(match[3])
    return american >= 2 and dutch == 0


def date_columns(mapping: Mapping[str, str]) -> list[str]:
    """The headings of the columns with dates."""
    return [heading for heading, name in mapping.items() if name in {"observed", "received"}]


def read_urgency(text: str) -> tuple[str, str]:
    """The urgency that a text means, and a note when it was not understood."""
    wanted = plain(text)
    if not wanted or wanted in NO:
        return NORMAL, ""
    if wanted in _LEVELS:
        return _LEVELS[wanted], ""
    if wanted in YES:
        return HIGH, ""
    for urgency, words in sorted(_URGENT, key=lambda pair: pair[0] != LOW):
        if any(re.search(rf"\b{re.escape(word)}\b", wanted) for word in words):
            return urgency, ""
    first = wanted.split()[0]
    if first in YES or first in NO:
        return (HIGH if first in YES else NORMAL), ""
    return NORMAL, f"Urgentie “{text[:40]}” is niet begrepen en op normaal gezet."


def _yes_or_no(text: str) -> str:
    """*ja*, *nee* or the text itself."""
    wanted = plain(text)
    if wanted in YES:
        return "ja"
    return "nee" if wanted in NO and wanted else text
