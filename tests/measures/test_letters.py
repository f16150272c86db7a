"""Letters: filled from the record, written, looked at, made, and followed by a new edition."""

import io
from datetime import date, timedelta
from typing import Any

import pypdfium2
import pytest

from access.contexts import SYSTEM, acting_as
from accounts.models import User
from audit.models import AuditEvent
from core import clock
from core.errors import Conflict, Refused
from core.prose import gaps_in
from documents import storage
from documents.filetypes import Part
from documents.models import Document
from measures.letters import choices_for, recipients_for
from measures.models import Ground, Letter, Measure, PenaltyOrder
from measures.operations import (
    Breach,
    Happening,
    add_ground,
    enter_event,
    incur_penalty,
    name_signal,
    register_party,
)
from measures.operations.letter_warnings import warnings_of
from measures.operations.writing import (
    Edited,
    draft_letters,
    drop_letter,
    edit_letter,
    make_letter,
    next_edition,
)
from measures.queries.register import parties_by_measure
from measures.wording import names_source, neutral, quotes
from reference.models import Letterhead, LetterText
from reference.queries import by_code
from signals.operations.register import NewSignal, register_signal
from subjects.operations import NewFact
from tests.measures.making import HOUSE, NAME, fill_in_letterhead, furnished, notified, started, step

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture(autouse=True)
def house_style(db: None) -> None:
    """The letterhead as the beheerder filled it in."""
    fill_in_letterhead()


def text(code: str) -> LetterText:
    found = by_code(LetterText, code)
    assert found is not None
    return found


def again(letter: Letter) -> Letter:
    """The row as it is now."""
    with acting_as(SYSTEM, why="test"):
        return Letter.objects.filter(pk=letter.pk).unrestricted(why="test").get()


def drafted(by: User, measure: Measure, code: str, claim: Any = None) -> list[Letter]:
    with acting_as(by):
        parties = parties_by_measure(by, [measure.pk])[measure.pk]
        people = [(claim.debtor, ["OFFENDER"])] if claim else recipients_for(parties, text(code).letter_kind)
        return draft_letters(by=by, measure=measure, text=text(code), recipients=people, claim=claim)


def written(by: User, letter: Letter, body: str | None = None, **other: Any) -> Letter:
    new = {
        "dated": letter.dated,
        "address": "De heer K. op den Dries\nGrotestraat 12\n7607 AA Almelo",
        "subject_line": letter.subject_line,
        "body": letter.body if body is None else body,
    }
    with acting_as(by):
        return edit_letter(by=by, letter=letter, new=Edited(**(new | other)))


def made(by: User, letter: Letter) -> Letter:
    with acting_as(by):
        return make_letter(by=by, letter=letter)


def pdf_text(document: Document) -> str:
    with acting_as(SYSTEM, why="test"):
        raw = storage.read(document.pk, Part.ORIGINAL)
    pdf = pypdfium2.PdfDocument(io.BytesIO(raw))
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())
    finally:
        pdf.close()


def dwangsom(by: User, on: date) -> Any:
    measure = notified(by, "penalty_street_dealing", on=on)
    step(by, measure, "ACTIVE")
    breach = Breach(
        on=on + timedelta(days=2),
        place="Marktplein",
        observer="Toezichthouder",
        evidence="Verkocht twee zakjes.",
    )
    with acting_as(by):
        return incur_penalty(by=by, measure=measure, breach=breach)


def test_every_party_gets_a_letter_of_its_own_and_the_building_none(legal: User) -> None:
    measure = furnished(legal, started(legal))
    letters = drafted(legal, measure, "intention_closure")
    assert sorted(letter.recipient.label for letter in letters) == [NAME, "Woningstichting Twentewonen"]
    by_name = {letter.recipient.label: letter.body for letter in letters}
    assert "u volgens mij de overtreder bent" in by_name[NAME]
    assert "u eigenaar bent van het pand" in by_name["Woningstichting Twentewonen"]
    for body in by_name.values():
        assert HOUSE in body
        assert "340 gram cocaïne" in body
        assert NAME not in body  # who it is about is not told to the owner by the text itself


