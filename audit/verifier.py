"""Check an audit log: needs nothing of VIK, so it can be handed over as one file.

    python verifier.py EXPORT CHECKPOINTS [PUBLIC_KEY]

EXPORT is what ``manage.py audit_export`` writes, CHECKPOINTS the file with signed checkpoints,
PUBLIC_KEY base64 of the Ed25519 public key. Only signatures need the package ``cryptography``;
without it, or without a key, the result says that they were not checked.

A line: ``{"canonical": "[1, day, seq, prev, …]", "hash": hex}``; its hash is SHA-256 of the canonical
text, which holds the hash of the line before. The first line of a day holds a value made of the day.
A checkpoint signs day, number and hash of the last line at that moment, and the checkpoint before it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

VERSION = 1
MOST_FINDINGS = 1000


@dataclass(frozen=True)
class Line:
    """One line of the log: its canonical text and its stored hash (hex)."""

    canonical: str
    hash: str


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written: a code, where, and a sentence."""

    code: str
    where: str
    text: str


@dataclass
class Outcome:
    """The result of a check."""

    lines: int = 0
    days: int = 0
    checkpoints: int = 0
    signatures_checked: bool = False
    last: str = ""
    findings: list[Finding] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Nothing was found."""
        return not self.findings

    def add(self, code: str, where: str, text: str) -> None:
        """Note a finding; a ruined log doesn't fill the memory."""
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(code, where, text))

    def as_dict(self) -> dict[str, Any]:
        """For ``--json``."""
        return asdict(self) | {"clean": self.clean}


def first_link(day: str) -> str:
    """What the first line of a day holds instead of the hash of a line before it (hex)."""
    return hashlib.sha256(f"vik-audit:{day}".encode()).hexdigest()


def check(lines: Iterable[Line], checkpoints: Iterable[str] = (), public_key: bytes | None = None) -> Outcome:
    """Check a log in its order, in constant memory, against the checkpoints made of it."""
    outcome = Outcome()
    expected = _checkpoints(checkpoints, public_key, outcome)
    day, seq, link = "", 0, ""
    for line in lines:
        outcome.lines += 1
        try:
            version, this_day, this_seq, this_prev = json.loads(line.canonical)[:4]
        except (json.JSONDecodeError, ValueError, TypeError):
            outcome.add("UNREADABLE", f"line {outcome.lines}", "the line is no line of an audit log")
            continue
        where = f"{this_day} nr. {this_seq}"
        if version != VERSION:
            outcome.add("VERSION", where, "the line has an unknown form")
        if hashlib.sha256(line.canonical.encode()).hexdigest() != line.hash:
            outcome.add("CHANGED", where, "the line was changed after it was written")
        if this_day != day:
            if day and this_day < day:
                outcome.add("ORDER", where, "the day stands after a later day")
            day, seq, link = this_day, 0, first_link(this_day)
            outcome.days += 1
        if this_seq != seq + 1:
            outcome.add("GAP", where, f"number {seq + 1} was expected: lines were deleted, added or moved")
        if this_prev != link:
            outcome.add("LINK", where, "the line does not follow the line before it")
        seq, link = this_seq, line.hash
        known = expected.pop((this_day, this_seq), None)
        if known is not None and known != line.hash:
            outcome.add("CHECKPOINT", where, "the line is not the one that was signed")
        outcome.last = where
    for missing_day, missing_seq in sorted(expected):
        outcome.add("TRUNCATED", f"{missing_day} nr. {missing_seq}", "a signed line is gone")
    return outcome


def _checkpoints(
    rows: Iterable[str], public_key: bytes | None, outcome: Outcome
) -> dict[tuple[str, int], str]:
    """The signed lines by day and number, after checking the chain of checkpoints itself."""
    expected: dict[tuple[str, int], str] = {}
    verify = _verifier(public_key)
    outcome.signatures_checked = verify is not None
    before = ""
    for number, row in enumerate((row.strip() for row in rows), start=1):
        if not row:
            continue
        outcome.checkpoints += 1
        where = f"checkpoint {number}"
        try:
            point = json.loads(row)
            signed = signed_text(point)
            key = (str(point["day"]), int(point["seq"]))
            signature = base64.b64decode(point["signature"])
        except (json.JSONDecodeError, KeyError, TypeError, ValueError):
            outcome.add("CHECKPOINT", where, "the checkpoint can't be read")
            continue
        if point["before"] != before:
            outcome.add("CHECKPOINT", where, "a checkpoint before this one was changed or removed")
        if verify is not None and not verify(signature, signed):
            outcome.add("SIGNATURE", where, "the signature is not right")
        before = hashlib.sha256(row.encode()).hexdigest()
        if key[1] > 0:
            expected[key] = str(point["hash"])
    return expected


def signed_text(point: dict[str, Any]) -> bytes:
    """What a checkpoint signs."""
    names = ("version", "at", "day", "seq", "hash", "before")
    return json.dumps([point[name] for name in names], separators=(",", ":")).encode()


def _verifier(public_key: bytes | None) -> Any:
    if public_key is None:
        return None
    try:
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 -- optional on purpose
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
    except ImportError:
        return None
    key = Ed25519PublicKey.from_public_bytes(public_key)

    def verify(signature: bytes, text: bytes) -> bool:
        try:
            key.verify(signature, text)
        except InvalidSignature:
            return False
        return True

    return verify


def read_export(path: Path) -> Iterator[Line]:
    """The lines of an export, one at a time; an unreadable one comes out as a finding."""
    with path.open(encoding="utf-8") as file:
        for row in file:
            if row.strip():
                try:
                    data = json.loads(row)
                    yield Line(str(data["canonical"]), str(data["hash"]))
                except (json.JSONDecodeError, KeyError, TypeError):
                    yield Line("", "")


def main(arguments: list[str]) -> int:
    """Check the files named on the command line; exit code 1 on any finding."""
    if len(arguments) not in {2, 3}:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    key = base64.b64decode(arguments[2]) if len(arguments) == 3 else None
    points = Path(arguments[1]).read_text(encoding="utf-8").splitlines()
    outcome = check(read_export(Path(arguments[0])), points, key)
    for finding in outcome.findings:
        sys.stdout.write(f"{finding.code} {finding.where}: {finding.text}\n")
    signatures = "checked" if outcome.signatures_checked else "NOT checked"
    sys.stdout.write(
        f"{outcome.lines} lines on {outcome.days} days, {outcome.checkpoints} checkpoints, signatures "
        f"{signatures}, {len(outcome.findings)} findings\n"
    )
    return 0 if outcome.clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
