"""Every room asked once: the keys of what it finds of a question, and what the facets count of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils import timezone

from desk.facets import INSIDE, MONTH, OUTSIDE, PERIOD, Counted
from desk.gazetteer import NOWHERE, Gazetteer
from desk.question import PARTS, SIGNAL_NUMBER, Question
from reference.models import Theme
from signals.models import SourceType
from signals.queries.finding import SignalRow, Wanted, signal_rows
from subjects.models import Kind
from subjects.queries.finding import CAP, Hit, Hits, subject_keys
from subjects.queries.place import standing_of_many

if TYPE_CHECKING:
    from accounts.models import User

# Of a broad question the addresses of the first are read: more than these would be read for a count only.
MOST_PLACED: Final = 200
KIND_LABELS: Final = dict(Kind.choices)
SOURCE_LABELS: Final = dict(SourceType.choices)


def find_keys(actor: User, question: Question, places: Gazetteer) -> tuple[Hits, Counted]:
    """The keys of the subjects that fit with why, in order, and what there is to count of them.

    Counted is what the question finds without its facets, so that another choice can be made.
    """
    broad = _keys(actor, question)
    kinds = question.chosen("soort")
    counted = _counted(actor, question, places, broad)
    if len(broad) <= CAP:
        fitting = {row["pk"] for row in counted.rows if counted.fits(row)}
        return _those(broad, fitting), counted
    if not counted.asked:
        return broad, counted
    narrow = _keys(actor, question, kinds)
    exact = _counted(actor, question, places, narrow)
    fitting = {row["pk"] for row in exact.rows if exact.fits(row)}
    return _those(narrow, fitting), replace(counted, within=exact)


def _those(hits: Hits, wanted: Collection[str]) -> Hits:
    """Of what was found those with these keys, in the same order."""
    left = Hits((key, hit) for key, hit in hits.items() if str(key) in wanted)
    left.narrowed = hits.narrowed
    return left


def _keys(actor: User, question: Question, kinds: Collection[str] = ()) -> Hits:
    """What fits every part and the words, of these kinds only; nothing when only filters are asked."""
    found: Hits | None = None
    for name, value in question.parts.items():
        codes = PARTS[name][1]
        if codes:
            held = subject_keys(actor, value, kinds=kinds, codes=codes, names=False, among=found)
            found = held if found is None else _those(found, set(map(str, held)))
    if question.text and (found is None or found):
        held = subject_keys(actor, question.text, kinds=kinds, among=found, wide=question.wide)
        found = held if found is None else _those(found, set(map(str, held)))
    return Hits() if found is None else found


def _counted(actor: User, question: Question, places: Gazetteer, hits: Mapping[UUID, Hit]) -> Counted:
    """Kind, wijk and gemeente of each (four queries where there are addresses)."""
    asked = _asked(question, ("wijk", "gemeente"))
    if question.chosen("soort"):
        asked["soort"] = {KIND_LABELS[code].casefold() for code in question.chosen("soort")}
    premises = [key for key, hit in hits.items() if hit.kind == Kind.PREMISES]
    placed = premises if "wijk" in asked or "gemeente" in asked else premises[:MOST_PLACED]
    standing = standing_of_many(actor, placed) if placed else {}
    rows = []
    for key, hit in hits.items():
        spot = places.of_premises(standing[key]) if key in standing else NOWHERE
        rows.append(
            {
                "pk": str(key),
                "soort": KIND_LABELS[hit.kind],
                "wijk": spot.district,
                "gemeente": spot.municipality,
            }
        )
    # Of the addresses that were not read the wijk is not known: their numbers are not all.
    cut = {"wijk", "gemeente"} if len(placed) < len(premises) else set()
    return Counted(rows, asked, len(hits) > CAP, cut=cut)


def find_rows(
    actor: User, question: Question, places: Gazetteer, subjects: Sequence[UUID]
) -> tuple[list[SignalRow], Counted, list[str]]:
    """The signals that fit, what there is to count of them, and sentences about filters that VIK does not know."""
    themes = list(Theme.objects.values_list("pk", "code", "label"))
    labels = {pk: label for pk, _, label in themes}
    wanted, unknown = _wanted(question, places, subjects, themes)
    asked = _asked(question, ("wijk", "gemeente"))
    if wanted.themes is not None:
        asked["thema"] = {labels[key].casefold() for key in wanted.themes}
    if wanted.sources:
        asked["bron"] = {SOURCE_LABELS[code].casefold() for code in wanted.sources}
    if wanted.after or wanted.before:
        asked[PERIOD] = {INSIDE}
    rows = signal_rows(actor, replace(wanted, themes=None, sources=(), areas=None, after=None, before=None))
    counted = _tallied(wanted, places, rows, labels, asked)
    if not asked:
        return rows, counted, unknown
    if len(rows) <= CAP:
        fitting = (counted.fits(row) for row in counted.rows)
        return [row for row, fits in zip(rows, fitting, strict=True) if fits], counted, unknown
    narrow = signal_rows(actor, wanted)
    return narrow, replace(counted, within=_tallied(wanted, places, narrow, labels, asked)), unknown


def _asked(question: Question, names: Sequence[str]) -> dict[str, Collection[str]]:
    return {
        name: {word.casefold() for word in question.words(name)} for name in names if question.words(name)
    }


def _tallied(
    wanted: Wanted,
    places: Gazetteer,
    rows: Sequence[SignalRow],
    labels: Mapping[UUID, str],
    asked: Mapping[str, Collection[str]],
) -> Counted:
    found = []
    for row in rows:
        spot = places.of_signal(row.area_id, row.owner_id)
        day = timezone.localtime(row.received_at).date()
        inside = (not wanted.after or day >= wanted.after) and (not wanted.before or day < wanted.before)
        found.append(
            {
                "bron": SOURCE_LABELS.get(row.source_type, ""),
                "thema": labels.get(row.theme_id, "") if row.theme_id else "",
                "wijk": spot.district,
                "gemeente": spot.municipality,
                MONTH: f"{day:%Y-%m}",
                PERIOD: INSIDE if inside else OUTSIDE,
            }
        )
    return Counted(found, asked, len(rows) > CAP)


def _wanted(
    question: Question,
    places: Gazetteer,
    subjects: Sequence[UUID],
    listed: Sequence[tuple[UUID, str, str]],
) -> tuple[Wanted, list[str]]:
    """The question as the room of signals reads it, and what of it no list holds."""
    number = match[0] if (match := SIGNAL_NUMBER.fullmatch(question.text)) else ""
    words = {
        name: [word.casefold() for word in question.words(name)] for name in ("thema", "wijk", "gemeente")
    }
    themes = {
        word: [pk for pk, code, label in listed if word in (code.casefold(), label.casefold())]
        for word in words["thema"]
    }
    unknown = [f"Het thema “{word}” kent VIK niet." for word, keys in themes.items() if not keys]
    unknown += places.unknown(words["wijk"], words["gemeente"])
    placed = bool(words["wijk"] or words["gemeente"])
    wanted = Wanted(
        number=number,
        text="" if number else question.text,
        address=question.parts.get("adres") or question.text,
        plate=question.parts.get("kenteken") or question.text,
        phone=question.parts.get("telefoon") or question.text,
        themes=[pk for keys in themes.values() for pk in keys] if themes else None,
        sources=question.chosen("bron"),
        areas=places.areas(words["wijk"], words["gemeente"]) if placed else None,
        owners=places.owners(words["wijk"], words["gemeente"]) if placed else (),
        after=question.day("na"),
        before=question.day("voor"),
        subjects=subjects,
        everything=question.only_filters,
    )
    return wanted, unknown