def test_a_decision_is_filled_from_the_record_and_says_how_to_object(legal: User) -> None:
    measure = notified(legal, on=TODAY - timedelta(days=3))
    step(legal, measure, "CLOSED", on=TODAY - timedelta(days=1))
    letter = drafted(legal, measure, "decision_closure_opiumwet")[0]
    for words in (
        "voor 6 maanden",
        "artikel 13b van de Opiumwet",
        "suitable conclusion",
        "de bestuurlijke rapportage van de politie",
        "omdat er te veel spoed was (artikel 4:11, onder a, van de Awb)",
        "binnen zes weken",
        "Postbus 1000",
    ):
        assert words in letter.body
    assert "om 24.00 uur" in letter.body


def test_what_is_not_known_is_a_gap_with_its_name_and_stops_the_pdf(legal: User) -> None:
    measure = furnished(legal, started(legal))
    letter = drafted(legal, measure, "intention_closure")[0]
    assert "laatste dag voor een zienswijze" in gaps_in(letter.body)
    with pytest.raises(Refused, match=r"Vul eerst in: .*zienswijze"):
        made(legal, letter)
    letter = again(letter)
    assert letter.is_draft


@pytest.mark.parametrize(
    ("lost", "code", "sentence"),
    [
        (PenaltyOrder, "decision_penalty", "maximum"),
        (Ground, "decision_penalty", "waar de maatregel op rust"),
    ],
)
def test_what_is_missing_is_warned_of_with_its_article(
    legal: User, lost: Any, code: str, sentence: str
) -> None:
    measure = furnished(legal, started(legal, "penalty_street_dealing"))
    with acting_as(SYSTEM, why="test"):
        lost.objects.filter(measure=measure).unrestricted(why="test").delete()
    letter = drafted(legal, measure, code)[0]
    with acting_as(legal):
        found = warnings_of(letter)
    assert any(sentence in one and "Awb" in one for one in found)


def test_letters_after_the_decision_ask_for_the_bekendmaking(legal: User) -> None:
    measure = furnished(legal, started(legal))
    letter = drafted(legal, measure, "compliance")[0]
    with acting_as(legal):
        assert "Het besluit is nog niet bekendgemaakt (Awb 3:41)." in warnings_of(letter)


def test_an_empty_letterhead_and_the_college_are_told(legal: User) -> None:
    Letterhead.objects.filter(code="almelo").update(mayor="")
    measure = furnished(legal, started(legal, "penalty_order", authority="EXECUTIVE"))
    letter = drafted(legal, measure, "decision_penalty")[0]
    with acting_as(legal):
        found = " ".join(warnings_of(letter))
    assert "niet wie ondertekent" in found
    assert "schrijf “wij”" in found


def test_a_made_letter_is_a_pdf_with_the_measure_and_stays(legal: User) -> None:
    measure = furnished(legal, started(legal))
    letter = written(
        legal, drafted(legal, measure, "warning")[0], "Geachte heer,\n\n# Waarschuwing\n\nStop ermee."
    )
    letter = made(legal, letter)
    assert letter.document is not None
    assert letter.document.record_id == measure.pk
    assert letter.document.kind == "LETTER"
    told = pdf_text(letter.document)
    for words in (
        "Gemeente Almelo",
        "De heer K. op den Dries",
        measure.number,
        "Stop ermee.",
        "A. Voorbeeld",
    ):
        assert words in told
    assert "CONCEPT" not in told
    with pytest.raises(Refused, match="al gemaakt"):
        written(legal, letter, "anders")
    with acting_as(legal):
        fresh = next_edition(by=legal, letter=letter)
        with pytest.raises(Refused, match="nieuwere versie"):
            next_edition(by=legal, letter=letter)
    assert (fresh.edition, fresh.is_draft, fresh.body) == (2, True, letter.body)
    again = made(legal, written(legal, fresh, "Geachte heer,\n\nTwee."))
    assert again.document_id != letter.document_id
    assert "Stop ermee." in pdf_text(letter.document)


