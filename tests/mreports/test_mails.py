"""Mails of M. are read whatever their form; the sample with reporter data is flagged, the others not."""

from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mreports.intake.mails import UnreadableMail, read_mail
from mreports.texts import derived_text_problems, reporter_leak

DEMO = Path(__file__).parents[2] / "demo" / "intake"
SAMPLES = sorted(DEMO.glob("m-melding-*.eml"))
TODAY = date(2026, 11, 23)
BODY = (
    "Meldingsnummer: 700001\nDatum melding: 01-11-2026\nOok verstrekt aan: politie\n"
    "Onderwerp: fraude / drugsdelicten\n\nIn café Zoë wordt gegokt: elke vrijdag, om geld."
)
TEXT = "In café Zoë wordt gegokt: elke vrijdag, om geld."


def read(raw):
    return read_mail(raw, today=TODAY)


def mail(body=BODY, *, subtype="plain", charset="utf-8", cte=None, subject="M.-melding 700001", other=None):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@m.example", "b@almelo.example", subject
    message["Date"] = "Sun, 01 Nov 2026 10:30:00 +0100"
    message.set_content(body, subtype=subtype, charset=charset, cte=cte)
    if other:
        message.add_alternative(other, subtype="html")
    return message.as_bytes()


def test_all_six_samples_are_read():
    found = [read(path.read_bytes()) for path in SAMPLES]
    assert [report.reference for report in found] == [
        "601200",
        "601207",
        "601214",
        "601221",
        "601228",
        "601235",
    ]
    assert {report.also_sent_to for report in found} == {"politie"}
    assert found[0].reported_on == date(2026, 9, 1)
    assert found[0].received_at.astimezone(UTC) == datetime(2026, 9, 1, 11, 39, tzinfo=UTC)
    assert found[0].text.startswith("In de woning aan de Plesmanweg")
    assert found[0].text.endswith("in het huis.")


def test_several_topics_are_taken_apart():
    assert read(SAMPLES[5].read_bytes()).topics == ["zorgfraude", "financieel-economische delicten"]


def test_only_the_sample_with_data_of_the_reporter_is_flagged():
    flagged = {path.stem for path in SAMPLES if reporter_leak(read(path.read_bytes()).text)}
    assert flagged == {"m-melding-601228"}


@pytest.mark.parametrize(
    "raw",
    [
        mail(),
        mail(cte="quoted-printable"),
        mail(cte="base64"),
        mail(charset="cp1252", cte="quoted-printable"),
        mail(BODY.replace("\n", "\r\n")),
        mail("<p>" + BODY.replace("\n", "<br>") + "</p>", subtype="html"),
        mail(BODY, other="<p>iets anders</p>"),
        mail(charset="cp1252", cte="8bit").replace(b"windows-1252", b"utf-8"),
    ],
    ids=["plain", "quoted", "base64", "cp1252", "crlf", "html", "both", "wrong-charset"],
)
def test_the_form_of_a_mail_does_not_matter(raw):
    found = read(raw)
    assert (found.reference, found.topics, found.text) == ("700001", ["fraude", "drugsdelicten"], TEXT)


def test_labels_may_come_in_any_order_and_spelling():
    found = read(mail(f"ONDERWERP : fraude\n* kenmerk = 700001\nDatum: 1 nov 2026\n\n{TEXT}"))
    assert (found.reference, found.reported_on, found.topics) == ("700001", date(2026, 11, 1), ["fraude"])
    assert found.text == TEXT


def test_labels_can_be_configured():
    labels = {"reference": ("ref. m",), "text": ("wat",)}
    found = read_mail(mail(f"Ref. M: X-12\nWat: {TEXT}"), labels=labels, today=TODAY)
    assert (found.reference, found.text) == ("X-12", TEXT)


def test_without_a_label_the_number_is_taken_from_the_subject():
    assert read(mail(TEXT)).reference == "700001"


def test_a_label_within_the_text_stays_in_the_text():
    assert read(mail(f"Onderwerp: fraude\n\n{TEXT}\nNummer: 5 hoog")).text.endswith("Nummer: 5 hoog")


def test_an_impossible_date_does_not_lose_the_report():
    assert read(mail(f"Datum melding: 31-02-2026\n\n{TEXT}")).reported_on is None


@pytest.mark.parametrize("raw", [b"", b"zomaar tekst zonder kop", mail("Onderwerp: fraude\n")])
def test_what_holds_no_report_is_refused_with_a_sentence(raw):
    with pytest.raises(UnreadableMail) as problem:
        read(raw)
    assert str(problem.value).endswith(".")


@given(st.binary(max_size=500))
def test_any_bytes_are_a_report_or_a_refusal(raw):
    try:
        assert read(raw).text
    except UnreadableMail as problem:
        assert str(problem).endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "Ik ben de onderbuurvrouw.",
        "Bel mij alsjeblieft niet terug.",
        "Mijn telefoonnummer is 06 12345678.",
        "Hij weet dat ik het ben.",
        "Ik woon ernaast.",
        "Ik heet Sandra.",
        "Vanuit mijn raam zie ik alles.",
        "Wij zijn de buren van nummer 12.",
        "Bij ons in de straat staat steeds die bus.",
        "Ik heb bij hem gewerkt.",
        "Met vriendelijke groet, S.",
        "Mijn zoon zit bij hem in de klas.",
        "Ze mogen niet weten dat ik bel.",
    ],
)
def test_a_reporter_who_speaks_about_himself_is_flagged_with_a_why(text):
    leaks = reporter_leak(text)
    assert leaks
    assert all(leak.why and text[leak.start : leak.end] for leak in leaks)


@pytest.mark.parametrize(
    "text",
    [
        "De man woont boven de winkel en verkoopt cocaïne.",
        "Zijn vrouw werkt bij de gemeente.",
        "De buurman heeft een hond. De bezoekers bellen aan.",
        "Hij heeft een kwekerij in zijn woning.",
    ],
)
def test_a_report_about_others_is_not_flagged(text):
    assert reporter_leak(text) == []


RAW = "In het café aan de Windslaan wordt elke vrijdagavond om 22.30 uur in de kelder om veel geld gepokerd."


@pytest.mark.parametrize(
    ("derived", "beginning"),
    [
        ("Er wordt in de kelder om veel geld gepokerd.", "De tekst neemt woorden letterlijk over"),
        ("Volgens 601207 wordt er gegokt.", "Het nummer van de melding"),
        ("Volgens M.-melding wordt er gegokt.", "Noem de bron niet"),
        ("Er wordt gegokt om 22.30 uur.", "Noem geen exacte tijd"),
        ("Waarschijnlijk de buurman zag het.", "De tekst zegt iets over wie de melder kan zijn"),
        ("De melder zag gokkers.", "De tekst zegt iets over wie de melder kan zijn"),
    ],
)
def test_a_neutral_text_that_leaks_is_refused(derived, beginning):
    problems = derived_text_problems(RAW, derived, reference="601207")
    assert any(problem.startswith(beginning) for problem in problems)
    assert all(problem.endswith(".") for problem in problems)


def test_a_text_in_own_words_is_fine():
    assert (
        derived_text_problems(
            RAW, "Mogelijk illegaal pokeren in een horecazaak, wekelijks.", reference="601207"
        )
        == []
    )
