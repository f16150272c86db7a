"""A name is found however it is written: by its sound, by one slip, by any order of its words."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from subjects.matching.writing import slavic, sound
from subjects.models import Subject
from subjects.naming import keys_asked, keys_kept, keys_near
from subjects.operations import NewFact, NewSubject, Source, register_subject
from subjects.queries.named import COMMON, alike, likest


def meets(kept: str, asked: str, kind: str = "PERSON") -> bool:
    form = keys_asked(kind, asked)
    return not keys_kept(kind, [kept]).isdisjoint({*form.sure, *form.near})


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("Jacob van der Meulen", "J. vd Meulen"),
        ("Jacob van der Meulen", "Meulen, J. van der"),
        ("Mehmet Yıldız", "M. Yildiz"),
        ("Mehmet Yıldız", "Mehmet Yildis"),
        ("Mohamed El Amrani", "Mohammed el-Amrani"),
        ("Johannes Thijssen", "Hans Teyssen"),
        ("Klaas Bakker", "Klaas Bekker"),
        ("Klaas Bakker", "Klaas Backr"),
        ("Klaas Bakker", "Bakker Klaas"),
        ("Klaas Bakker", "Bakker"),
        ("Fam. de Wit", "de Wit"),
        ("A. Jansen-de Vries", "Anna de Vries"),
        ("Bakker", "Klaas Bakker"),
    ],
)
def test_a_person_is_found_however_he_is_written(kept: str, asked: str) -> None:
    assert meets(kept, asked)


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("Bakkerij De Korenaar B.V.", "De Korenaar"),
        ("Yıldız Auto's", "Yildiz autos"),
        ("Thuisbest Twente B.V.", "Thuisbest Twente"),
        ("Thuisbest", "Tuisbest"),
    ],
)
def test_a_company_is_found_without_its_legal_form(kept: str, asked: str) -> None:
    assert meets(kept, asked, "ORGANISATION")


def test_somebody_else_is_not_fetched() -> None:
    assert not meets("Klaas Bakker", "Piet Smit")
    assert not meets("Klaas Bakker", "Jan Bakker")


@given(st.text(max_size=60))
def test_any_text_has_keys_and_finds_itself(name: str) -> None:
    for kind in ("PERSON", "ORGANISATION"):
        if keys_asked(kind, name).sure:
            assert meets(name, name, kind)


@settings(max_examples=300)
@given(
    family=st.text(ascii_lowercase, min_size=6, max_size=12),
    place=st.integers(0, 20),
    letter=st.sampled_from(ascii_lowercase),
    slip=st.sampled_from(["other", "more", "less"]),
)
def test_one_slip_in_how_a_surname_sounds_never_hides_it(
    family: str, place: int, letter: str, slip: str
) -> None:
    heard = sound(family)
    place %= len(heard)
    wrong = {
        "other": heard[:place] + letter + heard[place + 1 :],
        "more": heard[:place] + letter + heard[place:],
        "less": heard[:place] + heard[place + 1 :],
    }[slip]
    # Spelled as it sounds, so that the slip is in the sound and not in one of its spellings. A letter that turns
    # an ending into a Slavic one (-yuk) or back changes more than itself: such names have one spelling of their own.
    spelled = all(sound(word) == word == slavic(word) for word in (heard, wrong))
    if spelled and len(heard) > 4 and len(wrong) > 3:
        assert meets(f"Bo {heard.title()}", f"Bo {wrong.title()}")


@settings(max_examples=300)
@given(
    word=st.text(ascii_lowercase, min_size=5, max_size=12),
    place=st.integers(0, 20),
    letter=st.sampled_from(ascii_lowercase),
    slip=st.sampled_from(["other", "more", "less", "swapped"]),
)
def test_one_slip_in_the_word_that_tells_never_hides_a_company_or_a_street(
    word: str, place: int, letter: str, slip: str
) -> None:
    place %= len(word) - 1
    wrong = {
        "other": word[:place] + letter + word[place + 1 :],
        "more": word[:place] + letter + word[place:],
        "less": word[:place] + word[place + 1 :],
        "swapped": word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    }[slip]
    kept = keys_kept("ORGANISATION", [f"Autohandel {word} B.V."])
    assert not kept.isdisjoint(keys_near("ORGANISATION", f"autohandel {wrong} b v", [wrong]))


@pytest.mark.parametrize(
    ("kept", "asked", "near"),
    [
        ("Kade 3, Almelo", "kaade 3 almelo", True),
        ("Kade 3, Almelo", "kad 3", True),
        ("Oude Vaart 12a, Almelo", "oude vart 12 almelo", True),
        ("Plesmanweg 12, Almelo", "plesmanwg 12 almelo", True),
        ("Plesmanweg 12, Almelo", "plesmanweg 14 almelo", False),
        ("Plesmanweg 12, Almelo", "plesmanweg almelo", False),
        ("12", "12", False),
    ],
)
def test_a_house_is_near_by_its_street_and_its_own_number(kept: str, asked: str, near: bool) -> None:
    met = not keys_kept("PREMISES", [kept]).isdisjoint(keys_near("PREMISES", asked, asked.split()))
    assert met == near


def person(by: User, name: str) -> Subject:
    with acting_as(by):
        new = NewSubject(kind="PERSON", owner=by.organisation, facts=[NewFact("name", name)], source=Source())
        return register_subject(by=by, new=new)


@pytest.mark.django_db
def test_of_many_names_each_gets_its_own(analyst: User, twenterand_analyst: User) -> None:
    bakker, smit = person(analyst, "Klaas Bakker"), person(analyst, "Piet Smit")
    person(twenterand_analyst, "Klaas Bakker")
    with acting_as(analyst):
        found = alike([("PERSON", "Klas Baker"), ("PERSON", "P. Smidt"), ("PERSON", "Anna de Boer")])
    assert found == [[bakker.pk], [smit.pk], []]


@pytest.mark.django_db
def test_one_word_that_many_share_is_answered_without_weighing_each(analyst: User) -> None:
    for number in range(COMMON):
        person(analyst, f"Jan Proef{number}")
    with acting_as(analyst):
        assert set(likest("jan").values()) == {1.0}
        assert len(likest("jan")) == COMMON
        assert len(likest("proef7")) > 0


@pytest.mark.django_db
def test_somebody_called_just_so_leaves_out_who_is_written_alike_only(analyst: User) -> None:
    same, longer = person(analyst, "Jan van der Noon"), person(analyst, "Klaas Jan van der Noon")
    heard, written = person(analyst, "Jan van der Noonn"), person(analyst, "Jan van der Steen")
    with acting_as(analyst):
        assert set(likest("jan van der noon")) == {same.pk, longer.pk, heard.pk}
        # Of nobody else so called, all that is written alike counts again.
        assert written.pk in likest("jan van der steem")
        assert {same.pk, written.pk} <= set(likest("jan van der moon"))
        assert written.pk in likest("jan van der steen", besides=written.pk)


@pytest.mark.django_db
def test_candidates_of_a_record_are_not_cut_short_by_its_own_name(analyst: User) -> None:
    record, other = person(analyst, "Jan van der Noon"), person(analyst, "Jan van der Moons")
    with acting_as(analyst):
        assert other.pk in likest("jan van der noon", ["PERSON"], besides=record.pk)
        assert other.pk not in likest("jan van der noon", ["PERSON"])
        assert likest("jan van der noon", ["VEHICLE"]) == {}


@pytest.mark.django_db
def test_names_from_before_are_made_findable_once(analyst: User, capsys: pytest.CaptureFixture[str]) -> None:
    bakker = person(analyst, "Klaas Bakker")
    with acting_as(SYSTEM, why="test"):
        Subject.objects.filter(pk=bakker.pk).unrestricted(why="test").update(name_keys=[])
        version = Subject.objects.unrestricted(why="test").get(pk=bakker.pk).version
    call_command("index_names")
    call_command("index_names")
    assert capsys.readouterr().out == "1 registraties bijgewerkt\n0 registraties bijgewerkt\n"
    with acting_as(analyst):
        assert alike([("PERSON", "Klaas Bakker")]) == [[bakker.pk]]
    with acting_as(SYSTEM, why="test"):
        assert Subject.objects.unrestricted(why="test").get(pk=bakker.pk).version == version
