"""The measurements themselves: inbox query, pages, import and audit, each beside its floor."""

import json
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import django

django.setup()

from django.db import connection, connections  # noqa: E402
from django.test import Client  # noqa: E402

from access.contexts import SYSTEM, acting_as  # noqa: E402
from accounts.demo import make_demo_accounts  # noqa: E402
from accounts.models import Organisation, Role, RoleAssignment, User, role_group  # noqa: E402
from audit import queries as audit_queries  # noqa: E402
from core import clock  # noqa: E402
from encryption import keyring  # noqa: E402
from signals.models import Signal  # noqa: E402
from signals.operations.register import NewSignal, register_signal  # noqa: E402
from signals.queries.inbox import Filters, inbox  # noqa: E402
from tests.cast import sign_in  # noqa: E402

ROUNDS = 15
# One municipality per share of visible rows.
SHARES = {"89 %": 0.889, "10 %": 0.1, "1 %": 0.01, "0.1 %": 0.001}
FLOOR_SQL = "SELECT * FROM signals_signal WHERE lane = 'nieuw' ORDER BY received_at DESC, id DESC LIMIT 51"
FILL_SQL = """
INSERT INTO signals_signal (id, created_at, changed_at, number, owner_id, confidentiality, regimes, acl, version,
  title, state, lane, source_type, team, received_at, observed_precision, observed_text, narrative, phenomena,
  indicators, urgency, source_reliability, content_credibility, verification, police_alignment, weighed_yes,
  retention_ground, tokens)
SELECT gen_random_uuid(), now(), now(), 'B-' || n, {owner}, 2, '{{avg_internal}}', '{acl}', 1,
  'Signaal ' || n, CASE WHEN mod(n, 3) = 0 THEN 'NEW' ELSE 'WEIGHING_3' END,
  CASE WHEN mod(n, 3) = 0 THEN 'nieuw' ELSE 'weging-3' END, 'INTERNAL', 'Team', now() - (n * interval '37 seconds'),
  'UNKNOWN', '', %s, '{{}}', '{{}}', 'NORMAL', 'X', '6', 'UNVERIFIED', 'NOT_NEEDED', false, '', '{{}}'
FROM generate_series({first}, {last}) n WHERE hashint4(n) & 2147483647 >= {low} AND hashint4(n) & 2147483647 < {high}
"""


def median_ms(work: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """The median duration in milliseconds, after two rounds to warm up."""
    for _ in range(2):
        work()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(times), 2)


def people() -> dict[str, User]:
    """One coordinator per share, each in a municipality of his own."""
    found = {}
    for number, label in enumerate(SHARES):
        organisation = Organisation.objects.create(
            code=f"bench{number}",
            name=f"Bench {label}",
            kind="MUNICIPALITY",
            municipality_code=f"GM90{number:02d}",
        )
        for role in (Role.COORDINATOR, Role.ANALYST):
            role_group(organisation, role)
        user = User.objects.create_user(
            f"b{number}@bench.invalid", None, name=f"Bench {number}", organisation=organisation, clearance=3
        )
        group = role_group(organisation, Role.COORDINATOR)
        RoleAssignment.objects.create(user=user, role_group=group, reason="bench")
        found[label] = user
    return found


def fill(users: dict[str, User], first: int, last: int) -> None:
    """Rows by plain SQL as the owner; the sealed text has the form of a token and is never opened."""
    token = keyring.encrypt(b"x" * 600, context="bench", row="bench")
    low = 0
    with connections["owner"].cursor() as cursor:
        for label, user in users.items():
            high = min(low + int(SHARES[label] * 2**31), 2**31)
            groups = [
                role_group(user.organisation, role).group_id for role in (Role.COORDINATOR, Role.ANALYST)
            ]
            acl = "{" + ",".join(map(str, sorted([0, *(-group for group in groups)]))) + "}"
            sql = FILL_SQL.format(
                owner=user.organisation_id, acl=acl, first=first, last=last, low=low, high=high
            )
            cursor.execute(sql, [token])
            low = high
        cursor.execute("VACUUM ANALYZE signals_signal")


