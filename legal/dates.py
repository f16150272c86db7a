"""Dutch dates as people type them: exact, vague, or as a spreadsheet stores them.

Everything is relative to a given ``today``; nothing here asks the clock.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

DAY, WEEK, MONTH, YEAR, UNKNOWN = "DAY", "WEEK", "MONTH", "YEAR", "UNKNOWN"
EXCEL_EPOCH: Final = date(1899, 12, 30)
EXCEL_FIRST, EXCEL_LAST = 20000, 80000  # 1954 to 2119
CENTURY_BREAK = 70
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "jan", "january"),
            ("februari", "feb", "febr", "february"),
            ("maart", "mrt", "mar", "march"),
            ("april", "apr"),
            ("mei", "may"),
            ("juni", "jun", "june"),
            ("juli", "jul", "july"),
            ("augustus", "aug", "august"),
            ("september", "sep", "sept"),
            ("oktober", "okt", "oct", "october"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_SEASONS: Final = {"voorjaar": (3, 5), "lente": (3, 5), "zomer": (6, 8), "najaar": (9, 11), "herfst": (9, 11)}
_WEEKDAYS: Final = {
    name: number
    for number, name in enumerate(
        ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
    )
}
_PARTS: Final = {
    "begin": (1, 10),
    "medio": (11, 20),
    "half": (11, 20),
    "midden": (11, 20),
    "eind": (21, 31),
    "einde": (21, 31),
}
_TIME = re.compile(
    r"[\st]+(?:om\s+)?\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*uur)?(?:z|[+-]\d{2}:?\d{2})?$"
)
_NUMERIC = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})\s*[-. ]?\s*([a-z]+)\.?(?:\s*[-. ,]?\s*(\d{4}|'?\d{2}))?")


class DateProblem(ValueError):
    """The text is no date, or an impossible one; the message is a Dutch sentence."""


@dataclass(frozen=True, slots=True)
class Moment:
    """From which day to which day something was seen, how exact that is, and as it was typed."""

    start: date | None
    end: date | None
    precision: str
    text: str

    @property
    def sentence(self) -> str:
        """How the text was understood, for the user to check."""
        if self.start is None or self.end is None:
            return "Datum onbekend."
        if self.start == self.end:
            return f"{self.start:%d-%m-%Y}"
        return f"{self.start:%d-%m-%Y} tot en met {self.end:%d-%m-%Y}"


def read_date(value: object, *, today: date) -> Moment:
    """Understand a date: a date or datetime, a spreadsheet's serial number, or Dutch text.

    Day comes before month. Raises :class:`DateProblem` when it can't be a date; an empty value is
    a moment of unknown date.
    """
    if isinstance(value, datetime):
        return _day(value.date(), f"{value:%d-%m-%Y}")
    if isinstance(value, date):
        return _day(value, f"{value:%d-%m-%Y}")
    if isinstance(value, bool):
        raise DateProblem(f"“{'ja' if value else 'nee'}” is geen datum.")
    if isinstance(value, int | float):
        return _serial(float(value))
    text = " ".join(str(value or "").split())
    plain = _TIME.sub("", text.lower()).strip(" .,")
    if plain in {"", "-", "?", "onbekend", "unknown", "nvt", "n.v.t"}:
        return Moment(None, None, UNKNOWN, text)
    for reader in (_numeric, _relative, _week, _part_of_month, _named_day, _named_month, _season, _year):
        moment = reader(plain, text, today)
        if moment is not None:
            return moment
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", plain):
        return _serial(float(plain.replace(",", ".")))
    raise DateProblem(f"“{text[:40]}” is geen datum die VIK begrijpt.")


def _day(day: date, text: str) -> Moment:
    return Moment(day, day, DAY, text)


def _serial(number: float) -> Moment:
    if not EXCEL_FIRST <= number <= EXCEL_LAST:
        raise DateProblem(f"{number:g} is geen datum.")
    day = EXCEL_EPOCH + timedelta(days=int(number))
    return _day(day, f"{day:%d-%m-%Y}")


def _make(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DateProblem(f"“{text[:40]}” bestaat niet in de kalender.") from None


def _full_year(text: str) -> int:
    year = int(text.lstrip("'"))
    if len(text.lstrip("'")) == 4:
        return year
    return 2000 + year if year < CENTURY_BREAK else 1900 + year


def _numeric(plain: str, text: str, today: date) -> Moment | None:
    if match := _ISO.fullmatch(plain):
        return _day(_make(int(match[1]), int(match[2]), int(match[3]), text), text)
    if match := _NUMERIC.fullmatch(plain):
        return _day(_make(_full_year(match[3]), int(match[2]), int(match[1]), text), text)
    if match := re.fullmatch(r"(\d{1,2})[-/](\d{1,2})", plain):
        return _day(_latest(int(match[1]), int(match[2]), text, today), text)
    if match := re.fullmatch(r"(20\d{2})(\d{2})(\d{2})", plain):
        return _day(_make(int(match[1]), int(match[2]), int(match[3]), text), text)
    if match := re.fullmatch(r"(\d{1,2})[-/](\d{4})", plain):
        return _month(int(match[2]), int(match[1]), text)
    return None


def _latest(day: int, month: int, text: str, today: date) -> date:
    """Without a year the last such day that is not in the future."""
    for year in range(today.year, today.year - 9, -1):
        if month == 2 and day == 29 and not calendar.isleap(year):
            continue
        found = _make(year, month, day, text)
        if found <= today:
            return found
    raise DateProblem(f"“{text[:40]}” is geen datum die VIK begrijpt.")


def _relative(plain: str, text: str, today: date) -> Moment | None:
    days = {
        "vandaag": 0,
        "vanmorgen": 0,
        "vanochtend": 0,
        "vanmiddag": 0,
        "vanavond": 0,
        "gisteren": 1,
        "gisteravond": 1,
        "gistermiddag": 1,
        "gisterochtend": 1,
        "vannacht": 0,
        "eergisteren": 2,
    }
    if plain in days:
        return _day(today - timedelta(days=days[plain]), text)
    if match := re.fullmatch(r"(?:(?:afgelopen|vorige)\s+)?({})".format("|".join(_WEEKDAYS)), plain):
        back = (today.weekday() - _WEEKDAYS[match[1]] - 1) % 7 + 1
        return _day(today - timedelta(days=back), text)
    if match := re.fullmatch(
        r"(\d{1,3}|een|twee|drie|vier)\s+(dag|dagen|week|weken|maand|maanden)\s+geleden", plain
    ):
        count = {"een": 1, "twee": 2, "drie": 3, "vier": 4}.get(match[1]) or int(match[1])
        return _ago(count, match[2], text, today)
    monday = today - timedelta(days=today.weekday())
    if match := re.fullmatch(r"vorige week\s+(?:op\s+)?({})".format("|".join(_WEEKDAYS)), plain):
        return _day(monday - timedelta(days=7 - _WEEKDAYS[match[1]]), text)
    if plain in {"deze week", "afgelopen week", "vorige week"}:
        start = monday if plain == "deze week" else monday - timedelta(days=7)
        return Moment(start, min(start + timedelta(days=6), today), WEEK, text)
    if plain in {"deze maand", "vorige maand", "afgelopen maand"}:
        first = today.replace(day=1)
        base = first if plain == "deze maand" else first - timedelta(days=1)
        return _month(base.year, base.month, text)
    if plain in {"dit jaar", "vorig jaar"}:
        return _year(str(today.year - (plain == "vorig jaar")), text, today)
    return None


def _ago(count: int, unit: str, text: str, today: date) -> Moment:
    if unit.startswith("dag"):
        return _day(today - timedelta(days=count), text)
    if unit.startswith("we"):
        start = today - timedelta(days=today.weekday(), weeks=count)
        return Moment(start, start + timedelta(days=6), WEEK, text)
    month = today.year * 12 + today.month - 1 - count
    return _month(month // 12, month % 12 + 1, text)


def _week(plain: str, text: str, today: date) -> Moment | None:
    match = re.fullmatch(r"(?:week|wk)\.?\s*(\d{1,2})(?:\s*(?:van)?[\s,/-]*(\d{4}))?", plain)
    if not match:
        return None
    number, year = int(match[1]), int(match[2]) if match[2] else today.year
    try:
        start = date.fromisocalendar(year, number, 1)
        if match[2] is None and start > today:
            start = date.fromisocalendar(year - 1, number, 1)
    except ValueError:
        raise DateProblem(f"Week {number} bestaat niet in dit jaar.") from None
    return Moment(start, start + timedelta(days=6), WEEK, text)


def _part_of_month(plain: str, text: str, today: date) -> Moment | None:
    match = re.fullmatch(r"({})\s+([a-z]+)\.?(?:\s+(\d{{4}}))?".format("|".join(_PARTS)), plain)
    if not match or match[2] not in _MONTHS:
        return None
    whole = _month(_year_of(match[3], _MONTHS[match[2]], today), _MONTHS[match[2]], text)
    assert whole.start and whole.end
    first, last = _PARTS[match[1]]
    return Moment(
        whole.start.replace(day=first), whole.end.replace(day=min(last, whole.end.day)), MONTH, text
    )


def _named_day(plain: str, text: str, today: date) -> Moment | None:
    plain = re.sub(r"^(?:{}|ma|di|wo|do|vr|za|zo)\.?\s+".format("|".join(_WEEKDAYS)), "", plain)
    match = _NAMED.fullmatch(plain)
    if not match or match[2] not in _MONTHS:
        return None
    month = _MONTHS[match[2]]
    if match[3]:
        return _day(_make(_full_year(match[3]), month, int(match[1]), text), text)
    return _day(_latest(int(match[1]), month, text, today), text)


def _named_month(plain: str, text: str, today: date) -> Moment | None:
    match = re.fullmatch(r"(?:in\s+)?([a-z]+)\.?(?:\s*[-/ ]?\s*(\d{4}))?", plain)
    if not match or match[1] not in _MONTHS:
        return None
    return _month(_year_of(match[2], _MONTHS[match[1]], today), _MONTHS[match[1]], text)


def _year_of(text: str | None, month: int, today: date) -> int:
    if text:
        return int(text)
    return today.year if month <= today.month else today.year - 1


def _month(year: int, month: int, text: str) -> Moment:
    if not 1 <= month <= 12:
        raise DateProblem(f"“{text[:40]}” bestaat niet in de kalender.")
    return Moment(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), MONTH, text)


def _season(plain: str, text: str, today: date) -> Moment | None:
    if match := re.fullmatch(
        r"(?:de\s+)?(winter|{})(?:\s+van)?(?:\s+(\d{{4}}))?".format("|".join(_SEASONS)), plain
    ):
        year = int(match[2]) if match[2] else today.year
        if match[1] == "winter":
            return Moment(date(year - 1, 12, 1), date(year, 3, 1) - timedelta(days=1), MONTH, text)
        first, last = _SEASONS[match[1]]
        if not match[2] and date(year, first, 1) > today:
            year -= 1
        return Moment(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]), MONTH, text)
    if match := re.fullmatch(r"(?:q|kwartaal\s*)([1-4])[\s,/-]*(\d{4})", plain):
        first = 3 * int(match[1]) - 2
        year = int(match[2])
        return Moment(
            date(year, first, 1), date(year, first + 2, calendar.monthrange(year, first + 2)[1]), MONTH, text
        )
    return None


def _year(plain: str, text: str, today: date) -> Moment | None:
    if re.fullmatch(r"(?:19|20)\d{2}", plain):
        return Moment(date(int(plain), 1, 1), date(int(plain), 12, 31), YEAR, text)
    return None
