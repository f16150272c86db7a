"""Measures at each size: the look-up of Bibob from question to screen, the board of terms, list, debtors, page."""

import json
import sys
import time
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connection, connections, models  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from access.contexts import SYSTEM, acting_as  # noqa: E402
from accounts.demo import make_demo_accounts  # noqa: E402
from accounts.models import Role, RoleAssignment, User, role_group  # noqa: E402
from bench.measure import median_ms, people  # noqa: E402
from bench.register import Town, fill_subjects, growth, spread_ms  # noqa: E402
from bibob.models import LookUp  # noqa: E402
from core import clock  # noqa: E402
from encryption import keyring  # noqa: E402
from measures.models import Claim, Measure, Party  # noqa: E402
from measures.policy import READERS  # noqa: E402
from reference.models import MeasureType  # noqa: E402
from subjects.models import Relation  # noqa: E402
from tests.cast import sign_in  # noqa: E402

# Of five records one bears a measure; two of five of those still run.
MEASURES_PER_SUBJECT = 5
BLANKS: "dict[type[models.Field[Any, Any]], str]" = {
    models.BooleanField: "false",
    models.PositiveSmallIntegerField: "0",
    models.PositiveIntegerField: "1",
    models.DecimalField: "0",
    models.CharField: "''",
    models.TextField: "''",
    models.DateTimeField: "now()",
    models.JSONField: "'{}'",
}


def insert(model: type[models.Model], rows: str, /, **told: str) -> None:
    """Rows by one statement as the owner: what is not told is null or blank."""
    columns, values = [], []
    for field in model._meta.concrete_fields:
        columns.append(str(field.column))
        if field.name in told:
            values.append(told[field.name])
        elif field.null:
            values.append("NULL")
        else:
            kind = next((known for known in BLANKS if isinstance(field, known)), None)
            values.append(BLANKS[kind] if kind else "'{}'")
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {rows}"
        )
        cursor.execute(f"VACUUM ANALYZE {model._meta.db_table}")


def fill_measures(user: User, first: int, last: int) -> None:
    """One measure for every fifth record, with a person, a house, sometimes a claim; and ties between records."""
    owner = user.organisation_id
    groups = [role_group(user.organisation, role).group_id for role in READERS]
    acl = "'{" + ",".join(map(str, sorted([0, *(-group for group in groups)]))) + "}'"
    sealed = (
        "'\\x" + keyring.encrypt(b"bench", context="measures.measure.reason", row="bench").hex() + "'::bytea"
    )
    kinds = {row.code: row.pk for row in MeasureType.objects.all()}
    closure, penalty = kinds["closure_opiumwet"], kinds["penalty_street_dealing"]
    with connections["owner"].cursor() as cursor:
        for name, wanted in (("persons", "('PERSON', 'ORGANISATION')"), ("houses", "('PREMISES')")):
            cursor.execute(f"DROP TABLE IF EXISTS bench_{name}")
            cursor.execute(
                f"CREATE TABLE bench_{name} AS SELECT id, row_number() OVER (ORDER BY md5(id::text)) AS n "
                f"FROM subjects_subject WHERE owner_id = %s AND kind IN {wanted}",
                [owner],
            )
            cursor.execute(f"CREATE INDEX ON bench_{name} (n)")
    begin, end = first // MEASURES_PER_SUBJECT, last // MEASURES_PER_SUBJECT
    shared = {"id": "gen_random_uuid()", "regimes": "'{avg_internal}'", "acl": acl, "owner": str(owner)}
    insert(
        Measure,
        f"generate_series({begin + 1}, {end}) n",
        **shared,
        number="'MA-2001-' || lpad(n::text, 8, '0')",
        confidentiality="2",
        type=f"CASE WHEN mod(n, 2) = 0 THEN '{closure}'::uuid ELSE '{penalty}'::uuid END",
        workflow="CASE WHEN mod(n, 2) = 0 THEN 'CLOSURE' ELSE 'PENALTY' END",
        state="CASE WHEN mod(n, 5) < 3 THEN 'COMPLETED' WHEN mod(n, 2) = 0 THEN 'CLOSED' ELSE 'ACTIVE' END",
        target="'PERSON'",
        authority="'MAYOR'",
        article="'Opiumwet 13b'",
        reason=sealed,
        breach=sealed,
        decided_on="date '2026-01-01' - mod(n, 2000)",
        notified_on="date '2026-01-02' - mod(n, 2000)",
        ends_on="date '2027-01-01' + mod(n, 300)",
        next_on="CASE WHEN mod(n, 5) < 3 THEN NULL ELSE date '2026-12-01' + mod(n, 300) END",
    )
    for role, table, step in (("OFFENDER", "persons", 3), ("OBJECT", "houses", 7)):
        insert(
            Party,
            f"measures_measure m JOIN bench_{table} b ON b.n = 1 + mod((right(m.number, 8)::int * {step}), "
            f"(SELECT count(*)::int FROM bench_{table})) "
            f"WHERE m.number BETWEEN 'MA-2001-{begin + 1:08}' AND 'MA-2001-{end:08}'",
            id="gen_random_uuid()",
            measure="m.id",
            subject="b.id",
            role=f"'{role}'",
        )
    insert(
        Claim,
        f"measures_measure m JOIN measures_party p ON p.measure_id = m.id AND p.role = 'OFFENDER' "
        f"WHERE m.workflow = 'PENALTY' AND m.number BETWEEN 'MA-2001-{begin + 1:08}' AND 'MA-2001-{end:08}'",
        **shared,
        number="'V' || substr(m.number, 3)",
        confidentiality="2",
        kind="'PENALTY'",
        measure="m.id",
        debtor="p.subject_id",
        amount="5000",
        balance="CASE WHEN m.state = 'ACTIVE' THEN 5000 ELSE 0 END",
        paid="CASE WHEN m.state = 'ACTIVE' THEN 0 ELSE 5000 END",
        state="CASE WHEN m.state = 'ACTIVE' THEN 'DUE' ELSE 'PAID' END",
        incurred_on="date '2026-06-01'",
        due_on="date '2026-07-13'",
        lapses_on="CASE WHEN m.state = 'ACTIVE' THEN date '2027-06-01' ELSE NULL END",
    )
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM subjects_relation")
    for table, kind in (("houses", "OWNER"), ("persons", "BUSINESS")):
        insert(
            Relation,
            f"bench_persons a JOIN bench_{table} b ON b.n = 1 + mod(a.n * 11, (SELECT count(*) FROM bench_{table})) "
            "WHERE a.id <> b.id",
            id="gen_random_uuid()",
            subject="a.id",
            other="b.id",
            kind=f"'{kind}'",
            source="'REGISTER'",
            reliability="'A'",
            credibility="'1'",
            certainty="'ESTABLISHED'",
        )


