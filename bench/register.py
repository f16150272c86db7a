"""Subjects at each size: suggestions beside a text, the search box, a page and registering."""

import io
import json
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connection, connections  # noqa: E402
from django.db.models import Q  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from access.contexts import SYSTEM, acting_as  # noqa: E402
from access.records import Part, Record  # noqa: E402
from accounts.demo import make_demo_accounts  # noqa: E402
from accounts.models import Role, User, role_group  # noqa: E402
from bench.measure import SHARES, fill, median_ms, people  # noqa: E402
from core import clock  # noqa: E402
from core.ids import uuid7  # noqa: E402
from desk.question import Question  # noqa: E402
from desk.search import search  # noqa: E402
from encryption import keyring  # noqa: E402
from signals.models.signal import text_tokens  # noqa: E402
from subjects import facts  # noqa: E402
from subjects.deriving import key_for, name_keys_of  # noqa: E402
from subjects.matching.call_names import _LINES  # noqa: E402
from subjects.models import Subject  # noqa: E402
from subjects.operations import NewFact, NewSubject, Source, register_subject  # noqa: E402
from subjects.queries import known, marks_in  # noqa: E402
from tests.cast import sign_in  # noqa: E402

SEED = 11
PREFIXES = ("", "", "", "van ", "de ", "van der ", "van den ", "el ", "ten ")
STARTS = re.split(" ", "b br d dr f g gr h j k kl kr l m n p pr r s sch sl sm st t v vr w z")
MIDDLES = re.split(" ", "a aa e ee i ie ij o oe oo u ui eu ou")
ENDS = re.split(" ", "k kker l lsma man mans n nsen ns r rs s ssen sma stra t ter ts veld berg huis ink ing")
TRADES = ("Garage", "Bakkerij", "Kapsalon", "Autohandel", "Horeca", "Bouw", "Transport", "Vastgoed", "Import")
STREETS = ("straat", "weg", "laan", "kade", "plein", "hof")
WORDS = tuple(f"{a}{b}{c}" for a in STARTS for b in MIDDLES for c in ENDS)
TEXT = (
    "Volgens {0} komen {1} en {2} elke avond bij de loods aan de Plesmanweg 12 in Almelo. {3} rijdt in "
    "DX-951-H en belt met 06-55512345. Ook {4}, {5}, {6} en {7} zijn er vaak gezien."
)


