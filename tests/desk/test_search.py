"""One box over all rooms: what it understands, what it finds, what it never tells."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from audit.models import Action, AuditEvent
from core import clock
from desk.demo.town import build_town
from desk.question import Question
from reference.models import Area, AreaKind
from signals.models import SourceType
from signals.operations.register import NewSignal, register_signal
from subjects.operations import NewFact, NewSubject, Source, register_subject

pytestmark = pytest.mark.django_db
PAGE = "/zoeken/"


@pytest.fixture
def town(analyst: User) -> None:
    build_town(analyst)
    with acting_as(SYSTEM, why="test"):
        signal = register_signal(
            by=None,
            new=NewSignal(
                title="Vaten in loods",
                source_type="ODT",
                narrative="In de loods staan vaten zonder etiket.",
                received_at=clock.now(),
                owner=analyst.organisation,
                location="Plesmanweg 95 bis, 7607 GA Almelo",
            ),
        )
        signal.save()


def answer(client: Client, typed: str, doel: str = "analyse") -> str:
    response = client.post(PAGE, {"q": typed, "doel": doel})
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Mehmet Yildiz", "Mehmet Yıldız"),
        ("Yildis", "Mehmet Yıldız"),
        ("999990019", "zelfde BSN"),
        ("06-12345678", "zelfde telefoonnummer"),
        ("kvk:87654321", "Yıldız Auto&#x27;s"),
        ("dx951h", "zelfde kenteken"),
        ("adres: Plesmanweg 95 bis", "zelfde adres"),
        ("loodsen vaten", "woorden in de tekst"),
    ],
)
def test_one_box_finds_names_numbers_places_and_words(
    town: None, as_user: Any, analyst: User, typed: str, expected: str
) -> None:
    assert expected in answer(as_user(analyst), typed)


def test_somebody_of_another_municipality_finds_nothing_of_it(
    town: None, as_user: Any, twenterand_analyst: User
) -> None:
    client = as_user(twenterand_analyst)
    for typed in ("Yildiz", "999990019", "kvk:87654321", "loodsen vaten", "adres: Plesmanweg 95 bis"):
        assert "Niets gevonden" in answer(client, typed)


def test_without_a_purpose_nothing_is_searched_and_what_was_typed_stays(
    town: None, as_user: Any, analyst: User
) -> None:
    client = as_user(analyst)
    body = answer(client, "Yildiz", doel="")
    assert "Kies waarvoor u zoekt." in body
    assert "Mehmet" not in body
    assert 'value="Yildiz"' in body
    answer(client, "Yildiz", doel="controle")
    assert "Mehmet" in answer(client, "Yildiz", doel="")  # remembered in the session


def test_the_question_is_logged_by_its_parts_with_all_that_was_shown(
    town: None, as_user: Any, analyst: User
) -> None:
    answer(as_user(analyst), "Yildiz kvk:87654321")
    line = AuditEvent.objects.using("audit").filter(action=Action.SEARCH, actor_id=analyst.pk).latest("at")
    lines = AuditEvent.objects.using("audit").filter(request_id=line.request_id, action=Action.SEARCH)
    told = {row.record_type: row for row in lines}
    assert len(told["subjects.subject"].shown) == 1
    assert told["subjects.subject"].details["parts"] == ["kvk", "text"]
    assert "Yildiz" not in str([(row.details, row.context, row.purpose) for row in lines])


def test_a_question_for_one_part_is_narrowed_by_the_others(town: None, as_user: Any, analyst: User) -> None:
    client = as_user(analyst)
    assert "Vaten in loods" in answer(client, "vaten na:gisteren")
    assert "Vaten in loods" not in answer(client, "vaten voor:1-1-2020")
    assert "begrijpt VIK niet" in answer(client, "vaten na:ooit")


def test_who_may_not_search_gets_no_box(as_user: Any, reporter: User) -> None:
    client = as_user(reporter)
    assert client.get(PAGE).status_code == 403
    assert 'action="/zoeken/"' not in client.get("/").content.decode()


def test_the_number_of_queries_does_not_grow_with_what_is_found(
    town: None,
    as_user: Any,
    analyst: User,
    django_assert_num_queries: Any,
    django_assert_max_num_queries: Any,
) -> None:
    client = as_user(analyst)
    answer(client, "Yildiz")
    with django_assert_max_num_queries(40):
        answer(client, "Almelo")


def test_the_parts_of_a_question() -> None:
    question = Question.read("bus adres: Plesmanweg 95 bis kenteken:VX-123-B na:1-1-2026")
    assert question.text == "bus"
    assert question.parts == {"adres": "Plesmanweg 95 bis", "kenteken": "VX-123-B", "na": "1-1-2026"}
    assert Question.read(question.without("adres")).parts == {"kenteken": "VX-123-B", "na": "1-1-2026"}
    assert Question.read('adres:"Nieuwstraat 1, Almelo" jan').parts == {"adres": "Nieuwstraat 1, Almelo"}


@given(st.text(max_size=250))
def test_anything_can_be_typed(text: str) -> None:
    question = Question.read(text)
    for chip in question.chips():
        Question.read(chip.rest)


def test_a_facet_narrows_and_is_taken_off_again(town: None, as_user: Any, analyst: User) -> None:
    client = as_user(analyst)
    body = answer(client, "Yildiz")
    assert "Persoon" in body
    narrowed = answer(client, 'Yildiz soort:"Organisatie"')
    assert "Yıldız Auto&#x27;s" in narrowed
    assert "Mehmet" not in narrowed
    assert 'aria-pressed="true"' in narrowed
    both = answer(client, 'Yildiz soort:"Organisatie,Persoon"')
    assert "Mehmet" in both and "Auto&#x27;s" in both
    assert "Vaten in loods" not in answer(client, f'vaten bron:"{SourceType.INTERNAL.label}"')


def test_a_choice_is_added_and_taken_away(town: None) -> None:
    question = Question.read("jan")
    once = question.toggled("soort", "Persoon")
    assert once == 'jan soort:"Persoon"'
    twice = Question.read(once).toggled("soort", "Organisatie")
    assert Question.read(twice).chosen("soort") == ["PERSON", "ORGANISATION"]
    assert Question.read(Question.read(twice).toggled("soort", "persoon")).chosen("soort") == ["ORGANISATION"]
    assert Question.read(once).toggled("soort", "Persoon") == "jan"


def test_months_show_where_the_signals_are_and_narrow_to_one(town: None, as_user: Any, analyst: User) -> None:
    with acting_as(SYSTEM, why="test"):
        for month in (1, 1, 3):
            register_signal(
                by=None,
                new=NewSignal(
                    title="Vaten",
                    source_type="ODT",
                    narrative="Weer vaten.",
                    received_at=clock.now().replace(year=2026, month=month, day=10),
                    owner=analyst.organisation,
                ),
            )
    client = as_user(analyst)
    body = answer(client, "vaten")
    assert "jan 2026: 2" in body and "feb 2026: 0" in body and "mrt 2026: 1" in body
    asks = 'vaten na:"1-1-2026" voor:"1-2-2026"'
    assert asks.replace('"', "&quot;") in body
    narrowed = answer(client, asks)
    assert narrowed.count("/signalen/S-") == 2
    assert "mrt 2026: 1" in narrowed  # the months stay, so that another one can be chosen
    answer(client, "vaten")
    ranged = client.post(PAGE, {"q": asks, "van": "2026-03", "tot": "2026-01"}).content.decode()
    assert ranged.count("/signalen/S-") == 3  # the wrong way round is turned
    assert (
        client.post(PAGE, {"q": asks, "van": "ooit", "tot": ""}).content.decode().count("/signalen/S-") == 2
    )


def many_signals(owner: User, many: int, **different: Any) -> None:
    with acting_as(SYSTEM, why="test"):
        for _ in range(many):
            register_signal(
                by=None,
                new=NewSignal(
                    **{
                        "title": "Vaten",
                        "source_type": "ODT",
                        "narrative": "Weer vaten.",
                        "received_at": clock.now(),
                        "owner": owner.organisation,
                        **different,
                    }
                ),
            )


def test_every_signal_is_counted_and_shown_a_page_at_a_time(town: None, as_user: Any, analyst: User) -> None:
    many_signals(analyst, 52)
    many_signals(analyst, 2, source_type="INTERNAL")
    client = as_user(analyst)
    body = answer(client, "vaten")
    assert "Signalen (55)" in body and "1–50 van 55" in body
    assert f'{SourceType.ODT.label} <span class="chip__count">53</span>' in body
    assert "Toon de volgende 5" in body
    more = client.post(PAGE, {"q": "vaten", "groep": "signalen", "vanaf": "50"}).content.decode()
    assert "51–55 van 55" in more and "Subjecten en objecten (" not in more
    assert more.count("/signalen/S-") == 5
    line = (
        AuditEvent.objects.using("audit")
        .filter(action=Action.SEARCH, record_type="signals.signal")
        .latest("at")
    )
    assert len(line.shown) == 5
    for odd in ("-1", "x", "99999", "100000000000", "\x00", "1e3"):
        assert client.post(PAGE, {"q": "vaten", "groep": "signalen", "vanaf": odd}).status_code == 200
    assert "Subjecten en objecten (" in client.post(PAGE, {"q": "vaten", "groep": "x"}).content.decode()


def test_a_common_word_in_an_old_period_is_found_behind_a_thousand_newer_ones(
    town: None, as_user: Any, analyst: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("desk.finding.CAP", "desk.search.CAP", "signals.queries.finding.CAP"):
        monkeypatch.setattr(place, 4)
    monkeypatch.setattr("signals.queries.finding.signal_rows.__defaults__", (5,))
    many_signals(analyst, 8)
    many_signals(analyst, 1, title="Oude vaten", received_at=clock.now().replace(year=2021))
    client = as_user(analyst)
    assert "Oude vaten" in answer(client, "vaten voor:1-1-2022")
    assert "Dit zijn de eerste duizend" not in answer(client, "vaten voor:1-1-2022")
    assert "Oude vaten" in answer(client, "voor:1-1-2022")


def test_a_wijk_narrows_signals_and_premises(town: None, as_user: Any, analyst: User) -> None:
    city = Area.objects.create(
        code="stad", label="Proefstad", kind=AreaKind.MUNICIPALITY, municipality_code="GM0141"
    )
    riet, hofkamp = (
        Area.objects.create(
            code=f"wk-{name}", label=name, kind=AreaKind.DISTRICT, municipality_code="GM0141", parent=city
        )
        for name in ("Rietproef", "Hofproef")
    )
    many_signals(analyst, 2, area=riet, title="In het riet")
    many_signals(analyst, 1, area=hofkamp, title="Op de hof")
    client = as_user(analyst)
    body = answer(client, "vaten")
    assert "Wijk" in body and "Rietproef" in body and "Hofproef" in body
    narrowed = answer(client, 'vaten wijk:"Rietproef"')
    assert "In het riet" in narrowed and "Op de hof" not in narrowed
    assert "Hofproef" in narrowed  # still a choice
    assert "De wijk “elders” kent VIK niet." in answer(client, "vaten wijk:elders")
    assert "De gemeente “elders” kent VIK niet." in answer(client, "vaten gemeente:elders")
    assert "Het thema “elders” kent VIK niet." in answer(client, "vaten thema:elders")
    assert "In het riet" in answer(client, 'wijk:"Rietproef"')


def test_a_word_with_a_colon_that_is_no_part_is_told_and_sought(
    town: None, as_user: Any, analyst: User
) -> None:
    body = answer(as_user(analyst), "woord: vaten")
    assert "“woord:” kent VIK niet" in body
    assert Question.read("kleur:rood bus").text == "kleur rood bus"
    assert Question.read("https://voorbeeld.nl").unknown == ()


def test_a_name_says_why_it_was_found(town: None, as_user: Any, analyst: User) -> None:
    client = as_user(analyst)
    assert "ook bekend als Memo" in answer(client, "Memo")
    assert "klinkt als Piotr Nowak" in answer(client, "Novak")
    assert ">naam<" in answer(client, "Mehmet Yıldız")


def test_a_kind_and_a_number_narrow_one_another(town: None, as_user: Any, analyst: User) -> None:
    client = as_user(analyst)
    assert "Niets gevonden" in answer(client, "kvk:99999999 bron:omgevingsdienst")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("kvk:1234567", "Een KvK-nummer heeft acht cijfers."),
        ("bsn:123456789", "Dit is geen geldig BSN."),
        ("telefoon:12", "Dit is geen telefoonnummer."),
        ("soort:ruimteschip", "Dit kent VIK niet"),
    ],
)
def test_a_part_that_can_not_be_is_told_beside_its_chip(
    town: None, as_user: Any, analyst: User, typed: str, told: str
) -> None:
    assert told in answer(as_user(analyst), f"Yildiz {typed}")


def test_a_chip_is_changed_without_typing_the_rest_again(town: None, as_user: Any, analyst: User) -> None:
    client = as_user(analyst)
    answer(client, "Yildiz")
    body = client.post(PAGE, {"q": "Yildiz", "deel": "kvk", "waarde": "87654321"}).content.decode()
    assert "Yıldız Auto&#x27;s" in body
    assert 'value="Yildiz kvk:&quot;87654321&quot;"' in body
    assert "Mehmet" in client.post(PAGE, {"q": "Yildiz", "deel": "rommel", "waarde": "x"}).content.decode()


@pytest.mark.parametrize("typed", ["\x00", "jan\x00smit", "kvk:\x00", "adres:\x00\x00 na:\x00", "soort:\x00"])
def test_a_sign_that_no_database_takes_breaks_no_search(as_user: Any, analyst: User, typed: str) -> None:
    client = as_user(analyst)
    assert client.post(PAGE, {"q": typed, "doel": "analyse"}).status_code == 200
    assert client.get(PAGE, {"q": typed}).status_code == 200
    assert client.post("/subjecten/", {"q": typed}).status_code == 200
    assert client.get("/subjecten/", {"na": typed, "soort": typed}).status_code == 200
    saved = {"q": f"x{typed}", "name": "proef", "purpose": "analyse", "ends_on": "morgen"}
    assert client.post("/zoeken/bewaren/", saved).status_code in {302, 422}
    assert client.post("/afgedrukt/", {"pad": f"/{typed}"}).status_code == 422


def test_what_only_looks_like_a_name_comes_up_when_asked(town: None, as_user: Any, analyst: User) -> None:
    for name in ("Joris van der Noon", "Joris van der Steen"):
        with acting_as(analyst):
            facts = [NewFact("name", name)]
            new = NewSubject(kind="PERSON", owner=analyst.organisation, facts=facts, source=Source())
            register_subject(by=analyst, new=new)
    page = answer(as_user(analyst), "Joris van der Noon")
    assert "Joris van der Noon" in page
    assert "Joris van der Steen" not in page
    assert "Zoek ook wat er minder op lijkt" in page
    typed = html.unescape(re.findall(r'name="q" value="([^"]*ruim[^"]*)"', page)[0])
    wide = answer(as_user(analyst), typed)
    assert "Joris van der Steen" in wide
    assert "Zoek ook wat er minder op lijkt" not in wide
    assert "Ook wat erop lijkt: ja" in wide
    assert "Zoek ook wat er minder op lijkt" in answer(as_user(analyst), "Joris van der Noon soort:voertuig")
    assert "Typ: ruim:ja." in answer(as_user(analyst), "Joris van der Noon ruim:nee")
    assert Question.read("ruim:ja").empty