def asked(client: Client, question: str) -> str:
    """Ask, and follow to the screen; returns its address."""
    data = {"application": "Z-2026-1", "decision_kind": "ALCOHOL", "question": question}
    answer = client.post("/bibob/", data, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return str(answer.request["PATH_INFO"])


def chosen(client: Client, question: str) -> None:
    """Ask by a name, choose the first of the list, and follow to the screen."""
    here = asked(client, question)
    with acting_as(SYSTEM, why="bench"):
        rows = LookUp.objects.unrestricted(why="bench")
        row = rows.get(number=here.rstrip("/").rsplit("/", 1)[1])
    if row.answer is None and row.candidates:
        assert client.post(here, {"wie": row.candidates[0]}, follow=True).status_code == 200


def bare_rows() -> None:
    """The measures of one person, asked plainly by the owner: the floor of a look-up."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT m.* FROM measures_party p JOIN measures_measure m ON m.id = p.measure_id "
            "WHERE p.subject_id = (SELECT id FROM bench_persons WHERE n = 3)"
        )
        cursor.fetchall()


def measure(user: User, size: int) -> dict[str, Any]:
    """All figures at one size."""
    client, town = sign_in(Client(), user), Town(size)
    houses, persons = [town.house() for _ in range(10)], [town.person() for _ in range(10)]
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM measures_measure")
        count = cursor.fetchone()[0]
        cursor.execute("SELECT number FROM measures_measure WHERE state = 'ACTIVE' LIMIT 1")
        number = cursor.fetchone()[0]
    figures: dict[str, Any] = {"subjects": size, "measures": count}
    figures["bare rows of one person ms"] = median_ms(bare_rows)
    for label, path in (
        ("board", "/maatregelen/termijnen/"),
        ("board as a list", "/maatregelen/termijnen/?als=lijst"),
        ("list of measures", "/maatregelen/"),
        ("debtors", "/maatregelen/vorderingen/"),
        ("page of a measure", f"/maatregelen/{number}/"),
    ):
        assert client.get(path).status_code == 200, path
        figures[f"{label} ms"] = median_ms(lambda path=path: client.get(path), rounds=7)
        with CaptureQueriesContext(connection) as asked_for:
            client.get(path)
        figures[f"{label} queries"] = len(asked_for)
    print(json.dumps(figures), flush=True)
    figures["look-up by address ms"] = spread_ms([lambda text=text: asked(client, text) for text in houses])
    figures["look-up by name, to the choice ms"] = spread_ms(
        [lambda text=text: asked(client, text) for text in persons]
    )
    figures["look-up by name, choice and screen ms"] = spread_ms(
        [lambda text=text: chosen(client, text) for text in persons]
    )
    return figures


def main() -> None:
    """Fill, measure, print."""
    sizes = [int(size) for size in sys.argv[1].split(",")]
    make_demo_accounts()
    users = people()
    user = users["89 %"]
    first, second = User.objects.exclude(pk=user.pk).order_by("pk")[:2]
    for role in (Role.LEGAL, Role.ANALYST, Role.BIBOB):
        RoleAssignment.objects.create(
            user=user,
            role_group=role_group(user.organisation, role),
            reason="bench",
            granted_by=first,
            second_by=second,
            second_at=clock.now(),
        )
    results, done = [], 0
    for size in sizes:
        began = time.perf_counter()
        fill_subjects(users, done + 1, size)
        fill_measures(user, done, size)
        print(f"filled to {size} in {time.perf_counter() - began:.0f} s", flush=True)
        done = size
        results.append(measure(user, size))
        print(json.dumps(results[-1], indent=1), flush=True)
    if len(results) > 1:
        print("growth from smallest to largest:", json.dumps(growth(results), indent=1))
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(json.dumps(results, indent=1))
    connection.close()


if __name__ == "__main__":
    main()
