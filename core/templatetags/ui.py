"""Template tags of the design system: each renders one component partial, so markup exists once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import heroicons
from django import forms, template
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

from core.clock import today
from core.devices import device_name
from core.levels import Confidentiality
from core.money import euros

register = template.Library()

MICRO_ICON_MAX = 16
MINI_ICON_MAX = 20
LAST_CALL_DAYS = 7

MESSAGE_TONES = {"debug": "info", "info": "info", "success": "ok", "warning": "warn", "error": "danger"}
TONE_ICONS = {
    "info": "information-circle",
    "ok": "check-circle",
    "warn": "exclamation-triangle",
    "danger": "exclamation-circle",
    "sealed": "lock-closed",
}
LEVEL_TONES = {
    Confidentiality.INTERN: "neutral",
    Confidentiality.ZAAKVERTROUWELIJK: "neutral",
    Confidentiality.VERTROUWELIJK: "warn",
    Confidentiality.GEHEIM: "sealed",
}
# Short labels for places where the reference list isn't at hand; an object with a label goes first.
REGIMES = {
    "AVG_INTERNAL": ("AVG intern", "neutral"),
    "AVG_SECTOR": ("AVG sector", "warn"),
    "BRP": ("BRP", "warn"),
    "WPG_RECEIVED": ("Wpg ontvangen", "warn"),
    "WPG_OWN": ("Wpg eigen", "warn"),
    "BIBOB": ("Bibob", "sealed"),
    "M_REPORT": ("M.-melding", "sealed"),
    "RIEC": ("RIEC", "warn"),
    "JUDICIAL": ("Justitie", "sealed"),
    "OPEN_SOURCE": ("Open bron", "neutral"),
}
SOURCES = {
    "M": ("ANO", "Anonieme informatie", "sealed"),
    "ODT": ("ODT", "Omgevingsdienst Twente", "ok"),
    "POLICE": ("POL", "Politie", "info"),
    "INTERN": ("INT", "Intern team", "warn"),
    "BOA": ("BOA", "Toezichthouder of boa", "warn"),
    "MUNICIPALITY": ("GEM", "Andere gemeente", "neutral"),
    "RIEC": ("RIEC", "RIEC", "info"),
    "CITIZEN": ("INW", "Inwoner", "neutral"),
    "OPEN_SOURCE": ("OPEN", "Open bron", "neutral"),
    "OWN": ("EIG", "Eigen waarneming", "warn"),
}
SOURCE_ALIASES = {
    "M_MELDING": "M",
    "M_REPORT": "M",
    "ANONYMOUS": "M",
    "INTERN_TEAM": "INTERN",
    "INTERNAL": "INTERN",
    "POLITIE": "POLICE",
}


# --- Icons and labels ------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, size: int = 20, label: str = "", kind: str = "") -> SafeString:
    """A heroicon; decorative unless ``label`` gives it a name. Picks the drawing made for the size."""
    style = kind or ("micro" if size <= MICRO_ICON_MAX else "mini" if size <= MINI_ICON_MAX else "outline")
    attributes: dict[str, object] = {"class": "icon", "focusable": "false"}
    attributes |= {"role": "img", "aria-label": label + ""} if label else {"aria-hidden": "true"}
    # The drawing comes from the heroicons package; its serialiser escapes the attributes.
    drawing: str = heroicons._render_icon(style, name + "", size, attributes)
    return SafeString(drawing)


@register.inclusion_tag("components/_badge.html")
def badge(text: object, tone: str = "neutral", icon: str = "", title: str = "") -> dict[str, object]:
    """A short state in words; ``tone`` is neutral, info, ok, warn, danger or sealed."""
    return {"text": text, "tone": tone, "icon": icon, "title": title}


@register.inclusion_tag("components/_chip.html")
def chip(
    label: object,
    href: str = "",
    selected: bool = False,
    remove: str = "",
    count: int | None = None,
) -> dict[str, object]:
    """A filter: a link when ``href`` is given; ``remove`` is the address without this filter."""
    return {"label": label, "href": href, "selected": selected, "remove": remove, "count": count}


@register.inclusion_tag("components/_badge.html")
def level(value: int | None) -> dict[str, object]:
    """The level of confidentiality as a badge with a lock."""
    found = Confidentiality(value or Confidentiality.INTERN)
    return {
        "text": found.label,
        "tone": LEVEL_TONES[found],
        "icon": "lock-closed",
        "title": f"Vertrouwelijkheid: {found.label}",
    }


@register.inclusion_tag("components/_badge.html")
def regime(value: object, label: str = "") -> dict[str, object]:
    """The legal regime as a badge: a code, or an object of the reference list with a label."""
    code = str(getattr(value, "code", value) or "").upper()
    short, tone = REGIMES.get(code, (code.replace("_", " ").capitalize(), "neutral"))
    text = label or getattr(value, "label", "") or getattr(value, "name", "") or short
    return {"text": text, "tone": tone, "icon": "scale", "title": f"Regime: {text}"}


@register.inclusion_tag("components/_source.html")
def source(code: object, label: str = "") -> dict[str, object]:
    """The glyph of the source of a signal, with its full name for who can't guess it."""
    key = str(code or "").upper()
    key = SOURCE_ALIASES.get(key, key)
    unknown = (key[:4] or "?", key.capitalize() or "Onbekende bron", "neutral")
    glyph, name, tone = SOURCES.get(key, unknown)
    return {"glyph": glyph, "name": label or name, "tone": tone}