class Town:
    """Invented names with the skew of real ones: a few that many have, many that few have."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        pick = random.Random(SEED)
        self.given = [line[0].title() for line in _LINES]
        self.family = list(
            dict.fromkeys(
                f"{pick.choice(PREFIXES)}{(pick.choice(STARTS) + pick.choice(MIDDLES) + pick.choice(ENDS)).title()}"
                for _ in range(30000)
            )
        )
        self.steps = {
            name: list(accumulate(1 / (rank + 8) for rank in range(len(names))))
            for name, names in (("given", self.given), ("family", self.family), ("word", list(WORDS)))
        }

    def _one(self, name: str, names: Any) -> str:
        return str(self.chance.choices(names, cum_weights=self.steps[name])[0])

    def person(self) -> str:
        """A given name and a surname."""
        return f"{self._one('given', self.given)} {self._one('family', self.family)}"

    def company(self) -> str:
        """A trade and a name."""
        return f"{self.chance.choice(TRADES)} {self._one('word', WORDS).title()} B.V."

    def house(self) -> str:
        """A street, a number and a town."""
        street = f"{self._one('word', WORDS).title()}{self.chance.choice(STREETS)}"
        return f"{street} {self.chance.randint(1, 400)}, Almelo"

    def plate(self) -> str:
        """A Dutch plate of one side code."""
        letters = "".join(self.chance.choices("BDFGHJKLNPRSTVXZ", k=5))
        return f"{letters[:2]}{self.chance.randint(100, 999)}{letters[2]}"

    def phone(self) -> str:
        """A mobile number."""
        return f"+316{self.chance.randint(10000000, 99999999)}"

    def narrative(self) -> str:
        """Forty words, some of which stand in every second text."""
        return " ".join(self._one("word", WORDS) for _ in range(40))


def _subject(town: Town) -> tuple[str, str, str, str, list[tuple[str, str]]]:
    """Kind, fact of the name, name, label and the keys of one record."""
    draw = town.chance.random()
    if draw < 0.6:
        keys = [("PHONE", town.phone())] if draw < 0.2 else []
        return "PERSON", "name", town.person(), "", keys
    if draw < 0.75:
        return "ORGANISATION", "name", town.company(), "", []
    if draw < 0.9:
        house = town.house()
        return "PREMISES", "location", house, "", [("ADDRESS", house)]
    plate = town.plate()
    return "VEHICLE", "plate", plate, "", [("PLATE", plate)]


def fill_subjects(users: dict[str, User], first: int, last: int) -> None:
    """Rows by COPY as the owner; names, keys and sealed labels are the real ones."""
    town, at = Town(first), clock.now()
    owners = []
    for user in users.values():
        groups = [role_group(user.organisation, role).group_id for role in (Role.COORDINATOR, Role.ANALYST)]
        owners.append((user.organisation_id, sorted([0, *(-group for group in groups)])))
    steps = list(accumulate(SHARES.values()))
    rows: list[Any] = []
    for number in range(first, last + 1):
        owner, acl = town.chance.choices(owners, cum_weights=steps)[0]
        rows.append((number, owner, acl, *_subject(town)))
        if len(rows) == 20000 or number == last:
            _copy(rows, at)
            rows = []
    with connections["owner"].cursor() as cursor:
        for table in ("subject", "statement", "subjectkey"):
            cursor.execute(f"VACUUM ANALYZE subjects_{table}")


def _copy(rows: list[Any], at: Any) -> None:
    made, said, found = [], [], []
    for number, owner, acl, kind, fact, name, _, keys in rows:
        pk = uuid7()
        label = keyring.encrypt(name.encode(), context="subjects.subject.label", row=str(pk))
        plain = facts.plain_name(name)
        made.append(
            (
                *(pk, at, at, f"SB-2001-{number:08}", 2, ["avg_internal"], acl, 1, kind, label, plain),
                *(owner, name_keys_of(kind, [name]), []),
            )
        )
        row = uuid7()
        value = keyring.encrypt(name.encode(), context="subjects.statement.value", row=str(row))
        said.append((row, at, at, fact, value, "", "", "COLLEAGUE", "", "X", "6", at, pk))
        found += [(uuid7(), at, at, kind_, key, pk) for kind_, value in keys for key in key_for(kind_, value)]
    with connections["owner"].cursor() as cursor:
        for table, columns, lines in (
            (
                "subject",
                "id,created_at,changed_at,number,confidentiality,regimes,acl,version,kind,label,names,owner_id,"
                "name_keys,also_for",
                made,
            ),
            (
                "statement",
                "id,created_at,changed_at,fact,value,since,until,source,source_number,reliability,credibility,"
                "stated_at,subject_id",
                said,
            ),
            ("subjectkey", "id,created_at,changed_at,kind,key,subject_id", found),
        ):
            text = io.StringIO("".join("\t".join(map(_cell, line)) + "\n" for line in lines))
            cursor.copy_expert(f"COPY subjects_{table} ({columns}) FROM STDIN", text)


def _cell(value: Any) -> str:
    if isinstance(value, bytes):
        return rf"\\x{value.hex()}"
    if isinstance(value, list):
        return "{" + ",".join(map(str, value)) + "}"
    return str(value)


def index_texts(first: int, last: int) -> None:
    """Give the signals of the bench the tokens of invented texts."""
    town = Town(-first)
    texts = [sorted(text_tokens(town.narrative())) for _ in range(2000)]
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE IF NOT EXISTS invented (n integer, tokens bigint[])")
        cursor.execute("TRUNCATE invented")
        cursor.executemany("INSERT INTO invented VALUES (%s, %s)", list(enumerate(texts)))
        cursor.execute(
            "UPDATE signals_signal s SET tokens = i.tokens FROM invented i WHERE s.number LIKE 'B-%%' "
            "AND s.tokens = '{}' AND i.n = hashtext(s.number) & 1023"
        )
        cursor.execute("VACUUM ANALYZE signals_signal")


def spread_ms(works: list[Callable[[], Any]]) -> dict[str, float]:
    """Median and 95th percentile of many different questions, each asked once after one to warm up."""
    works[0]()
    times = []
    for work in works:
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return {"p50": round(statistics.median(times), 1), "p95": round(times[int(len(times) * 0.95)], 1)}


def questions(town: Town) -> Iterator[str]:
    """Twelve kinds of questions, as people type them."""
    for _ in range(8):
        person, house = town.person(), town.house()
        yield person
        yield _slip(town, person)
        yield person.split()[-1]
        yield person.split()[0]
        yield town.company()
        yield house
        yield f"adres: {house}"
        yield f"kenteken:{town.plate()}"
        yield town.phone()
        yield "kvk:12345678"
        yield f"{town.chance.choice(WORDS[:40])} {town.chance.choice(WORDS)}"
        yield f"{person} na:1-1-2024"


def _slip(town: Town, name: str) -> str:
    place = town.chance.randrange(2, len(name))
    return name[: place - 1] + name[place:]


def without_permissions(text: str) -> None:
    """The same question to the indexes, by the owner whom no lock holds: the floor of the search."""
    plain = facts.plain_name(text)
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT id, word_similarity(%s, names) FROM subjects_subject WHERE names %%> %s "
            "ORDER BY 2 DESC, id LIMIT 200",
            [plain, plain],
        )
        cursor.fetchall()
        cursor.execute(
            "SELECT id FROM signals_signal WHERE tokens @> %s ORDER BY received_at DESC LIMIT 1000",
            [sorted(text_tokens(text))],
        )
        cursor.fetchall()


def measure(users: dict[str, User], size: int) -> dict[str, Any]:
    """All figures at one size."""
    figures: dict[str, Any] = {"subjects": size}
    for label, user in users.items():
        town = Town(size)
        texts = [TEXT.format(*(town.person() for _ in range(8))) for _ in range(20)]
        marks = [marks_in(text) for text in texts]
        assert all(len(found) >= 8 for found in marks)
        asked = list(questions(town))
        with acting_as(user):
            figures[f"suggestions {label} ms"] = spread_ms(
                [lambda found=found, user=user: known(user, found) for found in marks]
            )
            figures[f"search {label} ms"] = spread_ms(
                [lambda text=text, user=user: search(user, Question.read(text)) for text in asked]
            )
    figures["search without permissions ms"] = _search_unlocked(users["89 %"], asked)
    town = Town(size)
    names = [town.person() for _ in range(60)]
    figures["index of names without locks ms"] = spread_ms(
        [lambda name=name: without_permissions(name) for name in names]
    )
    figures["reading 8 names from a text ms"] = median_ms(lambda: marks_in(texts[0]))
    user = users["89 %"]
    with acting_as(user):
        numbers = list(
            Subject.objects.visible_to(user).filter(kind="PERSON").values_list("number", flat=True)[:20]
        )
    client = sign_in(Client(), user)
    figures["subject page ms"] = median_ms(lambda: client.get(f"/subjecten/{numbers[0]}/"))
    figures["list page ms"] = median_ms(lambda: client.get("/subjecten/"))
    figures["own log page ms"] = median_ms(lambda: client.get(reverse("privacy:own_log")))
    figures["page: bare rows ms"] = median_ms(lambda: _bare_rows(numbers[0]))
    figures["registered per second"] = _register_speed(users["1 %"])
    figures["bare inserts of as many rows per second"] = _insert_speed(size)
    return figures


@contextmanager
def unlocked() -> Iterator[None]:
    """Neither lock: the tables answer the owner, for whom row-level security does not hold, to everybody."""
    mine = connections["default"]
    filters = {model: model.__dict__["visible_filter"] for model in (Record, Part)}
    connections["default"] = connections["owner"]
    for model in filters:
        setattr(model, "visible_filter", classmethod(lambda cls, actor: Q()))  # noqa: B010 -- mypy forbids the plain form
    try:
        yield
    finally:
        connections["default"] = mine
        for model, kept in filters.items():
            setattr(model, "visible_filter", kept)  # noqa: B010 -- as above


def _search_unlocked(user: User, asked: list[str]) -> dict[str, float]:
    """The same questions through the same code without permissions: what the locks are compared with.

    The functions that find names by an index hold the second lock themselves, so the system asks.
    """
    with unlocked(), acting_as(SYSTEM, why="bench"):
        return spread_ms([lambda text=text: search(user, Question.read(text)) for text in asked])


def _bare_rows(number: str) -> None:
    """The rows of one page, asked plainly by the owner: the floor of the page."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT * FROM subjects_subject WHERE number = %s", [number])
        key = cursor.fetchall()[0][0]
        for table, column in (
            ("statement", "subject_id"),
            ("relation", "subject_id"),
            ("relation", "other_id"),
            ("judgement", "subject_id"),
        ):
            cursor.execute(f"SELECT * FROM subjects_{table} WHERE {column} = %s", [key])
            cursor.fetchall()


