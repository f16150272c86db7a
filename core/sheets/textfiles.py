"""Rows of a text file (csv, tsv): encoding, separator and broken quotes found out, read line by line."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import IO, Final

from charset_normalizer import from_bytes

from core.sheets.cells import SourceRow
from core.sheets.kinds import FileProblem

PIECE: Final = 64 * 1024
SAMPLE_LINES: Final = 60
LONGEST_LINE: Final = 1024 * 1024
MOST_LINES_IN_A_CELL: Final = 60
SEPARATORS: Final = ";\t,|"
BINARY_SHARE: Final = 0.02
MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Old Windows, DOS and Mac: the encodings in which Dutch offices still export.
OLD_ENCODINGS: Final = ("cp1252", "cp1254", "cp1250", "cp850", "mac_roman")
DUTCH_MARKS: Final = frozenset("éèëêáàäâíìïîóòöôúùüûçñÉËÏÖÜÈÓ€’‘“”–—…ƒß°²³½±µ§«»·")
TURKISH_POLISH: Final = frozenset("ığşİĞŞåæøÅÆØłżźćśńęąŁŻŹŚšžčřŠŽČ")


def encoding_of(stream: IO[bytes]) -> str:
    """The encoding of a text: by its mark, else UTF-8 when all of it is, else the likeliest old one."""
    stream.seek(0)
    head = stream.read(PIECE)
    for mark, name in MARKS:
        if head.startswith(mark):
            return name
    if b"\x00" in head:
        return "utf-16-be" if head[0::2].count(0) > head[1::2].count(0) else "utf-16-le"
    strange = _lines_beyond_ascii(stream)
    if strange is None:
        return "utf-8"
    return _old_encoding(strange)


def _lines_beyond_ascii(stream: IO[bytes]) -> bytes | None:
    """Bytes around what is no ASCII, or None when the whole text is UTF-8. Read in pieces."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, strange = True, b""
    while piece := stream.read(PIECE):
        if is_utf8:
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                is_utf8 = False
        if len(strange) < PIECE and not piece.isascii():
            strange += b"\n".join(line for line in piece.splitlines() if not line.isascii())[:PIECE]
    if is_utf8:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            is_utf8 = False
    return None if is_utf8 else strange


def _old_encoding(sample: bytes) -> str:
    """The old encoding in which the marks of the sample are letters that occur here."""
    best, best_score = OLD_ENCODINGS[0], float("-inf")
    for position, name in enumerate(OLD_ENCODINGS):
        text = sample.decode(name, errors="replace")
        marks = [char for char in text if ord(char) > 127]
        score = sum(_likeliness(char) for char in marks) / max(len(marks), 1) - position * 0.01
        if score > best_score:
            best, best_score = name, score
    if best_score <= 0:
        guess = from_bytes(sample, cp_isolation=list(OLD_ENCODINGS)).best()
        return guess.encoding if guess else OLD_ENCODINGS[0]
    return best


def _likeliness(char: str) -> float:
    if char in DUTCH_MARKS:
        return 1.0
    if char in TURKISH_POLISH:
        return 0.9
    return 0.1 if char.isalpha() else -1.0


class TextTable:
    """The rows of a text file; constant memory, whatever its length."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Find out encoding and separator; raises :class:`FileProblem`."""
        self._stream = stream
        self.encoding = encoding_of(stream)
        sample = [line for line, _ in zip(self._lines(), range(SAMPLE_LINES), strict=False)]
        _refuse_binary(sample)
        self._skip_first = bool(sample) and sample[0].lower().startswith("sep=")
        if self._skip_first and len(sample[0].strip()) > len("sep="):
            self.separator = sample[0].strip()[4]
        else:
            self.separator = _separator_of(sample)

    def rows(self) -> Iterator[SourceRow]:
        """Every row, numbered from 1 as a spreadsheet would show it."""
        lines = self._lines()
        number = 0
        pending: list[str] = []
        while True:
            line = pending.pop(0) if pending else next(lines, None)
            if line is None:
                return
            number += 1
            if number == 1 and self._skip_first:
                continue
            record = [line]
            while quote_is_open("".join(record), self.separator) and len(record) <= MOST_LINES_IN_A_CELL:
                following = pending.pop(0) if pending else next(lines, None)
                if following is None:
                    break
                record.append(following)
            text = "".join(record)
            if quote_is_open(text, self.separator):
                # A quotation mark that never closes would swallow the rest of the file.
                pending = record[1:] + pending
                yield SourceRow(number, tuple(self._split(line, quoted=False)))
            else:
                yield SourceRow(number, tuple(self._split(text, quoted=True)))

    def _split(self, text: str, *, quoted: bool) -> list[str]:
        if '"' not in text:
            return text.rstrip("\r\n").split(self.separator)
        if not quoted:
            return text.rstrip("\r\n").split(self.separator)
        source = io.StringIO(text.rstrip("\r\n"), newline="")
        try:
            return next(csv.reader(source, delimiter=self.separator), [])
        except csv.Error:
            return text.rstrip("\r\n").split(self.separator)

    def _lines(self) -> Iterator[str]:
        self._stream.seek(0)
        reader = io.TextIOWrapper(
            self._stream,
            encoding=self.encoding,
            errors="replace",
            newline="",
        )
        try:
            while line := reader.readline(LONGEST_LINE):
                if len(line) >= LONGEST_LINE:
                    raise FileProblem("Dit bestand heeft een regel zonder einde en is geen lijst.")
                yield line
        finally:
            reader.detach()


def quote_is_open(text: str, separator: str) -> bool:
    """Does the text end inside quotation marks? They open only at the start of a cell."""
    if '"' not in text:
        return False
    open_, at_start = False, True
    position, end = 0, len(text)
    while position < end:
        char = text[position]
        if open_:
            if char == '"':
                if text[position + 1 : position + 2] == '"':
                    position += 1
                else:
                    open_ = False
        elif char == '"' and at_start:
            open_ = True
        at_start = not open_ and char == separator
        position += 1
    return open_


def _separator_of(sample: list[str]) -> str:
    """The sign that cuts most lines into the same number of cells, more than one."""
    best, best_score = ";", 0.0
    for separator in SEPARATORS:
        try:
            widths = Counter(
                len(row)
                for row in csv.reader(sample, delimiter=separator)
                if any(cell.strip() for cell in row)
            )
        except csv.Error:
            continue
        wide = {width: count for width, count in widths.items() if width > 1}
        if not wide:
            continue
        width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
        score = count / sum(widths.values()) * (1 + min(width, 20) / 20)
        if score > best_score:
            best, best_score = separator, score
    return best


def _refuse_binary(sample: list[str]) -> None:
    text = "".join(sample)
    odd = sum(1 for char in text if (ord(char) < 32 and char not in "\t\r\n\x0b\x0c") or char == "\ufffd")
    if odd > len(text) * BINARY_SHARE + 2:
        raise FileProblem("Dit bestand is geen lijst die VIK kan lezen. VIK leest xlsx, xls, ods en csv.")