@register.inclusion_tag("components/_avatar.html")
def avatar(name: object, size: str = "") -> dict[str, object]:
    """Initials of a colleague in a circle; the name itself stands beside it or as its title."""
    return {"initials": initials(name), "name": name, "size": size}


register.filter("device", device_name)


@register.filter
def initials(name: object) -> str:
    """At most two letters: of the first name and of the last part of the surname."""
    words = [word for word in str(name or "").replace("@", " ").split() if word[:1].isalpha()]
    if not words:
        return "?"
    first, last = words[0][0], words[-1][0] if len(words) > 1 else ""
    return (first + last).upper()


register.filter("euros", euros)


@register.inclusion_tag("components/_masked.html")
def masked(
    until: str = "",
    reveal_url: str = "",
    what: str = "afgeschermd",
    blocks: int = 2,
) -> dict[str, object]:
    """A value that isn't shown. It never receives the value: what isn't in the page can't leak from it.

    ``until`` says when it becomes visible, ``reveal_url`` is the address that shows it and records so.
    The number of blocks says nothing about the length of what is hidden.
    """
    return {"until": until, "reveal_url": reveal_url, "what": what, "blocks": range(blocks)}


# --- Time ------------------------------------------------------------------------------------------


def _day(value: date | datetime) -> date:
    """The calendar day in Europe/Amsterdam."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def relative_day(day: date, reference: date) -> str:
    """A day in words: vandaag, gisteren, over 3 dagen; further away than a week the date itself."""
    days = (day - reference).days
    near = {0: "vandaag", -1: "gisteren", 1: "morgen"}
    if days in near:
        return near[days]
    if -LAST_CALL_DAYS <= days < 0:
        return f"{-days} dagen geleden"
    if 0 < days <= LAST_CALL_DAYS:
        return f"over {days} dagen"
    return date_format(day, "j M Y" if day.year != reference.year else "j M").lower()


@register.inclusion_tag("components/_when.html")
def when(value: date | datetime | None, style: str = "", empty: str = "onbekend") -> dict[str, object]:
    """A moment, relative and absolute.

    ``style``: empty = both ("gisteren · do 19 nov 2026, 10:40"), ``short`` = relative with the rest as
    title, ``absolute`` = only the date, ``age`` = "6 dagen" for dense lists.
    """
    if not value:
        return {"empty": empty}
    timed = isinstance(value, datetime)
    moment: date = value
    if isinstance(value, datetime):
        moment = (timezone.localtime(value) if timezone.is_aware(value) else value).replace(microsecond=0)
    day = _day(value)
    days_old = (today() - day).days
    relative = relative_day(day, today())
    if style == "age" and days_old > 1:
        relative = f"{days_old} dagen"
    return {
        "machine": moment.isoformat(),
        "absolute": date_format(moment, "D j M Y, H:i" if timed else "D j M Y").lower(),
        "relative": relative,
        "style": style,
        "near": abs(days_old) <= LAST_CALL_DAYS,
    }


@register.inclusion_tag("components/_days_left.html")
def days_left(
    value: date | None,
    article: str = "",
    why_url: str = "",
    kind: str = "Termijn",
    warn_days: int = 14,
) -> dict[str, object]:
    """A deadline with the days that are left, its article and the way to *waarom deze datum*."""
    if value is None:
        return {"day": None, "kind": kind}
    day = _day(value)
    days = (day - today()).days
    if days < 0:
        text, tone = f"{-days} {'dag' if days == -1 else 'dagen'} te laat", "danger"
    elif days == 0:
        text, tone = "vandaag", "danger"
    else:
        text = f"nog {days} {'dag' if days == 1 else 'dagen'}"
        tone = "warn" if days <= warn_days else "neutral"
    return {"day": day, "text": text, "tone": tone, "article": article, "why_url": why_url, "kind": kind}


@register.inclusion_tag("components/_days_left.html")
def retention(value: date | None, article: str = "", why_url: str = "") -> dict[str, object]:
    """*Bewaren tot* as a chip; the same drawing as a deadline, with a longer warning."""
    return days_left(value, article=article, why_url=why_url, kind="Bewaren tot", warn_days=30)


# --- Forms -----------------------------------------------------------------------------------------


@register.inclusion_tag("components/_field.html")
def field(
    bound: BoundField,
    *,
    hint: str = "",
    label: str = "",
    counter: bool = False,
    css: str = "",
    optional: bool = True,
    understood: str = "",
) -> dict[str, object]:
    """One form field: label, hint, error, control, counter; wired for a screen reader.

    ``counter`` shows what is left of the maximum length, ``understood`` is the address that explains a
    vague date while typing, ``optional`` says "(mag leeg blijven)" at fields that aren't required.
    """
    widget = bound.field.widget
    grouped = isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    hint = hint or str(bound.help_text or "")
    identity = bound.id_for_label or bound.auto_id or bound.html_name
    described = [f"{identity}-hint"] if hint else []
    described += [f"{identity}-fout"] if bound.errors else []
    limit = getattr(bound.field, "max_length", None)
    described += [f"{identity}-teller"] if counter and limit else []
    extra: dict[str, str | bool] = {}
    if described and not grouped:
        extra["aria-describedby"] = " ".join(described)
    if bound.errors and not grouped:
        extra["aria-invalid"] = "true"
    if understood:
        extra |= {"data-date-url": understood, "data-date-out": f"{identity}-begrepen"}
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=extra),
        "identity": identity,
        "label": label or bound.label,
        "hint": hint,
        "errors": list(bound.errors),
        "grouped": grouped,
        "single_check": isinstance(widget, forms.CheckboxInput),
        "hidden": widget.is_hidden,
        "optional": optional and not bound.field.required and not isinstance(widget, forms.CheckboxInput),
        "counter": limit if counter else None,
        "css": css,
        "understood": understood,
        "described": " ".join(described),
    }


@register.inclusion_tag("components/_error_summary.html")
def error_summary(form: forms.BaseForm, focus: bool = True) -> dict[str, object]:
    """Everything that is wrong with a form at its top, each line a link to its field.

    With ``focus`` the keyboard starts there, so that nobody has to look for what went wrong.
    """
    lines = [
        {"anchor": form[name].id_for_label or form[name].auto_id, "text": f"{form[name].label}: {text}"}
        for name, errors in form.errors.items()
        if name in form.fields
        for text in errors
    ]
    return {"lines": lines, "general": list(form.non_field_errors()), "focus": focus}


# --- Feedback and lists ----------------------------------------------------------------------------


@register.inclusion_tag("components/_banner.html")
def banner(message: object, tone: str = "info", title: str = "", article: str = "") -> dict[str, object]:
    """A message that stays: ``tone`` may also be a level of Django's messages."""
    tone = MESSAGE_TONES.get(tone, tone) or "info"
    return {
        "message": message,
        "tone": tone,
        "icon": TONE_ICONS.get(tone, "information-circle"),
        "title": title,
        "article": article,
    }


