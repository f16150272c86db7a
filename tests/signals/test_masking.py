"""Person data is hidden until weging 1 is yes; places, companies and ordinary words stay readable."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.intake.reading.lists import open_tables
from signals.masking import mask, masked_text

DEMO = Path(__file__).parents[2] / "demo" / "intake"
# Every person named in the sample files, by hand.
PERSONS = [
    *("Mehmet", "Yıldız", "Kowalczyk", "Meulen", "Radu", "Peter", "Ali", "Demir", "Wit-Bakker", "Hoekstra"),
    *("Dennis", "Aydin", "Hüseyin", "Jan de", "Boer", "Benali"),
]
OTHER_DATA = ["14-03-1987", "02/11/1979", "06-12345678", "06 23456789", "8765 4321", "BOR-KX 221"]


def hidden(text):
    return [segment.text for segment in mask(text) if segment.masked]


def narratives():
    for name, column in (("odt-signalen-2026-q3.xlsx", 4), ("intern-signalen-2026.csv", 4)):
        with (DEMO / name).open("rb") as file:
            for row in open_tables(file).tables[0].rows():
                if len(row.cells) > column and row.cells[column]:
                    yield str(row.cells[column])
    for path in sorted(DEMO.glob("*.eml")):
        yield path.read_text(encoding="utf-8").split("\n\n", 2)[2]


def test_no_person_of_the_sample_files_can_be_read():
    shown = "\n".join(masked_text(text) for text in narratives())
    assert [name for name in [*PERSONS, *OTHER_DATA] if name in shown] == []
    assert not re.search(r"\b[A-Z]{2}-\d{3}-[A-Z]\b", shown)


def test_the_sample_files_hold_all_those_persons():
    everything = "\n".join(narratives())
    assert [name for name in [*PERSONS, *OTHER_DATA] if name not in everything] == []


def test_nine_of_ten_words_of_the_samples_stay_readable():
    total = sum(len(text.split()) for text in narratives())
    away = sum(len(part.split()) for text in narratives() for part in hidden(text))
    assert away / total < 0.1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Huurder J. van der Meulen woont daar.", ["J. van der Meulen"]),
        ("Aanvrager: mw. A.M. de Wit-Bakker vroeg het.", ["A.M. de Wit-Bakker"]),
        ("De bovenbuurman, Jan de Boer, heeft een kwekerij.", ["Jan de Boer"]),
        ("Begeleid door Willem-Jan van 't Hof.", ["Willem-Jan van 't Hof"]),
        ("Het gaat om Jan d'Angelo en Maria El Idrissi.", ["Jan d'Angelo", "Maria El Idrissi"]),
        ("Youssef op den Dries belde.", ["Youssef op den Dries"]),
        ("mevrouw F. Benali is directeur", ["F. Benali"]),
        ("de heer ten Brinke kwam", ["ten Brinke"]),
        ("Voorman 'Radu' was er.", ["Radu"]),
        ("Hij noemt zich Scarface.", ["Scarface"]),
        ("Dennis rijdt weg.", ["Dennis"]),
        ("Huurder Veldkamp en zijn zwager Van Dijk.", ["Veldkamp", "Van Dijk"]),
        ("JAN DE BOER handelt", ["JAN DE BOER"]),
        ("daar woont mehmet en ook jan de boer", ["mehmet", "jan de boer"]),
        ("Vader is Ömer Şahin, moeder Łucja Wiśniewska.", ["Ömer Şahin", "Łucja Wiśniewska"]),
        ("geb. 14-03-1987 te Almelo", ["14-03-1987"]),
        ("man (1-2-1990) en vrouw", ["1-2-1990"]),
        ("tel. +31 6 8765 4321", ["+31 6 8765 4321"]),
        ("BSN 999990019", ["999990019"]),
        ("mail naar dealer.almelo@example.com", ["dealer.almelo@example.com"]),
        ("betaal op NL91 ABNA 0417 1643 00", ["NL91 ABNA 0417 1643 00"]),
        ("via Snapchat: dealer_almelo24", ["dealer_almelo24"]),
        ("zie @almelo.plug of t.me/almeloplug", ["@almelo.plug", "t.me/almeloplug"]),
        ("Golf met kenteken SB-575-J", ["SB-575-J"]),
        ("bus DX951H en BOR-KX 221", ["DX951H", "BOR-KX 221"]),
        ("bestuurder is 21 jaar", ["21 jaar"]),
    ],
)
def test_person_data_is_hidden(text, parts):
    assert [part.strip("'’.,") for part in hidden(text)] == [part.strip("'’.,") for part in parts]


@pytest.mark.parametrize(
    "text",
    [
        "Bij reguliere controle garagebox Windslaan 95, 7603 MH Almelo sterke acetonlucht.",
        "Loods achter VRIEZENVEENSEWEG 169a (7609NE) in Almelo.",
        "Kapperszaak Haven Noordzijde 94, 7606 WW Almelo: geen klanten.",
        "Pand aan de Kamp 12 en de Dijk 3 in Vriezenveen.",
        "Verhuurder: Van den Brink Vastgoed B.V. (KvK 34567890).",
        "Bedrijf: Twente Metaal Recycling V.O.F., KvK 45678901.",
        "Betaald aan stichting Nieuwe Horizon en uitzendbureau FlexWerk Oost.",
        "De verkoop gaat via Snapchat. Hij rijdt in een Volkswagen Golf of Mercedes AMG.",
        "Eigenaar woont in Duitsland. Vier werknemers spreken geen Nederlands.",
        "Op maandag 2 jan 2026 om 11.00 uur, pH 1, circa 140 kg Cobra 6.",
        "Het Bibob-formulier en de ODT-controle; BSN ontbreekt, PGB wel.",
        "Overlast in de wijk. Geur van hennep. Kinderen in huis.",
    ],
)
def test_places_companies_and_ordinary_words_stay_readable(text):
    assert hidden(text) == []


@pytest.mark.parametrize(
    "text",
    ["bij Ali Demir Windslaan 95", "van Piotr Nowak, Deldensestraat 4", "Ali Demir Haven Noordzijde 71 H"],
)
def test_a_name_before_a_street_is_not_taken_for_part_of_it(text):
    assert " ".join(hidden(text)) in {"Ali Demir", "Piotr Nowak"}


def test_hidden_parts_become_blocks_that_tell_little():
    assert masked_text("Huurder Jan.").startswith("Huurder ▇▇▇")
    assert "Wit" not in masked_text("mw. A.M. de Wit-Bakker")
    assert len(masked_text("Willem-Alexanderus")) == 8


@given(st.text(max_size=200))
def test_the_segments_together_are_exactly_the_text(text):
    assert "".join(segment.text for segment in mask(text)) == text


NAMES = st.tuples(
    st.sampled_from(["Jan", "Fatima", "Hüseyin", "Willem-Jan", "Piotr", "A.", "B.C."]),
    st.sampled_from(["", "van ", "de ", "van der ", "van 't ", "op den ", "el ", "ten "]),
    st.sampled_from(["Jansen", "Kowalski", "Yılmaz", "Veldkamp", "Benali", "Hof", "Öztürk", "Bakker"]),
)


@given(
    NAMES,
    st.sampled_from(
        [
            "De eigenaar {} was er.",
            "Exploitant zou {} zijn.",
            "Op naam van {}.",
            "{} reed weg.",
            "Gezien: {}, met bus.",
        ]
    ),
)
def test_a_name_is_hidden_wherever_it_stands(name, sentence):
    first, prefix, last = name
    shown = masked_text(sentence.format(f"{first} {prefix}{last}"))
    assert last not in shown
    assert first.strip(".") not in re.findall(r"[\w.-]+", shown)
