"""What is missing or odd about a letter before it is made: said, not forbidden, with the article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core import clock
from documents.typesetting import unprintable
from legal.terms import term
from measures.claims import too_early
from measures.models import Claim, ClaimKind, Letter, Measure
from measures.operations.claiming import events_of
from measures.operations.stepping import facts_of
from measures.rules import (
    AuthorityFits,
    DeviationExplained,
    GroundsGiven,
    MaximumGiven,
    NotAnonymousAlone,
    OffenderKnown,
    ProportionalityComplete,
    RecipientsKnown,
)
from reference.models import Authority, LetterKind, Workflow
from reference.queries import free_days, letterhead_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.rules import Rule

K = LetterKind
ALWAYS: Final[tuple[type[Rule], ...]] = (GroundsGiven, NotAnonymousAlone, AuthorityFits, RecipientsKnown)
OF_WORKFLOW: Final[dict[str, tuple[type[Rule], ...]]] = {
    Workflow.CLOSURE: (ProportionalityComplete, DeviationExplained),
    Workflow.PENALTY: (OffenderKnown, MaximumGiven),
}
DECIDES: Final = frozenset({K.DECISION, K.URGENT, K.EXTENSION})
BEFORE_DECISION: Final = DECIDES | {K.INTENTION, K.WARNING}


def warnings_of(letter: Letter) -> list[str]:
    """The sentences above a draft."""
    measure = letter.measure
    found = list(_of_head(letter))
    if letter.text.check_note:
        found.append(f"Controleer: {letter.text.check_note}")
    if letter.claim is not None:
        found += _of_claim(letter.kind, letter.claim)
    else:
        found += _of_measure(letter.kind, measure)
    if odd := unprintable(f"{letter.address}{letter.subject_line}{letter.body}"):
        found.append(f"Deze tekens kunnen niet worden afgedrukt en worden een blokje: {odd[:20]}")
    return found


def _of_head(letter: Letter) -> Iterator[str]:
    head = letterhead_of(letter.measure.owner.municipality_code)
    if head is None:
        yield "Er is geen briefhoofd voor deze gemeente. De beheerder kan het invullen."
        return
    authority = letter.measure.authority
    signs = head.mayor if authority == Authority.MAYOR else head.mayor and head.secretary
    if not signs:
        yield "In het briefhoofd staat niet wie ondertekent. De beheerder kan het invullen."
    if authority == Authority.EXECUTIVE:
        yield "Het college beslist: schrijf “wij” in plaats van “ik”."


def _of_measure(kind: str, measure: Measure) -> Iterator[str]:
    if kind in BEFORE_DECISION:
        facts = facts_of(measure)
        rules = ALWAYS + (OF_WORKFLOW.get(measure.workflow, ()) if kind in DECIDES else ())
        yield from (rule.sentence() for rule in rules if not rule.holds(facts))
    elif measure.notified_on is None:
        yield "Het besluit is nog niet bekendgemaakt (Awb 3:41)."


def _of_claim(kind: str, claim: Claim) -> Iterator[str]:
    events = events_of(claim)
    if early := too_early(kind, events, penalty=claim.kind == ClaimKind.PENALTY):
        yield f"{early[0]} ({early[1]})"
    if claim.balance <= 0:
        yield "Van deze vordering staat niets meer open."
    if claim.lapses_on is not None and claim.lapses_on < clock.today():
        yield "Deze vordering is verjaard: er kan niet meer worden geïnd (Awb 4:104, 5:35)."
    warned = [event.on for event in events if event.kind == "REMINDER"]
    if kind == K.WRIT and warned and term("aanmaning", max(warned), free_days()).end >= clock.today():
        yield "De termijn van de aanmaning loopt nog (Awb 4:112, 4:117)."
    if not (claim.place and claim.observer and claim.evidence):
        yield "De constatering is niet volledig: dag, plaats, wie het zag en wat (Awb 5:9)."
