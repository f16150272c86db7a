"""What the analyst sees marked in a narrative, and what not."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from subjects.extraction.extract import extract
from subjects.extraction.spans import ADDRESS, AMOUNT, KINDS, ORGANISATION, PERSON, POSTCODE
from tests.subjects.narratives import score

PIECES = (
    *("Jan", "de", "Vries", " ", ",", "B.V.", "7607 AB", "Bornsestraat 1", "06 12345678", "geb.", "\r\n"),
    *("😀", "e\u0301", "€ 5", "'t", "NL91", "-", "Café", "te Almelo", "12-3-1984", "NX-807-L", "123456782"),
)


def marks(text: str, kind: str) -> list[tuple[str, str]]:
    """Text and value of the marks of one kind."""
    return [(mark.text, mark.value) for mark in extract(text) if mark.kind == kind]


def values(text: str, kind: str) -> list[str]:
    """The values of the marks of one kind."""
    return [value for _, value in marks(text, kind)]


@pytest.mark.parametrize("part", ["dev", "held", "late", "fresh", "last", "street"])
def test_of_the_labelled_narratives_nineteen_in_twenty_are_found_and_right(part: str) -> None:
    tally = score([part])
    assert tally.precision() >= 0.95, tally.wrong
    assert tally.recall() >= 0.95, tally.missed


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("De heer Van den Berg deed open.", "Van den Berg"),
        ("Aanwezig was mw. J. de Vries-Jansen.", "J. de Vries-Jansen"),
        ("Mo El Amrani (geb. 12-3-1984) reed weg.", "Mo El Amrani"),
        ("De familie Yilmaz is vertrokken.", "Yilmaz"),
        ("Naam: Jansen, P.", "Jansen, P."),
        ("HUURDER IS MEHMET YILDIZ UIT ENSCHEDE.", "MEHMET YILDIZ"),
        ("ik zag ali demir bij de garage", "ali demir"),
        ("mevr. h. jansen belde", "h. jansen"),
        ("Voorman 'Radu' was er niet.", "Radu"),
        ("Koper R.J. van der Laan betaalde.", "R.J. van der Laan"),
        ("Een zekere Łukasz Wiśniewski tekende.", "Łukasz Wiśniewski"),
        ("De passagier was Mees van Oosten.", "Mees van Oosten"),
        ("Volgens buren heet hij Jordy uit de Windmolenbroek.", "Jordy"),
    ],
)
def test_a_person_is_marked_by_the_name_alone(text: str, name: str) -> None:
    assert marks(text, "person") == [(name, name)]


def test_a_name_that_comes_back_is_marked_again() -> None:
    text = "Bestuurder is Krzysztof Brzezicki. Brzezicki wilde niets zeggen."
    assert values(text, "person") == ["Krzysztof Brzezicki", "Brzezicki"]


@pytest.mark.parametrize(
    "text",
    [
        "De auto stond op de Rembrandtlaan.",
        "Op maandag 4 mei was er in Almelo niets te zien.",
        "De politie, de gemeente Almelo en de ODT zijn gebeld.",
        "M. heeft een melding doorgezet.",
        "Er stond een Mercedes naast een Seat Leon.",
        "Wij spraken met de eigenaar. Zijn auto stond voor.",
    ],
)
def test_streets_towns_days_authorities_and_cars_are_no_persons_or_companies(text: str) -> None:
    assert [mark for mark in extract(text) if mark.kind in ("person", "organisation")] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Verhuurder: Van den Brink Vastgoed B.V. (KvK 34567890).", "Van den Brink Vastgoed B.V."),
        ("Vervoerder Jansen & Zn Transport was weg.", "Jansen & Zn Transport"),
        ("Mehmet Yıldız van Yıldız Auto's deed open.", "Yıldız Auto's"),
        ("Bij garage Nijhuis wordt gewerkt.", "garage Nijhuis"),
        ("In shisha lounge Babylon was het vol.", "shisha lounge Babylon"),
        ("Gasten van eetcafe De Kroon klagen.", "eetcafe De Kroon"),
        ("Huurder is De Hamer B.V. i.o. uit Borne.", "De Hamer B.V. i.o."),
        ("In slagerij Bosporus 40 kilo vlees gezien.", "slagerij Bosporus"),
        ("Het restaurant heet De Gouden Draak.", "De Gouden Draak"),
    ],
)
def test_a_company_is_marked_with_its_form_or_kind(text: str, name: str) -> None:
    assert values(text, "organisation") == [name]


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("Pand Bornsestraat 12a-3 te Almelo.", "Bornsestraat 12a-3 te Almelo", "Bornsestraat 12a-3, Almelo"),
        ("Zie TURFKADE 34 H (7604AT).", "TURFKADE 34 H (7604AT)", "Turfkade 34h, 7604AT"),
        ("Bij Haven Noordzijde 71 H. Stil.", "Haven Noordzijde 71 H", "Haven Noordzijde 71h"),
        ("Aan de Wierdensestraat 45 t/m 51 staat leeg.", "Wierdensestraat 45 t/m 51", "Wierdensestraat 45-51"),
        ("Post naar Postbus 210, 7600 AE Almelo.", "Postbus 210, 7600 AE Almelo", "Postbus 210, 7600AE Almelo"),
        ("Hoek Esweg / Rembrandtlaan.", "Esweg / Rembrandtlaan", "Esweg / Rembrandtlaan"),
        ("hij woont hoofdstraat 12a te almelo", "hoofdstraat 12a te almelo", "Hoofdstraat 12a, Almelo"),
        ("Aan de Tijhofslaan 3-A stil.", "Tijhofslaan 3-A", "Tijhofslaan 3-a"),
    ],
)  # fmt: skip
def test_an_address_is_marked_with_addition_postcode_and_town(text: str, written: str, value: str) -> None:
    assert marks(text, "address") == [(written, value)]


def test_the_postcode_in_an_address_has_a_mark_of_its_own() -> None:
    assert marks("Nieuwstraat 213a, 7610 ag Almelo", "postcode") == [("7610 ag", "7610AG")]


@pytest.mark.parametrize("text", ["Het kost 1000 te veel.", "Er lag 2500 kg.", "In 2026 is er niets."])
def test_a_number_with_a_small_word_or_a_measure_is_no_postcode(text: str) -> None:
    assert marks(text, "postcode") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("kenteken NX-807-L", "NX807L"),
        ("een auto met kenteken ab-123-c", "AB123C"),
        ("de Duitse plaat BOR-KX 221", "BORKX221"),
        ("een Pools busje PO 5J123", "PO5J123"),
        ("Roemeens kenteken CJ 45 XTR", "CJ45XTR"),
        ("een aanhanger, WR-58-TG", "WR58TG"),
        ("kenteken van de bus is 1-ABC-234", "1ABC234"),
    ],
)
def test_plates_are_found_also_foreign_ones(text: str, value: str) -> None:
    assert values(text, "plate") == [value]


def test_a_date_is_no_plate_and_no_phone() -> None:
    text = "Op 2-okt-90 en op 06-12-2026 14.30 uur."
    assert [mark.kind for mark in extract(text)] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("06 12 34 56 78", "+31612345678"),
        ("+31 6 8765 4321", "+31687654321"),
        ("0031612345678", "+31612345678"),
        ("0546-123456", "+31546123456"),
        ("(0546) 56 78 90", "+31546567890"),
        ("+48 601 234 567", "+48601234567"),
    ],
)
def test_a_telephone_number_gets_its_international_form(text: str, value: str) -> None:
    assert values(f"Bel {text} na zessen.", "phone") == [value]


def test_only_nine_digits_that_pass_the_check_are_a_bsn() -> None:
    assert values("BSN 999990019 en BSN 123456789", "bsn") == ["999990019"]
    assert values("Zaaknummer 123456782 en RSIN 999990020", "bsn") == []


def test_eight_digits_are_a_kvk_number_only_when_called_so() -> None:
    assert values("KvK-nummers 71234567, 71234568 en 71234569", "kvk") == ["71234567", "71234568", "71234569"]
    assert values("Factuur 20260012 en meter 12345678", "kvk") == []


def test_only_an_account_number_that_passes_its_check_is_marked() -> None:
    assert marks("op NL91 ABNA 0417 1643 00 op naam van", "iban") == [
        ("NL91 ABNA 0417 1643 00", "NL91ABNA0417164300")
    ]
    assert values("op NL92ABNA0417164300", "iban") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("€ 12.500,-", "12500.00"),
        ("1,5 miljoen euro", "1500000.00"),
        ("€ 1.234,56", "1234.56"),
        ("25k", "25000.00"),
        ("vijftienhonderd euro", "1500.00"),
        ("anderhalf miljoen euro", "1500000.00"),
        ("honderd euro", "100.00"),
        ("EUR 340.000", "340000.00"),
        ("10.000,-", "10000.00"),
    ],
)
def test_an_amount_is_read_in_euros(text: str, value: str) -> None:
    assert marks(f"Hij betaalde {text} contant.", "amount") == [(text, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ali Demir, geb. 3 mei 1990", "1990-05-03"),
        ("geboren te Boekarest op 19 maart 1993", "1993-03-19"),
        ("Mo El Amrani (12-3-1984)", "1984-03-12"),
        ("Piotr Kowalski (1979)", "1979-00-00"),
        ("geboortedatum: 12031984", "1984-03-12"),
        ("geb. 4-4-'88", "1988-04-04"),
        ("geboren in mei 1962", "1962-05-00"),
        ("geb. 1992-07-15", "1992-07-15"),
        ("geb. 02-01-65", "1965-01-02"),
    ],
)
def test_a_date_of_birth_is_read_with_zeros_for_what_is_unknown(text: str, value: str) -> None:
    assert values(text, "date_of_birth") == [value]


@pytest.mark.parametrize(
    "text",
    ["Bezoek op 14-03-2026.", "Bouwjaar 1979.", "Gesproken met Ali Demir, 14-03-2026.", "geb. 31-02-1990"],
)
def test_another_date_is_no_date_of_birth(text: str) -> None:
    assert values(text, "date_of_birth") == []


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120) | st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_whatever_is_typed_the_offsets_are_exact_and_marks_do_not_cross(text: str) -> None:
    found = extract(text)
    for mark in found:
        assert text[mark.start : mark.end] == mark.text
        assert mark.kind in KINDS
        assert mark.value
    for mark, following in pairwise(found):
        nested = {mark.kind, following.kind} == {ADDRESS, POSTCODE}
        assert nested or mark.end <= following.start


@pytest.mark.parametrize(
    "piece", ["7", "A", " ", "Aa ", "12 ", "A.", "06-", "geb ", "van ", "a'", "Jan, ", " B.V.", "straat 1 "]
)
def test_a_very_long_monotonous_text_is_read_to_its_end(piece: str) -> None:
    text = (piece * 30_000)[:30_000] + "\n\nBSN 999990019"
    assert extract(text)[-1].value == "999990019" or piece in {"7", "12 "}


def test_offsets_count_characters_behind_emoji_and_line_ends() -> None:
    text = "😀😀\r\nHuurder: Ali Demir\r\n"
    (mark,) = extract(text)
    assert (mark.start, mark.text) == (text.index("Ali"), "Ali Demir")


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("Horecazaak\nNIEUWSTRAAT 115", ADDRESS, ["NIEUWSTRAAT 115"]),
        ("Recyclingbedrijf Plesmanweg 95 bis te Almelo", ADDRESS, ["Plesmanweg 95 bis te Almelo"]),
        ("Hij woont op de Grotestraat 12 en 14.", ADDRESS, ["Grotestraat 12 en 14"]),
        ("Adres: Bellavistastraat 9hs", ADDRESS, ["Bellavistastraat 9hs"]),
        ('De tip gaat over Mohammed "Mo" Ouali.', PERSON, ['Mohammed "Mo" Ouali']),
        ("Koper: Vries, A. de", PERSON, ["Vries, A. de"]),
        ("Zij werkt bij Wok Paradise in Wierden.", ORGANISATION, ["Wok Paradise"]),
        ("De inkomsten zijn circa 3 ton per jaar.", AMOUNT, ["3 ton"]),
    ],
)
def test_a_mark_holds_the_whole_thing_and_no_word_of_what_stands_before(
    text: str, kind: str, wanted: list[str]
) -> None:
    assert [mark.text for mark in extract(text) if mark.kind == kind] == wanted
