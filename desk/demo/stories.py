"""Invented stories for the demo. Every name, number and event here is made up."""

from __future__ import annotations

from random import Random
from typing import Final

# What: theme, phenomenon, opening, observation.
SCENES: Final = (
    (
        "drugs",
        "hennepkwekerij",
        "Zoete hennepgeur in het trappenhuis",
        "De ramen zijn van binnen met folie afgeplakt",
    ),
    (
        "drugs",
        "opslag_drugs",
        "Bestelbusjes laden in het donker jerrycans uit",
        "De deur gaat alleen na een klopsignaal open",
    ),
    (
        "housing_fraud",
        "illegale_bewoning",
        "Er slapen steeds andere mensen in de loods",
        "In het kantoor liggen matrassen op de vloer",
    ),
    (
        "money_laundering",
        "contante_handel",
        "De winkel is open maar er komt nooit een klant",
        "De eigenaar wisselt grote biljetten bij de buren",
    ),
    (
        "front_business",
        "kapper",
        "De kapper heeft geen afspraken en geen pinautomaat",
        "Achterin zitten overdag mannen te bellen",
    ),
    (
        "human_trafficking",
        "arbeidsuitbuiting",
        "Werknemers worden om vijf uur opgehaald en laat teruggebracht",
        "Zij weten niet op welk adres zij wonen",
    ),
    (
        "care_fraud",
        "pgb",
        "De zorgaanbieder tekent voor uren die niet zijn gemaakt",
        "Bij een bezoek was er geen begeleider aanwezig",
    ),
    (
        "gambling",
        "gokzuil",
        "In de achterkamer van het café staat een gokzuil",
        "Bij binnenkomst wordt het scherm snel uitgezet",
    ),
    (
        "real_estate",
        "malafide_verhuur",
        "De huur wordt contant opgehaald door een tussenpersoon",
        "De huurders hebben geen contract gekregen",
    ),
)
DETAILS: Final = (
    "Dit speelt nu ongeveer drie weken.",
    "Buren durven er niets over te zeggen.",
    "Er hangen sinds kort vier camera's boven de deur.",
    "Het is vooral tussen tien en twaalf uur 's avonds druk.",
    "De brievenbus zit al een maand vol post.",
    "Een zwarte bestelwagen staat er bijna elke avond.",
    "Toen ik langsliep werd het rolluik meteen dichtgetrokken.",
    "De meterkast was opengebroken en provisorisch hersteld.",
    "Er brandt dag en nacht licht achter het dakraam.",
    "De huurder liet weten dat hij vooraf een jaar contant had betaald.",
    "Een collega van Vergunningen herkende de werkwijze van een ander pand.",
    "Bij een tweede bezoek was alles opgeruimd en gaf niemand antwoord.",
)
STREETS: Final = (
    "Windslaan",
    "Turfkade",
    "Haven Noordzijde",
    "Violierstraat",
    "Plesmanweg",
    "Deldensestraat",
    "Bornsestraat",
    "Wierdensestraat",
    "Vriezenveenseweg",
    "Nieuwstraat",
    "Ootmarsumsestraat",
    "Sluitersveldssingel",
    "Rohofstraat",
    "Twentelaan",
    "Bleskolksingel",
)
TEAMS: Final = ("Handhaving", "Buitendienst", "Vergunningen", "Sociale zaken", "Burgerzaken", "Wmo")
NEUTRAL_WHY: Final = (
    "Concreet en recent, past bij het thema van dit jaar.",
    "Twee losse waarnemingen wijzen dezelfde kant op.",
    "Te vaag: geen plaats en geen tijd, niet na te gaan.",
    "Bij navraag bleek er een gewone verklaring te zijn.",
)


def a_story(random: Random) -> tuple[str, str, str]:
    """Theme, phenomenon and text of one invented report."""
    theme, phenomenon, opening, observation = random.choice(SCENES)
    details = random.sample(DETAILS, 3)
    return theme, phenomenon, f"{opening}. {observation}. {' '.join(details)}"


def an_address(random: Random) -> str:
    """An invented address in Almelo, written the way people do."""
    street, number = random.choice(STREETS), random.randint(1, 240)
    letter = random.choice(["", "", "", "a", " bis", "-2"])
    postcode = f"76{random.randint(1, 10):02} {random.choice('ABCDEGHJ')}{random.choice('KLMNPRST')}"
    return random.choice(
        [
            f"{street} {number}{letter}, {postcode} Almelo",
            f"{street} {number}{letter}",
            f"{street} nr. {number}{letter} te Almelo",
        ]
    )


# What the reporter of the cast sent in himself: text, place, when, urgency.
OWN_REPORTS: Final = (
    (
        "Afgeplakte ramen en een sterke hennepgeur in de steeg. De ventilator draait dag en nacht.",
        "Windslaan 95, 7603 MH Almelo",
        "gisteren",
        "HIGH",
    ),
    (
        "In de garagebox staan elke avond vaten zonder etiket. Er wordt geladen met de deur bijna dicht.",
        "Turfkade 12",
        "vorige week dinsdag",
        "NORMAL",
    ),
    (
        "Vijf mensen slapen in de loods, er liggen matrassen. Zij worden vroeg opgehaald met een busje.",
        "Violierstraat 70, 7609 VD Almelo",
        "begin november",
        "NORMAL",
    ),
)

# What the M.-gemachtigde makes of the sample reports: number at M., title, text, answer of the police.
DERIVED: Final = (
    (
        "601200",
        "Mogelijke handel vanuit een woning",
        "Er is informatie dat vanuit een adres in Almelo verdovende middelen zouden worden verhandeld.",
        "AGREED",
    ),
    (
        "601214",
        "Mogelijke overbewoning",
        "Er is informatie over te veel bewoners op een adres, die afhankelijk zijn van hun werkgever.",
        "ASKED",
    ),
    (
        "601221",
        "Mogelijke opslag van gevaarlijke goederen",
        "Er is informatie dat in een berging goederen liggen die gevaar voor de buurt opleveren.",
        "",
    ),
)