@register.inclusion_tag("components/_progress.html")
def progress(done: int, total: int | None, label: str = "", left: str = "") -> dict[str, object]:
    """A progress bar with count and, in words, the time left."""
    return {"done": done, "total": total, "label": label, "left": left}


@register.inclusion_tag("components/_empty.html")
def empty_state(
    title: str, text: str = "", url: str = "", action: str = "", icon: str = "inbox"
) -> dict[str, object]:
    """What this is and what to do next, where a list has nothing to show."""
    return {"title": title, "text": text, "url": url, "action": action, "icon": icon}


@register.inclusion_tag("components/_sort_heading.html", takes_context=True)
def sort_heading(
    context: Context, label: str, key: str, css: str = "", parameter: str = "sort"
) -> dict[str, object]:
    """A table heading that sorts: `?sort=key`, then `?sort=-key`; keeps the rest of the address."""
    query = context["request"].GET.copy()
    current = query.get(parameter, "")
    state = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    query[parameter] = f"-{key}" if state == "ascending" else key
    query.pop("page", None)
    return {"label": label, "url": "?" + query.urlencode(), "state": state, "css": css}


@register.inclusion_tag("components/_definition.html")
def definition(term: str, value: object, note: object = "") -> dict[str, object]:
    """One term and its value inside `<dl class="facts">`."""
    return {"term": term, "value": value, "note": note}


@register.simple_tag(takes_context=True)
def palette_commands(context: Context) -> SafeString:
    """The commands of Ctrl+K as a JSON data block: the rail and what the page adds in ``commands``."""
    nav: Iterable[Any] = context.get("nav") or ()
    own: Iterable[Mapping[str, str]] = context.get("commands") or ()
    rows = [*own, *({"label": f"Naar {item.label}", "url": item.url, "group": "Ga naar"} for item in nav)]
    return json_script(rows, "opdrachten")


@register.simple_tag
def key(letter: str) -> SafeString:
    """A key of the keyboard, as a hint beside a button; screen readers get it from the button."""
    return format_html('<kbd aria-hidden="true">{}</kbd>', letter)