@contextmanager
def no_audit() -> Any:
    """Pages without a log, to see what the log costs."""
    with mock.patch("audit.record._execute", lambda sql, params: None):
        yield


def measure_size(users: dict[str, User], size: int) -> dict[str, Any]:
    """All figures at one size."""
    figures: dict[str, Any] = {"signals": size}

    def floor() -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute(FLOOR_SQL)
            cursor.fetchall()

    figures["floor_ms"] = median_ms(floor)
    for label, user in users.items():
        with acting_as(user):
            page = Signal.objects.visible_to(user).filter(lane="nieuw").order_by("-received_at", "-id")
            keys = page.values_list("pk", flat=True)
            figures[f"query {label} ms"] = median_ms(lambda keys=keys: list(keys[:51]))
            figures[f"inbox rows {label} ms"] = median_ms(lambda user=user: inbox(user, Filters()))
    client = sign_in(Client(), users["89 %"])
    figures["inbox page ms"] = median_ms(lambda: client.get("/signalen/?bak=nieuw"))
    with no_audit():
        figures["inbox page without audit ms"] = median_ms(lambda: client.get("/signalen/?bak=nieuw"))
    with acting_as(SYSTEM, why="bench"):
        signal = register_signal(
            by=None,
            new=NewSignal(
                title="Bench",
                source_type="INTERNAL",
                narrative="Bij de loods staan elke avond drie busjes en er hangt een sterke geur van aceton.",
                received_at=clock.now(),
                owner=users["89 %"].organisation,
                location="Plesmanweg 12, Almelo",
            ),
        )
    figures["detail page ms"] = median_ms(lambda: client.get(f"/signalen/{signal.number}/"))
    with no_audit():
        figures["detail page without audit ms"] = median_ms(lambda: client.get(f"/signalen/{signal.number}/"))
    figures["audit of one record ms"] = median_ms(lambda: audit_queries.events_of_record(str(signal.pk)))
    figures["import rows per second"] = import_speed(users["1 %"])
    figures["audit ratio inbox"] = round(figures["inbox page ms"] / figures["inbox page without audit ms"], 2)
    figures["audit ratio detail"] = round(
        figures["detail page ms"] / figures["detail page without audit ms"], 2
    )
    return figures


def import_speed(user: User) -> float:
    """Rows of a CSV file that become signals per second, through the real registration."""
    count = 300
    began = time.perf_counter()
    with acting_as(user, why="bench"):
        for number in range(count):
            register_signal(
                by=user,
                action="signals.import",
                new=NewSignal(
                    title=f"Bench {number}",
                    source_type="ODT",
                    narrative=f"Controle {number}: loods zonder vergunning, vaten zonder etiket en een bus die wegrijdt.",
                    received_at=clock.now(),
                    owner=user.organisation,
                    location=f"Windslaan {number}, Almelo",
                    external_number=f"Z-{time.time_ns()}",
                ),
            )
    return round(count / (time.perf_counter() - began), 1)


def main() -> None:
    """Fill, measure, print."""
    sizes = [int(size) for size in sys.argv[1].split(",")]
    make_demo_accounts()
    users = people()
    results = []
    done = 0
    for size in sizes:
        fill(users, done + 1, size)
        done = size
        results.append(measure_size(users, size))
        print(json.dumps(results[-1], indent=1), flush=True)
    if len(results) > 1:
        first, last = results[0], results[-1]
        growth = {
            name: round(last[name] / first[name], 2) for name in first if name.endswith("ms") and first[name]
        }
        print("growth", json.dumps(growth, indent=1))
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(json.dumps(results, indent=1))
    connection.close()


if __name__ == "__main__":
    main()
