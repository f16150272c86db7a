"""The design system as a whole: the style guide shows it, the strict CSP and the eye can bear it."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.http import Http404
from django.template.loader import render_to_string
from django.test import RequestFactory

from desk.styleguide import StyleGuidePage
from desk.styleguide_samples import samples

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "static" / "css").rglob("*.css"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
# Given by Leaflet, htmx and the map at run time, or only a hook for tests and scripts.
FOREIGN = {"icon", "mark", "rail__label", "form__fields", "step__mark", "version__body"}
# Tones that look like the component itself.
PLAIN = ("--neutral", "--none", "--info")


def show(template: str) -> str:
    return render_to_string(template, samples(), request=RequestFactory().get("/ui/"))


@pytest.fixture(params=["desk/styleguide.html", "desk/styleguide_triage.html"])
def guide(request: pytest.FixtureRequest) -> str:
    return show(request.param)


def test_the_style_guide_does_not_exist_on_a_real_server(settings: Any) -> None:
    settings.DEMO = settings.TESTING = False
    with pytest.raises(Http404):
        StyleGuidePage().prepare()


def test_the_style_guide_exists_in_the_demo(settings: Any) -> None:
    settings.DEMO, settings.TESTING = True, False
    StyleGuidePage().prepare()


def test_a_page_has_one_heading_one_main_and_unique_ids(guide: str) -> None:
    assert guide.count("<h1") == 1
    assert guide.count("<main") == 1
    ids = re.findall(r'\sid="([^"]+)"', guide)
    assert sorted(ids) == sorted(set(ids))


def test_every_label_and_description_points_at_something(guide: str) -> None:
    ids = set(re.findall(r'\sid="([^"]+)"', guide))
    pointed = re.findall(r'\s(?:for|aria-describedby|aria-labelledby|aria-controls)="([^"]+)"', guide)
    assert {name for names in pointed for name in names.split()} - ids == set()


def test_every_class_in_the_style_guide_has_a_rule(guide: str) -> None:
    rules = set(re.findall(r"\.([a-z][\w-]*)", "\n".join(path.read_text() for path in STYLES)))
    used = {name for names in re.findall(r'\sclass="([^"]*)"', guide) for name in names.split()}
    assert {name for name in used - rules - FOREIGN if not name.endswith(PLAIN)} == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_no_template_needs_an_unsafe_policy(path: Path) -> None:
    text = re.sub(r"{%.*?%}", "", path.read_text())
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"\son[a-z]+=", text)
    assert "<style" not in text
    for attributes in re.findall(r"<script([^>]*)>", text):
        assert "src=" in attributes or 'type="application/json"' in attributes
    assert "javascript:" not in text


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_makes_markup_from_text_or_keeps_content_in_clear(path: Path) -> None:
    text = path.read_text()
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text
    )
    assert "sessionStorage" not in text
    kept = re.findall(r"localStorage\.\w+\(([^,)]+)", text)
    assert set(kept) <= {"SWITCH", '"vik-letters-uit"'}


def _weight(names: set[str]) -> int:
    return sum(len(gzip.compress(path.read_bytes())) for path in SCRIPTS if path.name in names)


def _loaded(text: str) -> set[str]:
    """The scripts that a template asks for, with those that they import."""
    named = set(re.findall(r"'js/([\w.]+\.js)'", text))
    whole = {path.name: path.read_text() for path in SCRIPTS}
    for name in list(named):
        named |= set(re.findall(r'from "\./([\w.]+\.js)"', whole[name]))
    return named


def test_our_scripts_and_styles_stay_light() -> None:
    """What one page loads of ours: the frame and the scripts of that page."""
    frame = _loaded((ROOT / "templates" / "base.html").read_text())
    pages = {path: _loaded(path.read_text()) | frame for path in TEMPLATES}
    heavy = {str(path): _weight(names) for path, names in pages.items() if _weight(names) >= 20 * 1024}
    assert heavy == {}
    assert max(len(names) for names in pages.values()) > len(frame) > 5
    styles = sum(len(gzip.compress(path.read_bytes())) for path in STYLES)
    assert styles < 40 * 1024


def test_every_style_sheet_is_in_the_entry_or_linked_by_a_page() -> None:
    folder = ROOT / "static" / "css"
    imported = set(re.findall(r'@import url\("([^"]+)"\)', (folder / "vik.css").read_text()))
    linked = {name for path in TEMPLATES for name in re.findall(r"'css/([^']+\.css)'", path.read_text())}
    assert {str(path.relative_to(folder)) for path in STYLES} - imported - linked == set()


def test_what_we_take_from_packages_is_there() -> None:
    for name in ("django_htmx/htmx-2.min.js", "leaflet/leaflet.js", "leaflet/leaflet.css"):
        assert finders.find(name), name


# --- contrast -------------------------------------------------------------------------------------


def themes() -> dict[str, dict[str, str]]:
    """The colours of the light theme, and of the dark one on top of it."""
    text = (ROOT / "static" / "css" / "tokens.css").read_text()
    light, dark = text.split("@media (prefers-color-scheme: dark)")
    find = re.compile(r"--vik-color-([\w-]+):\s*(#[0-9a-f]{6})")
    day = dict(find.findall(light))
    night = dict(find.findall(dark.split("@media")[0]))
    return {"light": day, "dark": day | night}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


GROUNDS = ("paper", "canvas", "sunken")
TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-soft", "accent", "danger", "warn") for ground in GROUNDS),
    *((tone, f"{tone}-soft") for tone in ("accent", "ok", "warn", "danger", "sealed")),
    *(("ink", f"{tone}-soft") for tone in ("accent", "ok", "warn", "danger", "sealed")),
    ("ink-soft", "accent-soft"),
    ("on-accent", "fill"),
    ("on-accent", "fill-strong"),
    ("on-accent", "danger-fill"),
    ("rail-ink", "rail"),
    ("rail-current-ink", "rail-current"),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read_in_both_themes(theme: str, ink: str, ground: str) -> None:
    colours = themes()[theme]
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_edge_of_a_control_and_the_focus_ring_can_be_seen(theme: str, ground: str) -> None:
    colours = themes()[theme]
    assert contrast(colours["control"], colours[ground]) >= 3
    assert contrast(colours["accent"], colours[ground]) >= 3
