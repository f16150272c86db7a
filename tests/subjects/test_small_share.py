"""Who may see little of the register finds the same names by another way through the index."""

from __future__ import annotations

import pytest
from django.db import connections

from access.contexts import acting_as
from accounts.models import User
from subjects.operations import NewFact, NewSubject, Source, register_subject
from subjects.queries.named import alike, sounding

MANY, FEW = 60, 2
SHARE = (
    "SELECT sum(freq) FROM pg_stats, unnest(most_common_elems::text::int[], most_common_elem_freqs) "
    "AS known(elem, freq) WHERE tablename = 'subjects_subject' AND attname = 'acl' AND elem = ANY(%s)"
)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, databases=["default", "audit", "owner"])
def test_a_common_name_gives_each_his_own_also_when_the_database_knows_how_little_he_sees(
    analyst: User, twenterand_analyst: User
) -> None:
    mine: dict[int, set[object]] = {}
    for user, many in ((analyst, MANY), (twenterand_analyst, FEW)):
        with acting_as(user):
            new = NewSubject(
                kind="PERSON", owner=user.organisation, facts=[NewFact("name", "Jan Bakker")], source=Source()
            )
            mine[user.pk] = {register_subject(by=user, new=new).pk for _ in range(many)}

    def found(user: User) -> list[set[object]]:
        with acting_as(user):
            return [set(alike([("PERSON", "Jan Bakker")])[0]), set(sounding("Jan Bakker", ["PERSON"], 100))]

    before = [found(user) for user in (analyst, twenterand_analyst)]
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE subjects_subject")
        cursor.execute(SHARE, [list(twenterand_analyst.principals())])
        (share,) = cursor.fetchone()
    assert share < 0.05
    after = [found(user) for user in (analyst, twenterand_analyst)]
    assert before[1] == after[1] == [mine[twenterand_analyst.pk]] * 2
    assert after[0][1] == mine[analyst.pk]
    assert after[0][0] <= mine[analyst.pk]
