"""The small text format of letters: headings, paragraphs, lists, bold words, and named fields. Pure.

A text is plain: ``# Kop`` and ``## Tussenkop``, ``- punt`` and ``1. punt``, ``**vet**``, and
``{{ maatregel.nummer }}`` for what the record fills in. A backslash takes the meaning from the sign that
follows. Nothing else has a meaning, so that no text can do more than be read: whoever typesets it gets
blocks of plain strings, never code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

LONGEST: Final = 40_000
_FIELD: Final = re.compile(r"\{\{\s*([^{}\n]*?)\s*\}\}")
_NAME: Final = re.compile(r"[a-z_]+(?:\.[a-z_]+)+")
_HEADING: Final = re.compile(r"(#{1,2})[ \t]+(\S.*)")
_BULLET: Final = re.compile(r"-[ \t]+(\S.*)")
_NUMBER: Final = re.compile(r"\d{1,3}\.[ \t]+(\S.*)")
# A place that somebody still has to fill in; square brackets, so that it also stands out on paper.
GAP: Final = "[vul in: {}]"
_GAP: Final = re.compile(r"\[vul in: ([^\]\n]*)\]")


class ProseProblem(ValueError):
    """A text that is not right; the message is a Dutch sentence for who wrote it."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of one line, bold or not."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (level 1 or 2), a paragraph, or a list: ``lines`` has one line, or one for each point."""

    kind: str
    lines: tuple[tuple[Span, ...], ...]
    level: int = 0

    @property
    def text(self) -> str:
        """The words without their looks."""
        return "\n".join("".join(span.text for span in line) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the first level with the text below it, as it is edited."""

    title: str
    body: str


