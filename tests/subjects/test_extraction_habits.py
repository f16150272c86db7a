"""Habits of writing that a text of anybody may have: each was missed once."""

import pytest

from subjects.extraction.extract import extract
from subjects.extraction.spans import (
    ADDRESS,
    AMOUNT,
    DATE_OF_BIRTH,
    KVK,
    ORGANISATION,
    PERSON,
    PHONE,
    PLATE,
    POSTCODE,
)


def marks(text: str, kind: str) -> list[str]:
    return [mark.text for mark in extract(text) if mark.kind == kind]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hij heet eigenlijk Khaled al-Hamwi.", ["Khaled al-Hamwi"]),
        ("Casus Rayan al-Masri / Nour al-Masri.", ["Rayan al-Masri", "Nour al-Masri"]),
        ("De man, bijgenaamd Krullie, woont daar.", ["Krullie"]),
        ("Iemand die ze op straat Smokkie noemen, kwam.", ["Smokkie"]),
        ("Hij is beter bekend als Krullie.", ["Krullie"]),
        ("Je geeft het aan Abu Karam en die belt.", ["Abu Karam"]),
        ("Subject 1: Brokhuizen, Michel van | geb. 1990", ["Brokhuizen, Michel van"]),
        ("Mevr. G.H. Lubbers e/v Ter Braak kwam.", ["G.H. Lubbers e/v Ter Braak"]),
        ("Het is verhuurd aan O'Neill.", ["O'Neill"]),
        ("Deze maand waren Kees en Mo er. Mo zegt van niet.", ["Kees", "Mo", "Mo"]),
        ("Hij vroeg naar Roos. Roos werkt er niet.", ["Roos", "Roos"]),
        (
            "Jan Bakker was er. Bakker kwam op 11 mei en ik zag dat Bakker betaalde.",
            ["Jan Bakker", "Bakker", "Bakker"],
        ),
        ("De bakker zelf zag een roos.", []),
        ("Hij reed in een Seat Leon en een Golf.", []),
        ('De baas is Johan "de Lange" ten Brinke, denk ik.', ['Johan "de Lange" ten Brinke']),
        ("Ingeschreven zijn o.a. Dimitrova, Zlatina (geb. 1990).", ["Dimitrova, Zlatina"]),
        ("De chauffeur is Rico Wanningen uit Den Ham.", ["Rico Wanningen"]),
        ("Geachte mevrouw Van der Aa,", ["Van der Aa"]),
        ("De verkoper is Thijmen v.d. Meulen.", ["Thijmen v.d. Meulen"]),
        ("Mevrouw Szymańska wilde niets zeggen.", ["Szymańska"]),
        ("De groep rond Kleine Mo hangt er.", ["Kleine Mo"]),
        ("Ze noemen hem Pitbull. Volgens Pitbull ligt het er nog.", ["Pitbull", "Pitbull"]),
        ("Een jongen die men Snorro noemt.", ["Snorro"]),
        ("Gehuurd door dhr. M Öztürk en cliënt S Nijland.", ["M Öztürk", "S Nijland"]),
        ("Te weten Azzouzi, N.. Terugbelnummer volgt.", ["Azzouzi, N."]),
        ("3. Pieternella, Ruthsel, geboortedatum 1 mei 1980", ["Pieternella, Ruthsel"]),
        ("Contact met Gert-Jan de Boer (geb. 20 april 1990).", ["Gert-Jan de Boer"]),
        ("De makelaar Orhan Tekin van Hotel De Poort belde.", ["Orhan Tekin"]),
        ("Gezien op de Brink. Nader onderzoek volgt. Over Winklaar gaan verhalen.", ["Winklaar"]),
        ("MELDER ZEGT DAT K. DE VRIES VANUIT DE WONING DEALT.", ["K. DE VRIES"]),
    ],
)
def test_a_person_is_found(text: str, wanted: list[str]) -> None:
    assert marks(text, PERSON) == wanted


