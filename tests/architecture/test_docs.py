"""What the documents name, exists: files, folders, and in compliance.md each test by its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]
# Rooms and folders of the repository; an address such as `/audit/` begins with a stroke.
PATH = re.compile(r"`(?![A-Z]+_)([\w.-]+(?:/[\w.-]+)+/?|[\w-]+/|[\w-]+\.(?:md|py|toml|yml))(?:::(\w+))?`")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
# Made at run time, or named as what must not exist.
NOT_HERE = {".local/", "tasks.py", "policy.py", "rules.py", "states.py", "intake/", "forms/", "models/"}
NOT_HERE |= {"operations/", "queries/", "views/", "urls.py", "/var/tmp", "imports/"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_in_a_document_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = {path for path, _ in PATH.findall(text)} - NOT_HERE
    missing = [path for path in named if not (ROOT / path).exists()]
    missing += [link for link in LINK.findall(text) if not (document.parent / link.split()[0]).exists()]
    assert sorted(missing) == []


def test_every_demand_of_the_law_names_a_test_that_exists() -> None:
    rows = [
        line.strip().strip("|").split("|")
        for line in (ROOT / "docs" / "compliance.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
    ][2:]
    assert len(rows) > 15
    wrong = []
    for row in rows:
        named = PATH.findall(row[-1])
        if not named:
            wrong.append(f"{row[0].strip()}: no test")
        for path, test in named:
            file = ROOT / path
            if not path.startswith("tests/") or not file.is_file():
                wrong.append(f"{row[0].strip()}: {path}")
            elif test and not re.search(rf"^(?:async )?def {test}\b", file.read_text(encoding="utf-8"), re.M):
                wrong.append(f"{row[0].strip()}: {path}::{test}")
    assert wrong == []