def clean(text: str) -> str:
    """The text without control signs and without marks that turn the direction of reading."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).replace("\t", " ")
    return "".join(sign for sign in plain if sign == "\n" or unicodedata.category(sign)[0] != "C")


def parse(text: str) -> list[Block]:
    """The blocks of a text. Every text has blocks: what has no meaning here is read as it stands."""
    found: list[Block] = []
    words: list[str] = []

    def close() -> None:
        if words:
            found.append(Block("paragraph", (_spans(" ".join(words)),)))
            words.clear()

    for raw in clean(text).split("\n"):
        line = raw.strip()
        if not line:
            close()
            # A list ends at an empty line: what follows is another one.
            found.append(_STOP)
        elif heading := _HEADING.fullmatch(line):
            close()
            found.append(Block("heading", (_spans(heading[2]),), len(heading[1])))
        elif point := _BULLET.fullmatch(line) or _NUMBER.fullmatch(line):
            close()
            _add_point(found, "bullets" if line.startswith("-") else "numbers", _spans(point[1]))
        elif found and not words and found[-1].kind in {"bullets", "numbers"}:
            # A point that goes on in the next line.
            last = found[-1]
            grown = (*last.lines[:-1], (*last.lines[-1], *_spans(f" {line}")))
            found[-1] = Block(last.kind, grown)
        else:
            words.append(line)
    close()
    return [block for block in found if block is not _STOP]


_STOP: Final = Block("stop", ())


def _add_point(found: list[Block], kind: str, spans: tuple[Span, ...]) -> None:
    if found and found[-1].kind == kind:
        found[-1] = Block(kind, (*found[-1].lines, spans))
    else:
        found.append(Block(kind, (spans,)))


def _spans(line: str) -> tuple[Span, ...]:
    """The words of a line; a pair of double stars makes what is between them bold."""
    parts: list[tuple[str, bool]] = []  # text, or a double star
    plain: list[str] = []
    place = 0
    while place < len(line):
        if line[place] == "\\" and place + 1 < len(line) and line[place + 1] in _ESCAPABLE:
            plain.append(line[place + 1])
            place += 2
        elif line.startswith("**", place):
            parts += [("".join(plain), False), ("", True)]
            plain = []
            place += 2
        else:
            plain.append(line[place])
            place += 1
    parts.append(("".join(plain), False))
    stars = sum(1 for _, star in parts if star)
    found: list[Span] = []
    bold, seen = False, 0
    for text, star in parts:
        if not star:
            if text:
                found.append(Span(text, bold))
            continue
        seen += 1
        if seen == stars and stars % 2:
            found.append(Span("**", bold))  # a pair that was never closed stands as it is
        else:
            bold = not bold
    return tuple(found)


_ESCAPABLE: Final = "\\#*-.{}["


def escape(value: str) -> str:
    """One line of text, so written that it is read as exactly these words wherever it stands in a line."""
    plain = " ".join(clean(value).split())
    plain = re.sub(r"\\(?=[\\#*.{}\[-])", r"\\\\", plain)
    plain = plain.replace("**", r"\*\*").replace("{{", r"\{\{").replace("[vul in:", r"\[vul in:")
    if plain.endswith("\\"):
        plain += "\\"
    if plain[:1] in {"#", "-", "*", "{"}:
        plain = "\\" + plain
    plain = re.sub(r"^(\d{1,3})\.(?=\s|$)", r"\1\\.", plain)
    return re.sub(r"(?<=[^\\])([*{])$", r"\\\1", plain)


def fields_in(text: str) -> list[str]:
    """The names of the fields of a text, in their order, also those that do not exist."""
    return list(dict.fromkeys(match[1] for match in _FIELD.finditer(_without_escapes(text))))


def _without_escapes(text: str) -> str:
    return re.sub(r"\\[\\#*\-.{}\[]", "  ", text)


def check(text: str, known: Iterable[str]) -> None:
    """Raise :class:`ProseProblem` for a field that does not exist, or one that is not closed."""
    if len(text) > LONGEST:
        raise ProseProblem(f"De tekst is te lang: hooguit {LONGEST} tekens.")
    names = set(known)
    plain = _without_escapes(clean(text))
    for number, line in enumerate(plain.split("\n"), 1):
        for match in _FIELD.finditer(line):
            if match[1] not in names:
                raise ProseProblem(_unknown(match[1], number, names))
        rest = _FIELD.sub("", line)
        if "{{" in rest or "}}" in rest:
            raise ProseProblem(
                f"Regel {number}: een veld begint met {{{{ en eindigt met }}}} op dezelfde regel."
            )


def _unknown(name: str, line: int, names: set[str]) -> str:
    near = sorted(one for one in names if _NAME.fullmatch(name) and _alike(one, name))
    hint = f" Bedoelt u {{{{ {near[0]} }}}}?" if near else " De velden die er zijn, staan onder de tekst."
    return f"Regel {line}: het veld “{name[:60]}” bestaat niet.{hint}"


def _alike(one: str, other: str) -> bool:
    group, _, last = one.partition(".")
    group_asked, _, last_asked = other.partition(".")
    return last == last_asked or (group == group_asked and last[:3] == last_asked[:3])


def fill(text: str, values: Mapping[str, str], name_of: Callable[[str], str] = str) -> str:
    """The text with its fields filled in; a value of more lines becomes paragraphs of its own.

    What has no value stands as a gap (:func:`gaps_in`) under its name for people.
    """
    found, place = [], 0
    plain = clean(text)
    shadow = _without_escapes(plain)
    for match in _FIELD.finditer(shadow):
        found.append(plain[place : match.start()])
        value = values.get(match[1], "")
        pieces = [escape(piece) for piece in clean(value).split("\n") if piece.strip()]
        found.append("\n\n".join(pieces) if pieces else GAP.format(name_of(match[1])))
        place = match.end()
    found.append(plain[place:])
    return "".join(found)


def gaps_in(text: str) -> list[str]:
    """What still has to be filled in, in its order."""
    return list(dict.fromkeys(match[1] for match in _GAP.finditer(_without_escapes(text))))


def sections(text: str) -> list[Section]:
    """The text cut at its headings of the first level; what stands before the first has no title."""
    found: list[Section] = []
    title, lines = "", list[str]()
    for line in clean(text).split("\n"):
        heading = _HEADING.fullmatch(line.strip())
        if heading and len(heading[1]) == 1:
            found.append(Section(title, "\n".join(lines).strip()))
            title, lines = heading[2], []
        else:
            lines.append(line)
    found.append(Section(title, "\n".join(lines).strip()))
    return [one for one in found if one.title or one.body]


def join(parts: Iterable[Section]) -> str:
    """Sections as one text again."""
    return "\n\n".join(
        "\n\n".join(filter(None, (f"# {one.title}" if one.title else "", one.body))) for one in parts
    )


def as_data(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Blocks as plain data for a typesetter."""
    return [
        {
            "kind": block.kind,
            "level": block.level,
            "lines": [[{"text": span.text, "bold": span.bold} for span in line] for line in block.lines],
        }
        for block in blocks
    ]