def test_a_letter_never_stands_in_the_way_of_a_step_of_an_earlier_day(legal: User) -> None:
    measure = furnished(legal, started(legal))
    step(legal, measure, "ASSESSING")
    made(legal, written(legal, drafted(legal, measure, "warning")[0], "Stop ermee."))
    sent = TODAY - timedelta(days=10)
    assert step(legal, measure, "INTENTION_SENT", on=sent, view_until=TODAY).intention_on == sent


def test_a_decision_is_kept_as_a_decision(legal: User) -> None:
    measure = furnished(legal, started(legal, "penalty_order"))
    letter = made(legal, written(legal, drafted(legal, measure, "decision_penalty")[0], "Besluit."))
    assert letter.document is not None
    assert letter.document.kind == "DECISION"


def test_m_is_never_named(legal: User) -> None:
    measure = furnished(legal, started(legal, reason="Via Meld Misdaad Anoniem kwam een M.-melding binnen."))
    letter = drafted(legal, measure, "intention_closure")[0]
    assert "Misdaad" not in letter.body
    assert "anonieme informatie" in letter.body
    for named in ("Meld Misdaad Anoniem", "een M-melding", "de anonieme melder", "NL Confidential", "MMA"):
        with pytest.raises(Refused, match="Noem de bron niet"):
            written(legal, letter, f"Er was {named} over u.")
    assert names_source("Anonieme informatie, de heer M. de Vries, M. Jansen") == []
    assert neutral("Een M.-melding.") == "Een anonieme informatie."


def test_anonymous_information_is_never_quoted(legal: User, cast: dict[str, User]) -> None:
    measure = furnished(legal, started(legal))
    story = "In de schuur achter het huis staan iedere nacht drie busjes zonder kenteken te laden"
    with acting_as(SYSTEM, why="test"):
        signal = register_signal(
            by=None,
            new=NewSignal(
                title="Busjes",
                owner=legal.organisation,
                narrative=story,
                source_type="ANONYMOUS",
                police_alignment="AGREED",
                received_at=clock.now(),
            ),
        )
    with acting_as(cast["coordinator"]):
        name_signal(by=cast["coordinator"], measure=measure, number=signal.number)
    letter = drafted(legal, measure, "intention_closure")[0]
    with pytest.raises(Refused, match="eigen woorden"):
        written(legal, letter, f"Wij weten dat {story.lower()}.")
    written(legal, letter, "In de schuur wordt ’s nachts geladen.")
    assert quotes("a b c", "a b c") == ""


def test_two_people_do_not_overwrite_each_other(legal: User) -> None:
    letter = drafted(legal, furnished(legal, started(legal)), "warning")[0]
    version = letter.version
    written(legal, letter, "Eerst.", version=version)
    with pytest.raises(Conflict):
        written(legal, letter, "Daarna.", version=version)
    letter = again(letter)
    assert letter.body == "Eerst."


def test_a_dropped_draft_loses_its_words(legal: User) -> None:
    letter = drafted(legal, furnished(legal, started(legal)), "warning")[0]
    with acting_as(legal):
        drop_letter(by=legal, letter=letter, why="dubbel")
    letter = again(letter)
    assert (letter.state, letter.body, letter.address) == ("DROPPED", "", "")


def test_letters_about_money_follow_the_steps_of_collection(legal: User) -> None:
    claim = dwangsom(legal, TODAY - timedelta(days=60))
    with acting_as(legal):
        kinds = {choice.text.code for choice in choices_for(claim.measure, claim)}
    assert kinds == {"collection_intention", "collection", "reminder", "writ"}
    letter = drafted(legal, claim.measure, "reminder", claim)[0]
    for words in ("€ 5.000,00", claim.number, "€ 19,00", "artikel 4:112"):
        assert words in letter.body
    with acting_as(legal):
        assert any("5:37 lid 1" in one for one in warnings_of(letter))
        enter_event(by=legal, claim=claim, new=Happening(kind="COLLECTION", on=TODAY - timedelta(days=8)))
        enter_event(by=legal, claim=claim, new=Happening(kind="REMINDER", on=TODAY - timedelta(days=1)))
    writ = drafted(legal, claim.measure, "writ", claim)[0]
    with acting_as(legal):
        assert any("De termijn van de aanmaning loopt nog" in one for one in warnings_of(writ))
    assert NAME in writ.body
    assert "Grotestraat" not in writ.address or NAME in writ.address


