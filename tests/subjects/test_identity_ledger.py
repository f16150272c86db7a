"""Same or different: a ledger from which the cluster is derived, and that gives everything back."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.contexts import acting_as
from access.grants import grant
from accounts.models import User
from core.errors import Refused
from subjects.clusters import DIFFERENT, SAME, UNKNOWN, Verdict, cluster_of, clusters, standing, tensions
from subjects.models import Judgement, Statement, Subject
from subjects.operations import NewFact, NewSubject, Source, judge, register_subject, withdraw_judgement
from subjects.queries import cluster

PEOPLE = "abcdef"
PAIRS = list(combinations(PEOPLE, 2))
sequences = st.lists(
    st.tuples(st.sampled_from(PAIRS), st.sampled_from([SAME, DIFFERENT, UNKNOWN])), max_size=25
)


def ledger(rows: list[tuple[tuple[str, str], str]], start: int = 0) -> list[Verdict]:
    return [Verdict(one, two, verdict, order) for order, ((one, two), verdict) in enumerate(rows, start)]


@given(before=sequences, after=sequences, order=st.randoms())
def test_any_judgements_followed_by_their_withdrawal_give_back_the_graph(
    before: Any, after: Any, order: Any
) -> None:
    old = ledger(before)
    new = ledger(after, len(old))
    stands = [*old, *new]
    order.shuffle(new)
    for row in new:  # withdrawn one by one, in any order
        stands.remove(row)
        clusters(stands)
    assert clusters(stands) == clusters(old)
    assert standing(stands) == standing(old)


@given(rows=sequences)
def test_clusters_are_apart_and_everybody_in_one_agrees_on_it(rows: Any) -> None:
    verdicts = ledger(rows)
    found = clusters(verdicts)
    assert sum(map(len, found)) == len(set().union(*found)) if found else True
    assert all(cluster_of(one, verdicts) == group for group in found for one in group)


@given(rows=sequences)
def test_a_contradiction_inside_a_cluster_is_told(rows: Any) -> None:
    verdicts = ledger(rows)
    for group in clusters(verdicts):
        told = {row.pair for row in tensions(group, verdicts)}
        assert told == {
            pair for pair, row in standing(verdicts).items() if row.verdict == DIFFERENT and pair <= group
        }


def test_the_latest_judgement_on_a_pair_counts_in_both_directions() -> None:
    rows = [Verdict("a", "b", SAME, 1), Verdict("b", "a", DIFFERENT, 2)]
    assert clusters(rows) == set()
    assert clusters(rows[:1]) == {frozenset("ab")}


def person(by: User, name: str) -> Subject:
    new = NewSubject(kind="PERSON", owner=by.organisation, facts=[NewFact("name", name)], source=Source())
    with acting_as(by):
        return register_subject(by=by, new=new)


def numbers(by: User, subject: Subject) -> set[str]:
    with acting_as(by):
        return {member.number for member in cluster(by, subject).members}


@pytest.mark.django_db
def test_merge_split_and_regret_leave_every_record_as_it_was(analyst: User) -> None:
    one, two, three = (person(analyst, name) for name in ("J. Jansen", "Jan Jansen", "Johan Jansen"))
    before = {subject.pk: (subject.version, subject.acl, subject.label) for subject in (one, two, three)}
    with acting_as(analyst):
        first = judge(by=analyst, subject=one, other=two, verdict="SAME", why="zelfde adres")
        judge(by=analyst, subject=three, other=two, verdict="SAME", why="zelfde telefoon")
    assert numbers(analyst, one) == {one.number, two.number, three.number}
    with acting_as(analyst):
        withdraw_judgement(by=analyst, judgement=first, why="ander huisnummer")
    assert numbers(analyst, one) == {one.number}
    assert numbers(analyst, two) == {two.number, three.number}
    with acting_as(analyst):
        after = {row.pk: (row.version, row.acl, row.label) for row in Subject.objects.visible_to(analyst)}
        assert Statement.objects.visible_to(analyst).count() == 3
        with pytest.raises(Refused):
            withdraw_judgement(by=analyst, judgement=first, why="nog eens")
    assert after == before


@pytest.mark.django_db
def test_judging_never_widens_who_may_see_either(
    analyst: User, coordinator: User, twenterand_analyst: User
) -> None:
    ours, other, theirs = (
        person(analyst, "J. Jansen"),
        person(analyst, "Jan Jansen"),
        person(twenterand_analyst, "J. Janssen"),
    )
    with acting_as(analyst):
        with pytest.raises(Subject.DoesNotExist):
            judge(by=analyst, subject=ours, other=theirs, verdict="SAME", why="naam")
        judge(by=analyst, subject=ours, other=other, verdict="SAME", why="naam")
    with acting_as(coordinator):
        ours = Subject.objects.visible_to(coordinator).get(pk=ours.pk)
        from core import clock

        grant(
            by=coordinator,
            record=ours,
            to=twenterand_analyst,
            permission="view",
            why="samen onderzoek",
            starts_at=clock.now(),
            ends_at=clock.now().replace(year=clock.now().year + 1),
        )
    # The neighbour sees the one that was opened for him, and neither the other nor the judgement.
    assert numbers(twenterand_analyst, ours) == {ours.number}
    with acting_as(twenterand_analyst):
        assert list(Judgement.objects.visible_to(twenterand_analyst)) == []
        assert not Subject.objects.visible_to(twenterand_analyst).filter(pk=other.pk).exists()
