"""The table decides: what must follow is made at once, and minutes become fixed by two people."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pikepdf
import pypdfium2
import pytest

from access.contexts import acting_as
from accounts.models import User
from cases.models import ActionItem
from casustafel.minutes_states import FOLLOW_UPS, DecisionKind, MinutesState
from casustafel.models import AgendaItem, Minutes, MinutesEdition, TableDecision
from casustafel.operations.adopting import (
    adopt_correction,
    adopt_minutes,
    correct_minutes,
    propose_correction,
    propose_minutes,
    take_back_minutes,
)
from casustafel.operations.aligning import align_at_table
from casustafel.operations.deciding import NewDecision, record_decision, withdraw_decision
from casustafel.operations.leading import finish_item, note_departure, show_in_room
from casustafel.queries.live import room_of
from casustafel.queries.report import report_of
from core import clock
from core.errors import Refused
from tests.casustafel.running import Running, edit
from tests.casustafel.table import Table


@pytest.fixture
def running(table: Table) -> Running:
    return Running(table)


def decide(running: Running, item: AgendaItem | None = None, **told: Any) -> TableDecision:
    """Record a decision as the chair."""
    new = {"kind": "NO_ACTION", "reason": "Te weinig aanwijzingen."} | told
    with acting_as(running.chair):
        return record_decision(by=running.chair, minutes=running.minutes(item), new=NewDecision(**new))


def whole(running: Running) -> None:
    """Both items have an outcome."""
    decide(running)
    decide(running, running.police_only)


@pytest.mark.parametrize("kind", list(FOLLOW_UPS))
def test_no_decision_without_what_must_follow_it(running: Running, kind: str, police: User) -> None:
    follow = FOLLOW_UPS[kind]
    soon = clock.today() + timedelta(days=14)
    full: dict[str, Any] = {"kind": kind, "reason": "Daarom."}
    full |= {name: {"until": soon, "sent_on": clock.today()}.get(name, "Awb 2:5") for name in follow.fields}
    if follow.action:
        full |= {"what": "Maak een plan van aanpak", "assignee": police, "due_on": soon}
    for missing in set(full) - {"kind"}:
        with pytest.raises(Refused) as refusal:
            decide(running, **(full | {missing: "" if isinstance(full[missing], str) else None}))
        assert refusal.value.field in {missing, "what", "assignee"}
    decision = decide(running, **full)
    assert (decision.action is not None) == follow.action
    assert set(FOLLOW_UPS) == set(DecisionKind.values)


def test_watching_ends_on_a_day_to_come(running: Running) -> None:
    with pytest.raises(Refused, match="einddatum"):
        decide(running, kind="MONITOR", until=clock.today())


def test_the_action_of_a_decision_is_on_the_list_of_who_does_it(running: Running, police: User) -> None:
    decision = decide(
        running,
        kind="ADOPT",
        what="Maak een plan van aanpak",
        assignee=police,
        due_on=clock.today() + timedelta(days=7),
    )
    with acting_as(police):
        assert [one.number for one in ActionItem.objects.visible_to(police)] == [decision.action.number]
        assert not TableDecision.objects.visible_to(police).exists()


def test_a_decision_is_taken_back_with_a_reason_and_stays_in_sight(running: Running) -> None:
    decision = decide(running)
    with acting_as(running.chair):
        with pytest.raises(Refused):
            withdraw_decision(by=running.chair, decision=decision, why=" ")
        assert withdraw_decision(by=running.chair, decision=decision, why="Vergissing").withdrawn_at


def test_minutes_are_proposed_only_when_every_item_has_an_outcome(running: Running) -> None:
    decide(running)
    with acting_as(running.chair), pytest.raises(Refused, match="uitkomst"):
        propose_minutes(by=running.chair, meeting=running.meeting)
    decide(running, running.police_only)
    running.write(edit(running.shared, "Bellen", kind="ACTION"))
    with acting_as(running.chair), pytest.raises(Refused, match="actiehouder"):
        propose_minutes(by=running.chair, meeting=running.meeting)


def test_two_versions_beside_each_other_stop_the_proposal(running: Running) -> None:
    whole(running)
    first = edit(running.shared, "a")
    running.write(first)
    for text in ("b", "c"):
        running.write(edit(running.shared, text, block=first.block, follows=(first.key,)))
    with acting_as(running.chair), pytest.raises(Refused, match="twee versies"):
        propose_minutes(by=running.chair, meeting=running.meeting)


def propose(running: Running) -> None:
    with acting_as(running.chair):
        propose_minutes(by=running.chair, meeting=running.meeting)


def test_each_guest_reads_the_minutes_of_his_items_once_proposed(
    running: Running, cast: dict[str, User], page_of: Any
) -> None:
    running.write(edit(running.shared, "Voor beiden"), edit(running.police_only, "Voor politie"))
    whole(running)
    url = f"/casustafel/overleg/{running.meeting.number}/verslag/"
    for part in ("police", "odt"):
        assert "Voor " not in page_of(cast[part], url)
    propose(running)
    told = {part: page_of(cast[part], url) for part in ("police", "odt")}
    assert [("Voor beiden" in page, "Voor politie" in page) for page in told.values()] == [
        (True, True),
        (True, False),
    ]
    assert "Kokmeeuw" not in told["odt"]
    with acting_as(running.chair):
        take_back_minutes(by=running.chair, meeting=running.meeting)
    assert "Voor beiden" not in page_of(cast["odt"], url)


def test_the_chair_and_another_adopt_and_then_nothing_changes(running: Running) -> None:
    running.write(edit(running.shared, "Afgesproken"))
    whole(running)
    propose(running)
    for actor in (running.chair, running.chair):
        with acting_as(actor):
            if actor is running.chair and MinutesEdition.objects.visible_to(actor).exists():
                with pytest.raises(Refused, match="tweede lezer"):
                    adopt_minutes(by=actor, meeting=running.meeting)
            else:
                adopt_minutes(by=actor, meeting=running.meeting)
    assert running.meeting.state == "MINUTES_PROPOSED"
    with acting_as(running.second):
        adopt_minutes(by=running.second, meeting=running.meeting)
        edition = MinutesEdition.objects.visible_to(running.second).get(minutes=running.minutes())
    assert (running.meeting.state, running.minutes().state) == ("ADOPTED", MinutesState.ADOPTED)
    assert edition.content["blocks"][0]["text"] == "Afgesproken"
    late = edit(running.shared, "Nog even")
    assert running.write(late).refused
    with pytest.raises(Refused, match="vastgesteld"):
        decide(running)


def test_a_correction_is_a_new_edition_and_the_first_stays(running: Running, page_of: Any, odt: User) -> None:
    first = edit(running.shared, "Met fout")
    running.write(first)
    whole(running)
    propose(running)
    for actor in (running.chair, running.second):
        with acting_as(actor):
            adopt_minutes(by=actor, meeting=running.meeting)
    with acting_as(running.chair):
        correct_minutes(by=running.chair, minutes=running.minutes(), why="Een datum klopte niet")
    running.write(edit(running.shared, "Zonder fout", block=first.block, follows=(first.key,)))
    assert "Zonder fout" not in page_of(odt, f"/casustafel/overleg/{running.meeting.number}/verslag/")
    with acting_as(running.chair):
        propose_correction(by=running.chair, minutes=running.minutes())
    for actor in (running.second, running.chair):
        with acting_as(actor):
            adopt_correction(by=actor, minutes=running.minutes())
    pages = [
        page_of(odt, f"/casustafel/verslagen/{running.minutes().number}/uitgave/{n}/") for n in (1, 2, 3)
    ]
    assert ["Met fout" in pages[0], "Zonder fout" in pages[1], "is er niet" in pages[2]] == [True] * 3
    assert "Een datum klopte niet" in pages[1]


def test_the_screen_in_the_room_shows_only_what_all_present_may_see(running: Running) -> None:
    def shown() -> str | None:
        with acting_as(running.chair):
            item = room_of(running.chair, running.meeting)["shown"]
            return item.title if item else None

    running.arrive("police", "odt")
    with acting_as(running.chair):
        show_in_room(by=running.chair, meeting=running.meeting, item=running.police_only)
    assert shown() is None
    with acting_as(running.chair):
        note_departure(by=running.chair, meeting=running.meeting, user=running.table.people["odt"])
    assert shown() == "Kokmeeuw"
    running.arrive("odt")
    assert shown() is None
    with acting_as(running.chair):
        show_in_room(by=running.chair, meeting=running.meeting, item=running.shared)
    assert shown() == "Zilvermeeuw"
    with acting_as(running.chair):
        show_in_room(by=running.chair, meeting=running.meeting, item=None)
    assert shown() is None


def test_an_item_that_only_informs_is_settled_by_discussing_it(running: Running) -> None:
    with acting_as(running.chair):
        for item in (running.shared, running.police_only):
            row = AgendaItem.objects.visible_to(running.chair).get(pk=item.pk)
            row.goal = "INFORM"
            row.save()
            finish_item(by=running.chair, item=row)
            finish_item(by=running.chair, item=row)
    propose(running)
    with acting_as(running.chair):
        assert {part.minutes.state for part in report_of(running.chair, running.meeting)} == {"PROPOSED"}
        assert Minutes.objects.visible_to(running.chair).count() == 2


def test_alignment_is_recorded_only_with_the_police_there_and_on_such_an_item(running: Running) -> None:
    with acting_as(running.chair), pytest.raises(Refused, match="van die soort"):
        align_at_table(by=running.chair, minutes=running.minutes(), answer="AGREED")


def test_the_report_on_paper_holds_the_items_of_its_reader_only(
    running: Running, as_user: Any, cast: dict[str, User]
) -> None:
    running.write(edit(running.shared, "Voor beiden"), edit(running.police_only, "Alleen voor de politie"))
    whole(running)
    propose(running)
    told = {}
    for part in ("police", "odt"):
        answer = as_user(cast[part]).get(f"/casustafel/overleg/{running.meeting.number}/verslag.pdf")
        assert answer["Content-Type"] == "application/pdf"
        with pypdfium2.PdfDocument(answer.content) as paper:
            told[part] = " ".join(page.get_textpage().get_text_range() for page in paper)
    assert [("Voor beiden" in text, "Alleen voor de politie" in text) for text in told.values()] == [
        (True, True),
        (True, False),
    ]
    assert cast["odt"].name in told["odt"]


def test_the_report_on_paper_is_tagged_below_the_mark_of_its_reader(
    running: Running, as_user: Any, cast: dict[str, User]
) -> None:
    running.write(edit(running.shared, "Voor beiden"))
    whole(running)
    propose(running)
    number = running.meeting.number
    answer = as_user(cast["odt"]).get(f"/casustafel/overleg/{number}/verslag.pdf")
    with pikepdf.open(io.BytesIO(answer.content)) as paper:
        assert len(paper.Root.StructTreeRoot.K) >= 1
        assert paper.Root.MarkInfo.Marked
        assert str(paper.Root.Lang).startswith("nl")
        assert str(paper.docinfo["/Title"]) == f"Verslag overleg {number}"
        for page in paper.pages:
            assert "/StructParents" in page.obj
            [mark] = page.obj.Resources.XObject.values()
            assert mark.read_bytes().startswith(b"/Artifact")
