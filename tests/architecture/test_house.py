"""What import-linter can't see: tables point down, doors are used, files stay small and say what they are for."""

from __future__ import annotations

import ast
import configparser
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[2]
HERE = sorted(path.parent.name for path in ROOT.glob("*/apps.py"))
FOUNDATIONS = {"core", "encryption", "audit", "accounts", "reference", "access", "documents", "legal"}
DOORS = {"models", "queries", "operations", "states", "hint"}
# A command of the roof composes rooms through their real importers.
COMPOSERS = {"vik", "desk"}
LOCKPICKS = {"_base_manager", "_raw_delete", "extra"}
DJANGO_SIGNALS = re.compile(r"django\.dispatch|django\.[\w.]*\bsignals\b|django\.[\w.]+ import .*\bsignals\b")
ASKS_THE_TIME = re.compile(r"timezone\.now\b|datetime\.(?:now|today|utcnow)\b|date\.today\b|\btime\.time\b")
LONGEST = 400
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "common.py", "signals.py"}


def layers() -> list[set[str]]:
    """The storeys of the building, from the roof down."""
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter")
    lines = config["importlinter:contract:building"]["layers"].split("\n")
    return [{part.strip() for part in line.split("|")} for line in lines if line.strip()]


def sources() -> Iterator[tuple[str, Path]]:
    """Every file of the house but the migrations."""
    for app in [*HERE, "legal"]:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield app, path


FILES = list(sources())


@cache
def parsed(path: Path) -> ast.Module:
    """A file as Python reads it; several tests look at all of them."""
    return ast.parse(path.read_text())


def test_every_app_has_a_place_in_the_building() -> None:
    assert set(HERE) - set().union(*layers()) == set()


def test_foreign_keys_only_point_down() -> None:
    level = {name: storey for storey, row in enumerate(reversed(layers())) for name in row}
    wrong = []
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and field.related_model:
                ours, theirs = model._meta.app_label, field.related_model._meta.app_label
                if ours != theirs and {ours, theirs} <= level.keys() and level[theirs] >= level[ours]:
                    wrong.append(f"{model._meta.label}.{field.name} -> {theirs}")
    assert wrong == []


def test_rooms_are_entered_through_their_doors() -> None:
    wrong = []
    for app, path in FILES:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                target, *rest = node.module.split(".")
                names = rest[:1] or [alias.name for alias in node.names]
                room = target in HERE and target not in FOUNDATIONS
                if room and target != app and app not in COMPOSERS and not set(names) <= DOORS:
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(node)}")
    assert wrong == []


def test_a_name_that_a_package_gives_is_not_also_one_of_its_files() -> None:
    """Whoever imports the file first would put the module in the place of the name."""
    wrong = []
    for _, path in FILES:
        if path.name == "__init__.py":
            package = ".".join(path.relative_to(ROOT).parent.parts)
            for node in ast.walk(parsed(path)):
                if isinstance(node, ast.ImportFrom):
                    for name in (alias.asname or alias.name for alias in node.names):
                        # Its own file is read first, and then stays hidden behind the name for good.
                        if (path.parent / f"{name}.py").exists() and node.module != f"{package}.{name}":
                            wrong.append(f"{package}.{name} comes from {node.module}")
    assert wrong == []


@pytest.mark.parametrize("path", [path for _, path in FILES], ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_small_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text()
    assert path.name not in FORBIDDEN_NAMES
    assert text.count("\n") <= LONGEST
    assert not text.strip() or ast.get_docstring(parsed(path))


def test_nobody_picks_the_lock() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} .{node.attr}"
        for _, path in FILES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in LOCKPICKS and path.name != "sealed.py"
    ]
    assert wrong == []


def test_there_are_no_django_signals_in_this_house() -> None:
    # django-auditlog is itself signal-driven: naming the actor of its entries is the one exception.
    wrong = [
        str(path.relative_to(ROOT))
        for _, path in FILES
        if DJANGO_SIGNALS.search(path.read_text()) and path != ROOT / "audit" / "fields.py"
    ]
    assert wrong == []


def test_only_the_clock_asks_the_time() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for app, path in FILES
        if ASKS_THE_TIME.search(path.read_text())
        and (app, path.name) != ("core", "clock.py")
        # The local stack measures the age of files before Django is there.
        and path.parent != ROOT / "vik" / "local"
    ]
    assert wrong == []
