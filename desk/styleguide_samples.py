"""Invented data for the living style guide: every component in every state, no record of anybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms

from core.clock import now, today

DROP_LIMIT = 10 * 1024 * 1024


class SampleForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(
        label="Wat is er aan de hand?",
        help_text="Eén zin, zonder namen van personen.",
        max_length=80,
    )
    seen_on = forms.CharField(
        label="Wanneer?", help_text="Bijvoorbeeld: gisteren, 23 nov of 23-11-2026.", required=False
    )
    narrative = forms.CharField(
        label="Wat zag u precies?", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, required=False
    )
    theme = forms.ChoiceField(
        label="Thema", choices=[("", "Kies een thema"), ("drugs", "Drugs"), ("zorg", "Zorgfraude")]
    )
    street = forms.CharField(
        label="Straat",
        required=False,
        widget=forms.TextInput(attrs={"list": "straten", "autocomplete": "off"}),
    )
    urgency = forms.ChoiceField(
        label="Hoeveel haast heeft het?",
        choices=[("LOW", "Kan wachten"), ("NORMAL", "Gewoon"), ("HIGH", "Vandaag nog")],
        widget=forms.RadioSelect(attrs={"class": "choices"}),
        initial="NORMAL",
    )
    indicators = forms.MultipleChoiceField(
        label="Kenmerken",
        choices=[("a", "betrokkenheid locatie"), ("b", "malafide activiteiten"), ("c", "systematisch")],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "checks"}),
        required=False,
    )
    agree = forms.BooleanField(
        label="Ik heb dit zelf waargenomen",
        required=False,
        help_text="Laat leeg als u het van iemand hoorde.",
    )
    photos = forms.FileField(
        label="Foto’s", required=False, help_text="Verborgen gegevens in de foto verwijderen wij."
    )
    lat = forms.CharField(widget=forms.HiddenInput, required=False)
    lng = forms.CharField(widget=forms.HiddenInput, required=False)


def filled_form() -> SampleForm:
    """A form as the user left it."""
    return SampleForm(
        prefix="goed",
        initial={
            "title": "Acetonlucht en jerrycans in garagebox",
            "seen_on": "gisteren",
            "indicators": ["a", "b"],
        },
    )


def wrong_form() -> SampleForm:
    """The same form after a refusal."""
    form = SampleForm({"fout-title": "", "fout-theme": "", "fout-urgency": "HIGH"}, prefix="fout")
    form.is_valid()
    return form


def evidence() -> list[dict[str, Any]]:
    """Three cards: strong, usual, and one without comparison."""
    return [
        {
            "why": "Zelfde adres",
            "title": "2 signalen en 1 maatregel op Plesmanweg 88",
            "strong": True,
            "items": [
                {
                    "number": "S-2026-00188",
                    "url": "#kaarten",
                    "text": "vreemde laadtijden",
                    "when": "mrt 2026",
                },
                {
                    "number": "S-2025-00731",
                    "url": "#kaarten",
                    "text": "wisselende kentekens",
                    "when": "okt 2025",
                },
                {
                    "number": "M-2024-0032",
                    "url": "#kaarten",
                    "text": "waarschuwing 13b",
                    "when": "onherroepelijk",
                },
            ],
            "agrees": "straat, nummer, pand",
            "differs": "toevoeging 2 / –",
        },
        {
            "why": "Zelfde kenteken",
            "title": "Bestelbus VK-482-R",
            "items": [{"number": "gezien bij afvaldump Turfkade", "text": "", "when": "aug 2026"}],
            "agrees": "kenteken, soort",
            "missing": "kleur",
        },
        {
            "why": "Lijkt erop",
            "title": "Vrijwel gelijke melding",
            "items": [
                {
                    "number": "S-2026-00402",
                    "url": "#kaarten",
                    "text": "intern, Buitendienst",
                    "when": "18 nov",
                }
            ],
        },
    ]


def signals() -> list[dict[str, Any]]:
    """Rows of a dense list, with a long word and a long name among them."""
    hours = now()
    rows = (
        ("M", "Mogelijke handel vanuit woning", "Ossenkoppelerhoek · drugs", 0, 3),
        ("ODT", "Acetonlucht en jerrycans in garagebox", "Bedrijvenpark Twente · drugs, opslag", 0, 4),
        ("INTERN", "Derde inschrijving in twee maanden", "Nieuwstraat-Kwartier · woon- en adresfraude", 1, 1),
        ("ODT", "Grondstort zonder begeleidingsbrief", "Aadorp · milieu en afval", 1, 0),
        ("POLICE", "Bestuurlijke rapportage hennep", "Windmolenbroek · drugs", 3, 1),
        (
            "INTERN",
            "Vergunningaanvraagprocedureonregelmatigheden bij zorgaanbieder Van der Bruggen-Oude Nijhuis",
            "Schelfhorst · zorgfraude",
            6,
            2,
        ),
    )
    return [
        {
            "number": f"S-2026-0{410 + place:04d}",
            "source": source,
            "title": title,
            "meta": meta,
            "received": hours - timedelta(days=days),
            "late": days > 5,
            "known": known,
        }
        for place, (source, title, meta, days, known) in enumerate(rows)
    ]


def samples() -> dict[str, Any]:
    """Everything the style guide shows."""
    return {
        "tones": ["neutral", "info", "ok", "warn", "danger", "sealed"],
        "levels": [1, 2, 3, 4],
        "regimes": ["AVG_INTERNAL", "WPG_RECEIVED", "M_REPORT", "BIBOB", "RIEC", "OPEN_SOURCE"],
        "sources": ["M", "ODT", "POLICE", "INTERN", "MUNICIPALITY", "CITIZEN"],
        "days": [
            today() + timedelta(days=40),
            today() + timedelta(days=9),
            today(),
            today() - timedelta(days=3),
        ],
        "moment": now(),
        "earlier": now() - timedelta(days=3),
        "long_ago": now() - timedelta(days=400),
        "form": filled_form(),
        "wrong": wrong_form(),
        "cards": evidence(),
        "rows": signals(),
        "tabs": [
            {"label": "Nieuw", "url": "#lijsten", "current": True, "count": 12},
            {"label": "Bij mij", "url": "#lijsten", "count": 4},
            {"label": "Wacht op politie", "url": "#lijsten", "count": 2},
            {"label": "Weging 3", "url": "#lijsten", "count": 5},
            {"label": "Verzegeld", "url": "#lijsten", "count": None},
        ],
        "events": [
            {
                "at": now(),
                "title": "Weging 1: ja",
                "who": "S. Broekhuis",
                "text": "2 van 10 kenmerken aangekruist",
            },
            {"at": now() - timedelta(days=1), "title": "Toegewezen aan S. Broekhuis", "who": "H. Wolters"},
            {"at": now() - timedelta(days=4), "title": "Ontvangen van de ODT", "weight": "strong"},
        ],
        "conflict": [
            {"label": "Titel", "mine": "Acetonlucht in garagebox", "theirs": "Acetonlucht in garagebox"},
            {
                "label": "Plaats",
                "mine": "Plesmanweg 88-2, Almelo",
                "theirs": "Plesmanweg 88, Almelo",
                "differs": True,
            },
        ],
        "rail_rows": [
            {"term": "Bewaren tot", "value": "nog niet gewogen"},
            {"term": "Waarom zie ik dit?", "value": "rol Analist · Almelo"},
            {"term": "Wie kan dit zien?", "value": "6 collega’s, 0 partners", "url": "#rail"},
            {"term": "Raadplegingen", "value": "3, laatst door u", "url": "#rail"},
        ],
        "areas_url": "/ui/gebieden.json",
        "drop_limit": DROP_LIMIT,
    }


def areas() -> dict[str, Any]:
    """Two invented areas, so that the map has something to draw."""

    def square(name: str, west: float, south: float) -> dict[str, Any]:
        corners = [(0, 0), (0.03, 0), (0.03, 0.02), (0, 0.02), (0, 0)]
        ring = [[west + x, south + y] for x, y in corners]
        return {
            "type": "Feature",
            "properties": {"name": name, "code": name},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }

    return {
        "type": "FeatureCollection",
        "features": [square("Westwijk", 6.63, 52.345), square("Oostwijk", 6.66, 52.345)],
    }
