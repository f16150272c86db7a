"""Fields that the forms of measures share: days, moments, euros."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from django import forms

from access.forms import ExactDateField

PLAIN: Final = {"autocomplete": "off", "spellcheck": "false"}
DAY_HINT: Final = "Bijvoorbeeld 23-11-2026, 23 nov of gisteren."


def day_field(label: str, *, required: bool = False, hint: str = "") -> ExactDateField:
    """A day as people type it; empty is None."""
    return ExactDateField(
        label=label,
        required=required,
        help_text=hint,
        max_length=30,
        widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": "Vul een dag in."},
    )


class EuroField(forms.CharField):
    """An amount of euros as people type it: ``5.000``, ``€ 2.500,00``."""

    def __init__(self, *, label: str, required: bool = True, hint: str = "") -> None:
        super().__init__(
            label=label,
            required=required,
            max_length=20,
            help_text=hint,
            widget=forms.TextInput(attrs={**PLAIN, "inputmode": "decimal"}),
            error_messages={"required": "Vul een bedrag in."},
        )

    def clean(self, value: Any) -> Any:
        """A Decimal with cents, or None when left empty."""
        text = super().clean(value)
        if not text:
            return None
        plain = text.replace("€", "").replace(" ", "").replace("\xa0", "").removesuffix(",-")
        if "," in plain:
            plain = plain.replace(".", "").replace(",", ".")
        elif "." in plain and len(plain.rsplit(".", 1)[1]) == 3:
            plain = plain.replace(".", "")
        whole, _, cents = plain.partition(".")
        if not whole.isascii() or not whole.isdigit() or len(whole) > 9 or (cents and not cents.isdigit()):
            raise forms.ValidationError("Vul een bedrag in, bijvoorbeeld 5.000 of 2.500,00.")
        if len(cents) > 2:
            raise forms.ValidationError("Vul een bedrag in met hoogstens twee cijfers achter de komma.")
        return Decimal(f"{whole}.{cents or '00'}").quantize(Decimal("0.01"))
