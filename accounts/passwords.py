"""Which passwords are refused, beside the short ones: known from leaks, or made of words anybody tries.

There are no composition rules (ASVS 6.2.5); what is weighed is whether an attacker has it on his list.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from accounts.models import User

HASH_LENGTH: Final = 40
# A password needs at least this many letters that are no well-known word, if it has letters at all.
OWN_LETTERS: Final = 3
# What Dutch civil servants' passwords are made of when they must change them (plus year and a mark).
TRIED: Final = """
welkom wachtwoord password geheim inloggen gemeente overheid veiligheid ondermijning politie vik
veiligheidsinformatie
lente voorjaar zomer herfst najaar winter januari februari maart april mei juni juli augustus september
oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag nederland twente
almelo twenterand vroomshoop vriezenveen heracles ajax feyenoord qwerty asdf admin test demo
"""


class LeakedPasswordValidator:
    """Refuse a password from a list of leaked ones, without a network.

    ``VIK_LEAKED_PASSWORDS`` is the path of a text file with one SHA-1 hash in hexadecimal per line, in
    order, optionally followed by ``:count``: the form in which Have I Been Pwned hands out its list.
    Without it only Django's list of 20,000 common passwords is used.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError when the password is on the list."""
        path = settings.VIK_LEAKED_PASSWORDS
        if path and is_listed(Path(path), password):
            raise ValidationError(
                "Dit wachtwoord komt voor in een lijst met gelekte wachtwoorden. Kies een ander.",
                code="password_leaked",
            )

    def get_help_text(self) -> str:
        """What the form says beforehand."""
        return "Kies een wachtwoord dat u nergens anders gebruikt."


class PredictablePasswordValidator:
    """Refuse a password of only well-known words, names and digits, such as ``Welkom-Almelo-2026``."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError when nothing is left after taking such words away."""
        letters = re.sub(r"[^a-zà-ÿ]", "", password.lower())
        known = sorted({*TRIED.split(), *_words_of(user)}, key=len, reverse=True)
        left = re.sub("|".join(map(re.escape, known)), "", letters)
        if password.isdigit() or (letters and len(left) < OWN_LETTERS):
            raise ValidationError(
                "Dit wachtwoord is te makkelijk te raden. Neem bijvoorbeeld vier losse woorden.",
                code="password_predictable",
            )

    def get_help_text(self) -> str:
        """What the form says beforehand."""
        return "Neem bijvoorbeeld vier losse woorden die niets met uw werk te maken hebben."


def is_listed(path: Path, password: str) -> bool:
    """Is the password's hash in the file? Looks by halving, so a list of gigabytes costs 40 reads."""
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with path.open("rb") as lines:
        low, high = 0, path.stat().st_size
        while low < high:
            middle = (low + high) // 2
            lines.seek(middle)
            if middle:
                lines.readline()  # the line in whose midst we landed
            line = lines.readline()
            found = line[:HASH_LENGTH].upper()
            if not line or found > digest:
                high = middle
            elif found == digest:
                return True
            else:
                low = middle + 1
        # Halving ends beside the first line, which no landing in its midst can find.
        lines.seek(0)
        return lines.readline()[:HASH_LENGTH].upper() == digest


def _words_of(user: User | None) -> set[str]:
    """Words of the user's own name, address and organisation, of three letters and more."""
    if user is None or user.organisation_id is None:
        return set()
    text = f"{user.name} {user.email} {user.organisation.name}".lower()
    return set(re.findall(r"[a-zà-ÿ]{3,}", text))
