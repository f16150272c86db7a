"""A name is found however it is written: by its sound, by one slip, by any order of its words."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from subjects.deriving import MOST_NAME_KEYS, name_key, name_keys_of
from subjects.matching.writing import slavic, sound
from subjects.models import Subject
from subjects.naming import LONGEST, key_just_so, keys_asked, keys_kept, keys_near
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


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("Jan Bakkers", "Bakker, Jan"),
        ("Jan Bakkers", "bakker jan"),
        ("J. Bakker", "Bakker Jan"),
        ("Jan de Vrins", "Vries, Jan de"),
        ("Mohammed Bentalebi", "bentaleb mohammed"),
    ],
)
def test_a_person_is_near_also_surname_first(kept: str, asked: str) -> None:
    assert not keys_kept("PERSON", [kept]).isdisjoint(keys_near("PERSON", asked, asked.split()))


@pytest.mark.parametrize(
    ("kept", "asked"),
    [("Bakkerij Jansen & Zn", "Bakkerij Janssen"), ("Bakkerij Jansen Almelo B.V.", "Bakkerij Janssen")],
)
def test_a_company_is_near_by_sound_also_where_all_of_its_words_are_common(kept: str, asked: str) -> None:
    assert not keys_kept("ORGANISATION", [kept]).isdisjoint(keys_near("ORGANISATION", asked, []))


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("PERSON", "Jan van der Noon", "Noon, Jan van der"),
        ("ORGANISATION", "Autohandel Bruir B.V.", "autohandel bruir"),
        ("PREMISES", "Plesmanweg 12-45, Almelo", "almelo plesmanweg 12 45"),
    ],
)
def test_just_so_is_the_same_words_in_any_order(kind: str, one: str, other: str) -> None:
    assert key_just_so(kind, one) == key_just_so(kind, other)
    assert key_just_so(kind, one) != key_just_so(kind, f"{other} x")


def test_a_name_of_any_length_asks_for_a_bounded_number_of_keys() -> None:
    long = [*("x" * size for size in (LONGEST, LONGEST + 1, 200)), " ".join(["bakker"] * 30), "a b c d" * 30]
    for name in (
        *long,
        ascii_lowercase * 7 + " 12",
        "".join(f"{letter}akker " for letter in ascii_lowercase),
    ):
        for kind in ("PERSON", "ORGANISATION", "PREMISES"):
            assert len(keys_near(kind, name, name.split())) < 400


def test_of_hundreds_of_names_the_forms_for_slips_give_way_first() -> None:
    names = [
        f"Handelsonderneming {letter}{other}nderhoud Overijssel" for letter in "bdfgk" for other in "aeiou"
    ]
    kept = name_keys_of("ORGANISATION", names)
    assert len(kept) == MOST_NAME_KEYS
    for name in names:
        assert {
            *map(name_key, keys_asked("ORGANISATION", name).sure),
            name_key(key_just_so("ORGANISATION", name)),
        } <= set(kept)


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


def test_the_own_letter_comes_before_those_of_other_forms_of_the_name() -> None:
    sure = keys_asked("PERSON", "Hans de Vries").sure
    own = [key for key in sure if key[:3] in {"i h", "k h"}]
    assert [key for key in sure if key[0] in "ik"][: len(own)] == own
    assert {key[:3] for key in own} == {"i h", "k h"}
