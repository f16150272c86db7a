"""Every operation writes an audit line: whoever changes something is on record, with what and why."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    [
        *ROOT.glob("*/operations.py"),
        *ROOT.glob("*/operations/*.py"),
        ROOT / "access" / "grants.py",
        ROOT / "access" / "calendars.py",
    ]
)
WRITERS = {"record_event", "record_many"}
# Operations without a line of their own, each with the reason.
SILENT = {
    "access.calendars.open_address": "counts a read of a calendar; the page that answers writes its line",
    "signals.operations.drafts.save_draft": "a reporter's own unsent text; the report has its line",
    "signals.operations.saving.save_view": "a user's own filter, codes only",
    "signals.operations.imports.map_columns": "in the field log; the import has lines at receipt and end",
    "signals.operations.imports.start_run": "in the field log; the import has lines at receipt and end",
}


class Module:
    """The functions of a module, what each calls, and where imported names come from."""

    def __init__(self, path: Path) -> None:
        tree = ast.parse(path.read_text())
        parts = path.relative_to(ROOT).with_suffix("").parts
        # A package answers under its own name for what it hands on.
        self.name = ".".join(parts).removesuffix(".__init__")
        self.functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        self.imported = {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }

    def operations(self) -> list[str]:
        """The public functions that are one transaction: by the house rule each is an operation."""
        return [
            name
            for name, node in self.functions.items()
            if not name.startswith("_") and any("atomic" in ast.unparse(one) for one in node.decorator_list)
        ]


HOUSE = {module.name: module for module in map(Module, MODULES)}
OPERATIONS = [f"{module.name}.{name}" for module in HOUSE.values() for name in module.operations()]


def writes(module: str, name: str, seen: set[tuple[str, str]]) -> bool:
    """Does this function write a line, itself or through another function of an operations module?"""
    if name in WRITERS:
        return True
    if (module, name) in seen or module not in HOUSE:
        return False
    seen.add((module, name))
    room = HOUSE[module]
    if name not in room.functions:
        source = room.imported.get(name)
        return source is not None and writes(*source, seen)
    called = {node.id for node in ast.walk(room.functions[name]) if isinstance(node, ast.Name)}
    return any(writes(module, other, seen) for other in called if other != name)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_writes_a_line(operation: str) -> None:
    module, name = operation.rsplit(".", 1)
    assert writes(module, name, set()) != (operation in SILENT)


def test_the_operations_are_found() -> None:
    assert len(OPERATIONS) > 40
    assert SILENT.keys() <= set(OPERATIONS)