def test_an_incasso_decision_names_last_breach_and_verjaring(legal: User) -> None:
    claim = dwangsom(legal, TODAY - timedelta(days=60))
    body = drafted(legal, claim.measure, "collection", claim)[0].body
    for words in (
        "Niet meer handelen in drugs.",
        "Verkocht twee zakjes.",
        "Marktplein",
        "artikel 5:37",
        "5:37a",
    ):
        assert words in body


def test_the_notice_on_the_building_has_no_names(legal: User) -> None:
    measure = notified(legal, on=TODAY)
    letter = drafted(legal, measure, "notice_closure")[0]
    assert letter.recipient.label == HOUSE
    assert NAME not in letter.body
    assert "Het is verboden dit pand te betreden" in letter.body


def test_the_right_texts_are_offered_and_the_next_one_first(legal: User) -> None:
    measure = started(legal, "closure_174a")
    step(legal, measure, "ASSESSING")
    with acting_as(legal):
        found = choices_for(measure)
    codes = [choice.text.code for choice in found]
    assert found[0].next
    assert codes[0] == "intention_closure"
    assert "decision_closure_174a" in codes
    assert not {"decision_closure_opiumwet", "decision_penalty", "reminder", "decision_urgent"} & set(codes)


def test_an_own_text_of_the_municipality_goes_first_and_is_not_for_a_neighbour(legal: User) -> None:
    LetterText(
        code="own", label="Eigen", letter_kind="WARNING", subject_line="x", body="y", only_for="GM0141"
    ).save()
    LetterText(
        code="theirs", label="Hun", letter_kind="WARNING", subject_line="x", body="y", only_for="GM1700"
    ).save()
    with acting_as(legal):
        codes = [
            choice.text.code for choice in choices_for(started(legal)) if choice.text.letter_kind == "WARNING"
        ]
    assert codes == ["own", "warning"]


def test_a_jurist_makes_a_letter_from_the_page_of_the_measure(as_user: Any, legal: User) -> None:
    measure = furnished(legal, started(legal))
    client = as_user(legal)
    page = client.get(measure.address).content.decode()
    assert f"{measure.address}brief/" in page
    choose = client.get(f"{measure.address}brief/").content.decode()
    assert NAME in choose
    assert "Woningstichting" in choose
    with acting_as(legal):
        parties = parties_by_measure(legal, [measure.pk])[measure.pk]
    offender = next(row.subject for row in parties if row.role == "OFFENDER")
    answer = client.post(
        f"{measure.address}brief/", {"text": text("warning").pk, "recipients": [offender.pk]}
    )
    assert answer.status_code == 302, answer.content.decode()
    here = answer["Location"]
    shown = client.get(here).content.decode()
    assert "Nog in te vullen" in shown
    refused = client.post(f"{here}maak/")
    assert refused.status_code == 422
    assert "Vul eerst in" in refused.content.decode()
    edit = client.get(f"{here}bewerk/").content.decode()
    assert "Wat er is gebeurd" in edit
    typed = {
        "dated": "23-11-2026",
        "address": "De heer K.\nStraat 1\nAlmelo",
        "subject_line": "Waarschuwing",
        "title_0": "",
        "body_0": "Geachte heer,",
        "title_1": "Wat er is gebeurd",
        "body_1": "- een\n- twee",
    }
    wrong = client.post(f"{here}bewerk/", typed | {"body_1": "Via Meld Misdaad Anoniem."})
    assert wrong.status_code == 422
    assert "id_body_1-fout" in wrong.content.decode()
    assert "Via Meld Misdaad Anoniem." in wrong.content.decode()
    assert client.post(f"{here}bewerk/", typed | {"version": "1"}).status_code == 302
    assert (
        client.post(f"{here}bewerk/", typed | {"version": "1", "body_0": "Mijn woorden"}).status_code == 409
    )
    looked = client.get(here).content.decode()
    assert "<li>een</li>" in looked.replace("\n", "")
    assert client.post(f"{here}maak/").status_code == 302
    done = client.get(here).content.decode()
    assert "Open de PDF" in done
    assert client.get(f"{here}bewerk/").status_code == 404
    assert client.post(f"{here}maak/").status_code == 422
    again = client.post(f"{here}nieuw/")
    assert again.status_code == 302
    assert "Versie 2" in client.get(again["Location"]).content.decode()
    assert "Woningstichting" not in done