def _insert_speed(size: int) -> float:
    """Rows like those of one registration (record, two statements, five keys), committed one by one."""
    town, count = Town(size + 1), 200
    began = time.perf_counter()
    for place in range(count):
        subject = (50_000_000 + size + place, *_owner_of_all(), *_subject(town))
        _copy([subject], clock.now())
    return round(count / (time.perf_counter() - began), 1)


def _owner_of_all() -> tuple[int, list[int]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT owner_id, acl FROM subjects_subject LIMIT 1")
        owner, acl = cursor.fetchone()
    return owner, acl


def growth(results: list[dict[str, Any]]) -> dict[str, float]:
    """How much slower the largest size is than the smallest, by figure."""
    first, last = results[0], results[-1]
    found = {}
    for name, value in last.items():
        if name.endswith("ms"):
            then, now = (each["p50"] if isinstance(each, dict) else each for each in (first[name], value))
            found[name] = round(now / then, 2)
    return found


def _register_speed(user: User) -> float:
    town, count = Town(7), 200
    began = time.perf_counter()
    with acting_as(user, why="bench"):
        for _ in range(count):
            new = NewSubject(
                kind="PERSON",
                owner=user.organisation,
                facts=[NewFact("name", town.person()), NewFact("address", town.house())],
                source=Source(),
            )
            register_subject(by=user, new=new)
    return round(count / (time.perf_counter() - began), 1)


def main() -> None:
    """Fill, measure, print."""
    sizes = [int(size) for size in sys.argv[1].split(",")]
    make_demo_accounts()
    users = people()
    results, done = [], 0
    for size in sizes:
        began = time.perf_counter()
        fill(users, done + 1, size)
        index_texts(done + 1, size)
        fill_subjects(users, done + 1, size)
        print(f"filled to {size} in {time.perf_counter() - began:.0f} s", flush=True)
        done = size
        results.append(measure(users, size))
        print(json.dumps(results[-1], indent=1), flush=True)
    if len(results) > 1:
        print("growth from smallest to largest:", json.dumps(growth(results), indent=1))
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(json.dumps(results, indent=1))
    connection.close()


if __name__ == "__main__":
    main()
