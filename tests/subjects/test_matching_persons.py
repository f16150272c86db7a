"""Two descriptions of a person: what agrees, what contradicts, and in which order the cards come."""

import pytest

from subjects.matching.compare import compare

VALID_BSN, OTHER_BSN = "999990019", "999981882"


def score(left: dict, right: dict) -> float:
    return compare(left, right, "person").score


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Aman de Haas", "Haas, Aman de"),
        ("Arij van der Veen", "ARIJ VD VEEN"),
        ("Sanne van der Hoeven", "Sanne van der Hoeven-Schreurs"),
        ("Rosalie van Oort", "Rosalie Tims-van Oort"),
        ("Frederique van Bergen", "Frederique van Bergen e/v Smits"),
        ("Petronella de Reus", "Nel de Reus"),
        ("Hendrik Giesen", "Henk Giezen"),
        ("Jacqueline van Aken", "Sjakelien van Aken"),
        ("Laurens Strop", "Laurentius Strop"),
        ("Şavki Işık", "SAVKI ISIK"),
        ("Akyıldız Demirci", "Akyildiz Demierci"),
        ("Mohamed El Bouzaidi", "Mohammed Bouzaidi"),
        ("Elias Boumajjoun", "Elias Boemajjoun"),
        ("Wojciech Zając", "Wojciech Zajac"),
        ("Владимир Петров", "Vladimir Petrov"),
        ("محمد سعيد", "Mohammed Said"),
        ("Ramnarain Sing, Rayan", "Rayan Ramnarain Singh"),
        ("Kim Jong Un", "Jong-un Kim"),
        ("Abd al-Rahman Yasin", "Abdul Rahman Yasin"),
        ("José Antonio Sánchez", "Jose A. Sanchez"),
        ("mevr. A.B. de Wit", "A. B. DE WIT"),
        ("Vos S.", "S. Vos"),
        ("بشار الأسد", "Bashar al-Assad"),
        ("习近平", "Xi Jinping"),
        ("Suharto", "Soeharto"),
        ("van den Berg, J.", "Jan Vandenberg"),
        ("Ch. Jansen", "Christiaan Jansen"),
        ("J.W. de Boer", "Jan-Willem de Boer"),
        ("Anne Marie Bos", "Annemarie Bos"),
        ("Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Mevr. de Vries-Bakker", "mw. Bakker-de Vries"),
    ],
)
def test_the_same_name_in_another_writing_is_recognised(one, two):
    assert score({"name": one}, {"name": two}) >= 0.5


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Cornelis van den Berg", "Hassan Abdulrahman"),
        ("L.V. Dijkman", "A. Dijkman"),
        ("Frank Soerodimedjo", "Thijmen Soerodimedjo"),
        ("Isa Sanders", "Isa Versteegen"),
        ("Hassan Amrani", "Hussein Amrani"),
        ("Karim Azzouzi", "Karima Azzouzi"),
        ("Omar al-Assad", "Hamza al-Rashid"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Piet de Vries", "Piet de Wit"),
    ],
)
def test_another_name_is_not_the_same(one, two):
    assert score({"name": one}, {"name": two}) < 0.5


def test_twins_share_everything_but_the_given_name():
    home = {"adres": "Notoshof 82B, 7609 WZ Almelo", "geboortedatum": "1986-05-03", "telefoon": "0612345678"}
    card = compare({"name": "Franciscus Vos", **home}, {"name": "Jacqueline Vos", **home}, "person")
    assert card.score < 0.5
    assert "andere voornaam of voorletter" in card.reasons
    assert "zelfde geboortedatum" in card.reasons