def test_the_original_can_be_had_by_right_and_is_recorded(
    as_user: Any, legal: User, cast: dict[str, User]
) -> None:
    measure = furnished(legal, started(legal))
    letter = made(legal, written(legal, drafted(legal, measure, "warning")[0], "Stop ermee."))
    assert letter.document is not None
    address = f"{letter.document.address}origineel/"
    before = AuditEvent.objects.using("audit").filter(action="DOWNLOAD").count()
    answer = as_user(legal).get(address)
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert AuditEvent.objects.using("audit").filter(action="DOWNLOAD").count() == before + 1
    assert as_user(cast["analyst"]).get(address).status_code == 403
    assert as_user(cast["twenterand_analyst"]).get(letter.document.address).status_code == 404


def test_who_may_only_read_sees_the_letter_and_no_buttons(
    as_user: Any, legal: User, cast: dict[str, User]
) -> None:
    measure = furnished(legal, started(legal))
    letter = drafted(legal, measure, "warning")[0]
    here = f"{measure.address}brief/{letter.pk}/"
    page = as_user(cast["coordinator"]).get(here).content.decode()
    assert NAME in page or "340 gram" in page
    assert "Maak PDF" not in page
    for part in ("bewerk/", "vervalt/"):
        assert as_user(cast["coordinator"]).get(here + part).status_code == 403
    assert as_user(cast["twenterand_analyst"]).get(here).status_code == 404
    other = furnished(legal, started(legal))
    assert as_user(legal).get(f"{other.address}brief/{letter.pk}/").status_code == 404


def test_a_claim_offers_its_letters(as_user: Any, legal: User) -> None:
    claim = dwangsom(legal, TODAY - timedelta(days=60))
    client = as_user(legal)
    assert "Maak brief" in client.get(claim.address).content.decode()
    page = client.get(f"{claim.address}brief/").content.decode()
    assert "Invorderingsbeschikking" in page
    answer = client.post(f"{claim.address}brief/", {"text": text("collection").pk})
    assert answer.status_code == 302, answer.content.decode()
    assert claim.number in client.get(answer["Location"]).content.decode()
    assert "Invorderingsbeschikking</a> aan" in client.get(claim.address).content.decode()


def test_a_letter_without_recipients_is_refused(as_user: Any, legal: User) -> None:
    measure = started(legal)
    client = as_user(legal)
    assert "nog geen partijen" in client.get(f"{measure.address}brief/").content.decode()
    for code, sentence in (
        ("warning", "Kies ten minste één ontvanger"),
        ("notice_closure", "om welk pand het gaat"),
    ):
        answer = client.post(f"{measure.address}brief/", {"text": text(code).pk})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()


def test_an_address_of_a_party_stands_on_its_letter(legal: User) -> None:
    measure = started(legal)
    with acting_as(legal):
        register_party(
            by=legal,
            measure=measure,
            kind="ORGANISATION",
            facts=[NewFact("name", "Stichting Wonen"), NewFact("address", "Dorpsstraat 1, 7601 AA Almelo")],
            role="OWNER",
        )
        add_ground(by=legal, measure=measure, kind="CONTROL", reference="c")
    letter = drafted(legal, measure, "warning")[0]
    assert letter.address.split("\n") == ["Stichting Wonen", "Dorpsstraat 1", "7601 AA Almelo"]
