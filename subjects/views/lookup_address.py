"""*Zoek adres op*: postcode and number give the address of the BAG, as a suggestion within a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse

from reference.models import BagAddress
from reference.queries import address_by_id, addresses_at, extract_dates
from subjects.facts import ORGANISATION, PERSON, PREMISES
from subjects.queries.place import FoundAddress, found_addresses

SEEK, CHOOSE, PREFIX = "zoek_adres", "kies_adres", "zoek"
NOT_FOUND: Final = (
    "Dit adres staat niet in de BAG. U kunt het hieronder zelf invullen, ook in het buitenland."
)
NOT_READ: Final = "Er is nog geen uittreksel van de BAG ingelezen. Vul het adres hieronder zelf in."
NO_HOUSE: Final = "Vul een postcode en een huisnummer in."
FILLED: Final = "Ingevuld uit de BAG. Controleer het en leg het daarna vast."
_PLAIN: Final = {"autocomplete": "off", "spellcheck": "false"}


class LookupForm(forms.Form):
    """What is sought by; nothing of it is kept."""

    postcode = forms.CharField(
        label="Postcode", required=False, max_length=10, widget=forms.TextInput(attrs=_PLAIN)
    )
    number = forms.CharField(
        label="Huisnummer",
        required=False,
        max_length=6,
        widget=forms.TextInput(attrs={**_PLAIN, "inputmode": "numeric"}),
    )
    letter = forms.CharField(
        label="Huisletter", required=False, max_length=2, widget=forms.TextInput(attrs=_PLAIN)
    )
    addition = forms.CharField(
        label="Toevoeging", required=False, max_length=6, widget=forms.TextInput(attrs=_PLAIN)
    )


class AddressLookup:
    """A form page on which an address can be looked up; what was typed elsewhere on it stays."""

    request: HttpRequest

    def lookup_kind(self) -> str:
        """Hook: of which kind of record the form is."""
        raise NotImplementedError

    def context(self, **extra: Any) -> dict[str, Any]:
        """The fields of the lookup beside those of the form, for what has an address."""
        around: dict[str, Any] = super().context(**extra)  # type: ignore[misc]
        if self.lookup_kind() in (PREMISES, PERSON, ORGANISATION):
            around.setdefault("lookup", LookupForm(initial=self._sought(), prefix=PREFIX))
        return around

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look up when that was asked, or when an address was only typed there; else go on."""
        data = request.POST
        if data.get(CHOOSE):
            return self._choose(data[CHOOSE])
        if SEEK in data or (any(self._sought().values()) and not self._filled(data)):
            return self._look()
        response: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def _filled(self, data: Mapping[str, Any]) -> bool:
        return any(
            str(data.get(name, "")).strip() for name in ("location", "value", "postcode", "bag_address")
        )

    def _sought(self) -> dict[str, str]:
        """What was typed in the lookup."""
        data = self.request.POST
        typed = {name: data.get(f"{PREFIX}-{name}", "") for name in LookupForm.base_fields}
        return {name: text.replace("\x00", "\ufffd").strip()[:10] for name, text in typed.items()}

    def _look(self) -> HttpResponse:
        sought = self._sought()
        if not (sought["postcode"] and sought["number"]):
            return self._again(lookup_says=NO_HOUSE)
        rows = found_addresses(addresses_at(**sought))
        if not rows:
            return self._again(lookup_says=NOT_FOUND if extract_dates() else NOT_READ)
        if len(rows) == 1 and self._fits(rows[0]):
            return self._fill(rows[0])
        return self._again(addresses=rows)

    def _choose(self, address_id: str) -> HttpResponse:
        address = address_by_id(address_id[:16].replace("\x00", "\ufffd"))
        if address is None or address.valid_to is not None:
            return self._again(lookup_says=NOT_FOUND)
        return self._fill(found_addresses([address])[0])

    def _fits(self, found: FoundAddress) -> bool:
        """Would filling it in replace nothing that somebody typed?"""
        typed = self.request.POST
        filled = self._suggested(found.address)
        return all(
            typed.get(name, "").strip() in ("", value) for name, value in filled.items() if name != "fact"
        )

    def _fill(self, found: FoundAddress) -> HttpResponse:
        suggested = self._suggested(found.address)
        if self.request.POST.get("premises_type"):
            suggested.pop("premises_type", None)
        return self._again(suggested, taken=found, lookup_says=FILLED)

    def _suggested(self, address: BagAddress) -> dict[str, str]:
        """The values of the form for an address."""
        fields = self.form_fields()
        whole = ", ".join(filter(None, (address.location, f"{address.postcode} {address.town}".strip())))
        premises = self.lookup_kind() == PREMISES
        values = {
            "fact": "location" if premises else "address",
            "value": address.location if premises else whole,
            "location": address.location,
            "address": whole,
            "postcode": address.postcode,
            "town": address.town,
            "premises_type": suggested_type(address),
            "bag_address": address.nummeraanduiding,
            "bag_object": address.object_id,
            "bag_building": address.building,
        }
        return {name: value for name, value in values.items() if value and name in fields}

    def form_fields(self) -> Mapping[str, Any]:
        """The fields of the form on this page."""
        fields: Mapping[str, Any] = self.form().fields  # type: ignore[attr-defined]
        return fields

    def _again(self, suggested: Mapping[str, str] | None = None, **extra: Any) -> HttpResponse:
        """The same page with everything that was typed, and what the lookup found."""
        typed = {name: value for name, value in self.request.POST.items() if name != "csrfmiddlewaretoken"}
        form = self.form()  # type: ignore[attr-defined]
        form.initial = {**form.initial, **typed, **(suggested or {})}
        shown: HttpResponse = self.show(form=form, **extra)  # type: ignore[attr-defined]
        return shown


def suggested_type(address: BagAddress) -> str:
    """Woning or lokaal, by what the BAG says that it is used for; a mixed use is left to the user."""
    uses = [use.strip().casefold() for use in address.purposes.replace("|", ",").split(",") if use.strip()]
    if not uses:
        return ""
    homes = [use for use in uses if use.startswith("woon")]
    return "woning" if len(homes) == len(uses) else "" if homes else "lokaal"