@pytest.mark.parametrize(
    ("text", "wanted", "value"),
    [
        ("Boven snackbar 't Hoekje, links.", ["'t Hoekje"], "snackbar 't Hoekje"),
        ("In shishalounge Babylon is het druk.", ["Babylon"], "shishalounge Babylon"),
        ("Het is van Snackbar De Hoek.", ["Snackbar De Hoek"], "Snackbar De Hoek"),
        (
            "Zij werkt voor Schoonmaakbedrijf Glans & Zo.",
            ["Schoonmaakbedrijf Glans & Zo"],
            "Schoonmaakbedrijf Glans & Zo",
        ),
        ("In 2019 failliet gegaan (Ten Cate Cars).", ["Ten Cate Cars"], "Ten Cate Cars"),
        ("Het is van Jan de Wit Makelaardij.", ["Jan de Wit Makelaardij"], "Jan de Wit Makelaardij"),
        ("Zij knipt onder de naam Lashes by Sam, zegt zij.", ["Lashes by Sam"], "Lashes by Sam"),
        (
            "Het hout komt van Koeltechniek Raaijmakers (KvK 55817340).",
            ["Koeltechniek Raaijmakers"],
            "Koeltechniek Raaijmakers",
        ),
        ("Mo van Mobile World koopt ze.", ["Mobile World"], "Mobile World"),
        ("Een bordje met 'Oost-West Logistics' erop.", ["Oost-West Logistics"], "Oost-West Logistics"),
        ("Zorgverlener Thuiszorg Roos stuurt facturen.", ["Thuiszorg Roos"], "Thuiszorg Roos"),
        ("Geleverd aan afnemer Biogas Reggestreek.", ["Biogas Reggestreek"], "Biogas Reggestreek"),
        (
            "Busje met opschrift Klusbedrijf Altijd Raak.",
            ["Klusbedrijf Altijd Raak"],
            "Klusbedrijf Altijd Raak",
        ),
        (
            'Dealen vanuit Snackbar \'t Trefpunt. Zeg "broodje".',
            ["Snackbar 't Trefpunt"],
            "Snackbar 't Trefpunt",
        ),
        ("Bij Grillroom Nefertari van 10.30 uur af.", ["Grillroom Nefertari"], "Grillroom Nefertari"),
        (
            "Samen met Khadija Bouzid en East Work Solutions B.V.",
            ["East Work Solutions B.V."],
            "East Work Solutions B.V.",
        ),
        (
            "Logement De Poort B.V. betaalt. Logement De Poort is dicht en De Poort zwijgt.",
            ["Logement De Poort B.V.", "Logement De Poort", "De Poort"],
            "Logement De Poort B.V.",
        ),
        (
            "Vergunning Hotel De Zwaan B.V. is er. De Zwaan betaalt.",
            ["Hotel De Zwaan B.V.", "De Zwaan"],
            "Hotel De Zwaan B.V.",
        ),
        ("Hij heeft een opslag bij Boxx Storage, box 217.", ["Boxx Storage"], "Boxx Storage"),
    ],
)
def test_a_company_is_marked_by_its_name_and_sought_with_its_kind(
    text: str, wanted: list[str], value: str
) -> None:
    found = [mark for mark in extract(text) if mark.kind == ORGANISATION]
    assert [mark.text for mark in found] == wanted
    assert found[0].value == value


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("De schade wordt geschat op drie ton.", AMOUNT, ["drie ton"]),
        ("Een auto van drie ton.", AMOUNT, ["drie ton"]),
        ("Hij zou 15k krijgen per vracht.", AMOUNT, ["15k"]),
        ("Er ligt voor de prijs van drie ton aan chemicaliën.", AMOUNT, []),
        ("Er lag ongeveer drie ton drugsafval; de kosten zijn hoog.", AMOUNT, []),
        ("Er lag drie ton aan contanten, gestort geld.", AMOUNT, ["drie ton"]),
        ("Het kanaal heeft 10k volgers en kost geld.", AMOUNT, []),
        ("Dossier 06-48211930 ligt stil.", PHONE, []),
        ("Weegbon 0546123456 klopt niet.", PHONE, []),
        ("Het klantnummer: 0612345678.", PHONE, []),
        ("Melding: 06-48211930 belde.", PHONE, ["06-48211930"]),
        ("IBAN NL12 RABO 0123 4567 89 klopt niet.", PHONE, []),
        ("Busje CB 7719 MA stond dwars.", PLATE, ["CB 7719 MA"]),
        ("Busje CB 7719 MA stond dwars.", POSTCODE, []),
        ("Op Zandweg 2, 7695 TE Bruchterveld, stond het.", ADDRESS, ["Zandweg 2, 7695 TE Bruchterveld"]),
        ("Hij heeft vijftig mille in huis liggen.", AMOUNT, ["vijftig mille"]),
        ("De BMW 3-serie (AH TB 2229) is geleased.", PLATE, ["AH TB 2229"]),
        ("Voertuigen: 5-PJF-14, AH JG 1078 en de rest.", PLATE, ["5-PJF-14", "AH JG 1078"]),
        ("Voertuig: BMW X5, zwart.", PLATE, []),
        ("Vijf gram kost tweehonderd euro.\n7. Geldopslag thuis", AMOUNT, ["tweehonderd euro"]),
        ("Schuld van US$ 18,000 bij de bank.", AMOUNT, ["US$ 18,000"]),
        ("Ik zag de ST-MK 3310 en de GRO KA 77 met kenteken.", PLATE, ["ST-MK 3310", "GRO KA 77"]),
        ("KvK-registratie 62773014, en Noaber B.V. (80115417).", KVK, ["62773014", "80115417"]),
        ("Een bedrijf aan huis. Op Bentelosestraat 66 staat het.", ADDRESS, ["Bentelosestraat 66"]),
        ("Dat zei mevr. Brummelhuis van Kolkstraat 10, vandaag.", ADDRESS, ["Kolkstraat 10"]),
        ("Het handelsregisternummer was 70241708.", KVK, ["70241708"]),
        ("Kim de Boer, 16-apr-1967 (geboortedatum)", DATE_OF_BIRTH, ["16-apr-1967"]),
        ("Woonachtig aan De Telgen 145 in de stad.", ADDRESS, ["De Telgen 145"]),
        ("In mei is op Brink 181 iets gezien.", ADDRESS, ["Brink 181"]),
        ("Buurtonderzoek Haaksbergerstraat 94: niets.", ADDRESS, ["Haaksbergerstraat 94"]),
        ("Op Zandweg 2, 7695 TE Hij woont daar.", ADDRESS, ["Zandweg 2, 7695 TE"]),
    ],
)
def test_a_number_is_what_the_words_around_it_say(text: str, kind: str, wanted: list[str]) -> None:
    assert marks(text, kind) == wanted


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("De huur wordt betaald door Gözde Karaböcek.", PERSON, ["Gözde Karaböcek"]),
        ("De huur wordt betaald door Gözde Karaböcek.", ORGANISATION, []),
        ("Hij wordt verdacht van Zware Mishandeling.", ORGANISATION, []),
        ("Door Corona werken mensen thuis.", ORGANISATION, []),
        ("Kerkstraat 5, 7607 AB Piet Jansen woont daar.", ADDRESS, ["Kerkstraat 5, 7607 AB"]),
        ("Kerkstraat 5, 7607 AB Piet Jansen woont daar.", PERSON, ["Piet Jansen"]),
        ("Kerkstraat 5, 7607 AB Pizzeria Roma is dicht.", ADDRESS, ["Kerkstraat 5, 7607 AB"]),
        ("Een Mercedes C 220 CDI en een Golf GTI 2017.", PLATE, []),
        ("De bus, APK 2025, staat stil.", PLATE, []),
        ("Met Duits kenteken MG AB 123 op de auto.", PLATE, ["MG AB 123"]),
        ("Rekening NL91ABNA0417164300\n06-12345678", PHONE, ["06-12345678"]),
        ("Referentie\n06-12345678", PHONE, ["06-12345678"]),
        ("Slot moet vervangen worden. Tas stond op de grond. Kamer staat leeg.", PERSON, []),
        ("Volgens Protocol is het goed.", PERSON, []),
        ("Ze noemde haar. Morgen komt ze.", PERSON, []),
        ("De app wordt Signal genoemd.", PERSON, []),
        ("Jansen, Turkse, geb. 1980", PERSON, ["Jansen"]),
        ("Groeten, Els van\nnummer 12", PERSON, ["Els"]),
        ("Een Zwarte Leon reed weg.", PERSON, []),
        ("Hij is bekeerd tot de Islam.", PERSON, []),
        ("een grote mate van overlast", PERSON, []),
        ("Het geld van t.n.v. D. Lammers is weg.", PERSON, ["D. Lammers"]),
        ("Hotel Controle om drie uur. Jeugdzorg Heeft gebeld.", ORGANISATION, []),
        ("Bijgevoegde Foto van de deur.", ORGANISATION, []),
        (
            "Restaurant Griekenland is dicht. Zij gaan naar Griekenland.",
            ORGANISATION,
            ["Restaurant Griekenland"],
        ),
        ("Wij gaan naar De Efteling 3 keer per jaar.", ADDRESS, []),
        ("Een partij van drie ton cocaïne, kosten hoog.", AMOUNT, []),
        ("Een vrachtwagen van twintig ton reed, de boete volgt.", AMOUNT, []),
        ("De monitor is 4k en ik heb 3k gelopen.", AMOUNT, []),
        ("Een rekening van € 18,000 lag er.", AMOUNT, ["€ 18,000"]),
    ],
)
def test_an_everyday_sentence_is_left_alone(text: str, kind: str, wanted: list[str]) -> None:
    assert marks(text, kind) == wanted