def test_a_father_with_the_same_letter_has_another_birth_date():
    home = {"adres": "Dalenburg 103, 7773 ZK Hardenberg"}
    assert (
        score(
            {"name": "R. Bettani", "geboortedatum": "1984-04-01", **home},
            {"name": "R. Bettani", "geboortedatum": "1958-01-12", **home},
        )
        < 0.5
    )


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("1986-09-24", "24-09-1986"),
        ("1986-09-24", "19860924"),
        ("1986-09-24", "1986"),
        ("1986-09-24", "09-1986"),
        ("1986-04-05", "05-04-1986"),
        ("1986-05-04", "1986-04-05"),
        ("1986-09-24", "1968-09-24"),
        ("1986-09-24", "20-09-1986"),
        ("1968-00-00", "1968-05-05"),
        ("24 september 1986", "1986-09-24"),
    ],
)
def test_a_birth_date_agrees_when_it_is_vague_swapped_or_one_digit_wrong(one, two):
    left, right = {"name": "S. Soekhoe", "dob": one}, {"name": "Sanne Soekhoe", "dob": two}
    assert score(left, right) >= 0.5


def test_without_a_birth_date_a_pair_never_looks_as_certain_as_with_one():
    known = {"name": "Sanne Soekhoe", "telefoon": "0612345678", "adres": "Haven 7, 7607 AB Almelo"}
    with_birth = score({**known, "geboortedatum": "1986-09-24"}, {**known, "geboortedatum": "1986"})
    without = score({**known, "geboortedatum": "1986-09-24"}, {**known, "geboortedatum": None})
    assert without <= 0.90 < with_birth


def test_who_shares_a_valid_bsn_is_above_the_line_whatever_the_name():
    left = {"name": "Gerritdina den Heijer", "bsn": VALID_BSN}
    right = {"name": "G. van Ham", "bsn": "9999 90 019", "adres": "Haven 7, Almelo"}
    card = compare(left, right, "person")
    assert card.score >= 0.5
    assert card.agrees[0].text == "zelfde BSN"


@pytest.mark.parametrize("kind", ["person", "company", "vehicle", "", None])
def test_one_bsn_is_one_person_whatever_kind_was_filled_in(kind):
    left, right = {"name": "Bakker", "bsn": VALID_BSN}, {"name": "T. Özdemir", "bsn": VALID_BSN}
    assert compare(left, right, kind).score >= 0.5


def test_two_valid_bsns_that_differ_are_two_persons():
    assert (
        score({"name": "Priscilla Panday", "bsn": VALID_BSN}, {"name": "Priscilla Panday", "bsn": OTHER_BSN})
        < 0.5
    )


def test_a_first_name_alone_needs_something_beside_it():
    assert score({"name": "Fabiënne Smulders"}, {"name": "Fabiënne"}) < 0.5
    phone = {"telefoon": "06 05265291"}
    assert (
        score({"name": "Fabiënne Smulders", "telefoon": "+31605265291"}, {"name": "Fabiënne", **phone}) >= 0.5
    )


def test_the_card_says_what_agrees_what_contradicts_and_what_is_missing():
    card = compare(
        {"name": "Toprak Kaale", "geboortedatum": "1986-09-24", "adres": "Haven 7, Almelo", "bsn": VALID_BSN},
        {"name": "T. Kaale", "geboortedatum": "1955-01-02"},
        "person",
    )
    assert [item.text for item in card.agrees] == ["zelfde achternaam", "voornaam past bij voorletter T."]
    assert [item.text for item in card.contradicts] == ["andere geboortedatum"]
    assert {item.kind for item in card.missing} == {"address", "bsn"}


def test_name_fields_of_a_register_make_one_name():
    left = {
        "voornamen": "Petronella Sandra",
        "voorvoegsel": "de",
        "geslachtsnaam": "Reus",
        "geboortedatum": "19511123",
    }
    assert score(left, {"name": "Nel de Reus", "geboortedatum": "23-11-1951"}) >= 0.9


def test_one_of_several_names_is_enough():
    assert score({"names": ["Usama bin Laden", "The Prince"]}, {"name": "Osama Bin Ladin"}) >= 0.5
