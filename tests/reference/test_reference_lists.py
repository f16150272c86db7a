"""The lists that a municipality edits itself: shipped once, edited with a period, never overwritten."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from audit.models import Action, AuditEvent
from core import clock
from core.errors import Refused
from reference.lists import LISTS
from reference.models import (
    Area,
    ClosureRule,
    ControlCheck,
    ControlType,
    FreeDay,
    Indicator,
    LegalBasis,
    LegalRegime,
    Letterhead,
    LetterText,
    MeasureType,
    Phenomenon,
    RetentionTerm,
    Theme,
)
from reference.operations import SHIPPED, add_entry, correct_entry, end_entry, renew_entry
from reference.queries import (
    area_in_text,
    areas_of,
    by_code,
    choices,
    current,
    entries,
    groups,
    list_by_slug,
    list_of,
    periods,
    phenomena_of,
)

pytestmark = pytest.mark.django_db
THEMES = list_by_slug("themas")


def load() -> dict[str, dict[str, int]]:
    out = StringIO()
    call_command("load_reference", "--json", stdout=out)
    return json.loads(out.getvalue())


EMPTIED = (
    Phenomenon,
    Indicator,
    Theme,
    LegalBasis,
    LegalRegime,
    MeasureType,
    ClosureRule,
    FreeDay,
    ControlCheck,
    ControlType,
    LetterText,
    Letterhead,
    RetentionTerm,
)


@pytest.fixture
def empty_lists(db: None) -> None:
    """A fresh installation: no list has a row yet."""
    while Area.objects.exists():  # from the smallest up: a parent is protected
        Area.objects.exclude(pk__in=Area.objects.exclude(parent=None).values("parent")).delete()
    for model in EMPTIED:
        model.objects.all().delete()


def test_loading_makes_every_shipped_row_and_a_second_time_nothing(empty_lists: None):
    first, second = load(), load()
    assert {name: counts["made"] for name, counts in first.items()} == {
        "themes": 20,
        "phenomena": 89,
        "indicators": 68,
        "areas": 31,
        "regimes": 10,
        "legal_bases": 23,
        "measure_types": 31,
        "closure_rules": 4,
        "free_days": 10,
        "control_types": 7,
        "control_checks": 42,
        "letter_texts": 22,
        "letterheads": 2,
        "retention_terms": 2,
    }
    assert {name: counts["same"] for name, counts in second.items()} == {
        name: counts["made"] for name, counts in first.items()
    }


def test_the_command_tells_in_dutch_what_it_did(empty_lists: None):
    out = StringIO()
    call_command("load_reference", stdout=out)
    assert "themes: 20 nieuw, 0 bijgewerkt" in out.getvalue()


def test_the_shipped_lists_are_those_of_the_domain(reference_data):
    assert [theme.code for theme in current(Theme)][:3] == ["drugs", "human_trafficking", "prostitution"]
    assert current(Indicator).count() == 68
    assert by_code(Indicator, "i13").label == "Hennep-, aceton-, amandel- of anijsgeur"
    assert by_code(Indicator, "i13").verified
    assert not by_code(Indicator, "i12").verified
    assert {regime.code for regime in current(LegalRegime)} == {
        "avg_internal",
        "avg_sector",
        "brp",
        "wpg_received",
        "wpg_own",
        "bibob",
        "m_report",
        "riec",
        "judicial",
        "open_source",
    }
    assert by_code(LegalBasis, "opw_13b").article == "Opiumwet 13b"


def test_phenomena_belong_to_their_theme(reference_data):
    labels = [phenomenon.label for phenomenon in phenomena_of(by_code(Theme, "gambling"))]
    assert labels == ["Illegale speelautomaten", "Pokertoernooi", "Gokzuil", "Illegale loterij"]


def test_both_municipalities_have_their_areas(reference_data):
    almelo = [area.label for area in areas_of("GM0141") if area.kind == "DISTRICT"]
    assert almelo[0] == "Binnenstad"
    assert len(almelo) == 11
    assert len([area for area in areas_of("GM1700") if area.kind == "VILLAGE"]) == 9
    assert by_code(Area, "BU01411204").parent.label == "Noorderkwartier"


def test_the_smallest_named_area_is_found_in_an_address(reference_data):
    assert area_in_text("Dorpsstraat 1, Den Ham", "GM1700").label == "Den Ham"
    assert area_in_text("Kerkstraat 2, Almelo", "GM0141").label == "Almelo"
    assert area_in_text("Kerkstraat 2", "GM0141") is None


def test_no_shipped_text_uses_a_word_that_may_not_be_shown():
    forbidden = (
        "verdachte",
        "dader",
        "crimineel",
        "boef",
        "risicoscore",
        "zwarte lijst",
        "etnici",
        "afkomst",
        "religie",
    )
    for file in SHIPPED.glob("*.json"):
        text = file.read_text(encoding="utf-8").lower()
        assert [word for word in forbidden if word in text] == []


def test_codes_fit_where_they_are_stored():
    for name in ("phenomena", "indicators"):
        rows = json.loads((SHIPPED / f"{name}.json").read_text(encoding="utf-8"))
        assert max(len(row["code"]) for row in rows) <= 40


def test_loading_leaves_an_edited_row_alone(reference_data, admin):
    theme = by_code(Theme, "drugs")
    correct_entry(by=admin, entry=theme, values={"label": "Drugs en precursoren"}, why="naam uit het beleid")
    assert load()["themes"]["kept"] == 1
    assert by_code(Theme, "drugs").label == "Drugs en precursoren"


def test_loading_mends_a_row_that_nobody_edited(reference_data):
    Theme.objects.filter(code="drugs").update(label="oude naam")
    assert load()["themes"]["updated"] == 1
    assert by_code(Theme, "drugs").label == "Drugs"


def test_the_manager_adds_a_row_and_the_audit_trail_says_so(reference_data, admin):
    made = add_entry(
        by=admin,
        known=THEMES,
        values={"code": "ports", "label": "Havens", "valid_from": date(2026, 12, 1)},
        why="regionaal thema",
    )
    assert list(current(Theme, date(2026, 12, 1)).filter(code="ports")) == [made]
    assert by_code(Theme, "ports", date(2026, 11, 30)) is None
    line = AuditEvent.objects.using("audit").get(record_id=str(made.pk))
    assert (line.action, line.record_type, line.details["code"]) == (
        Action.CREATE,
        "reference.theme",
        "ports",
    )


def test_a_renewed_row_reads_differently_from_a_day_and_the_past_keeps_its_name(reference_data, admin):
    old = by_code(Theme, "youth")
    day = clock.today() + timedelta(days=30)
    new = renew_entry(by=admin, entry=old, values={"label": "Jongeren"}, from_day=day, why="nieuw beleid")
    assert by_code(Theme, "youth", day).label == "Jongeren"
    assert by_code(Theme, "youth", day - timedelta(days=1)).label == "Jonge aanwas"
    assert [row.pk for row in periods(new)] == [new.pk, old.pk]
    assert load()["themes"]["kept"] == 1


def test_an_ended_row_can_no_longer_be_chosen_but_stays(reference_data, admin):
    entry = by_code(Phenomenon, "stash")
    yesterday = clock.today() - timedelta(days=1)
    end_entry(by=admin, entry=entry, last_day=yesterday, why="valt onder opslag")
    assert "stash" not in dict(choices(Phenomenon))
    known = list_of(entry)
    assert entry not in entries(known)
    assert entry in entries(known, ended=True)
    end_entry(by=admin, entry=entry, last_day=None, why="toch nodig")
    assert "stash" in dict(choices(Phenomenon))


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"code": "drugs", "label": "Nog eens"}, "De code “drugs” geldt al in deze periode."),
        (
            {"code": "x", "label": "X", "valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)},
            "De laatste dag ligt voor de eerste.",
        ),
    ],
)
def test_impossible_rows_are_refused_with_a_sentence(reference_data, admin, values, sentence):
    with pytest.raises(Refused) as refusal:
        add_entry(by=admin, known=THEMES, values=values, why="proef")
    assert refusal.value.message == sentence


def test_only_the_manager_of_the_lists_may_change_them_and_only_with_a_reason(
    reference_data, admin, coordinator
):
    theme = by_code(Theme, "drugs")
    with pytest.raises(Refused, match="Alleen een functioneel beheerder"):
        correct_entry(by=coordinator, entry=theme, values={"label": "X"}, why="zomaar")
    with pytest.raises(Refused, match="Geef een reden"):
        correct_entry(by=admin, entry=theme, values={"label": "X"}, why=" ")
    with pytest.raises(Refused, match="Er is niets gewijzigd"):
        correct_entry(by=admin, entry=theme, values={"label": "Drugs"}, why="zomaar")
    with pytest.raises(Refused, match="Kies een dag na 01-01-2000"):
        renew_entry(by=admin, entry=theme, values={"label": "X"}, from_day=date(2000, 1, 1), why="zomaar")


def test_lists_are_searched_and_filtered(reference_data):
    indicators = list_by_slug("indicatoren")
    assert [row.code for row in entries(indicators, text="gokzuil")] == ["i33"]
    assert len(entries(indicators, group="Pand")) == 12
    assert groups(indicators)[:2] == [("Pand", "Pand"), ("Hennep/lab", "Hennep/lab")]
    assert {row.theme.code for row in entries(list_by_slug("fenomenen"), group="youth")} == {"youth"}
    assert all(known.purpose.endswith(".") for known in LISTS)
    assert list_by_slug("onbekend") is None
