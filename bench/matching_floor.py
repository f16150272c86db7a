"""What a general engine makes of labelled pairs, as the floor for ours; run by hand, with a Python that has it:
``PYTHON -m bench.matching_floor PAIRS``.

The engine is *logic-v2* of OpenSanctions (``pip install nomenklatura`` in an environment of its own: VIK does without).
Each description becomes an entity of its data model; fields that the model does not know are left out. The pairs are
those of ``bench.matching`` or what ``bench.matching_public --out FILE`` writes.
"""

import argparse
import importlib
import json
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.matching import f1_of

SCHEMAS = {"person": "Person", "company": "Company", "address": "Address", "vehicle": "Vehicle"}
FIELDS = {
    "geboortedatum": "birthDate",
    "telefoon": "phone",
    "bsn": "idNumber",
    "kvk": "registrationNumber",
    "kenteken": "registrationNumber",
}


def kind_of(row: Mapping[str, Any]) -> str:
    """The kind of a pair, wherever it stands."""
    return str(row.get("type") or row["a"].get("type") or row["a"].get("schema") or "")


class Floor:
    """The engine, and the entities that it compares."""

    def __init__(self) -> None:
        self._model = importlib.import_module("followthemoney").model
        self._engine = importlib.import_module("nomenklatura.matching").get_algorithm("logic-v2")
        self._config = self._engine.default_config()
        self._made = 0

    def score(self, row: Mapping[str, Any]) -> float:
        """The score of one pair, 0 to 1."""
        left, right = (self._entity(row[side], kind_of(row)) for side in "ab")
        return float(self._engine.compare(left, right, self._config).score)

    def _entity(self, said: Mapping[str, Any], kind: str) -> Any:
        entity = self._model.make_entity(said.get("schema") or SCHEMAS.get(kind.lower(), "LegalEntity"))
        self._made += 1  # the engine remembers the names of an entity by its key
        entity.id = f"floor-{self._made}"
        whole_address = "full" if kind.lower() == "address" else "address"
        for name, value in (said | (said.get("properties") or {})).items():
            known = whole_address if name == "adres" else FIELDS.get(name, name)
            if known in entity.schema.properties and value:
                entity.add(known, [str(one) for one in (value if isinstance(value, list) else [value])])
        if kind.lower() == "vehicle":
            entity.add("name", str(said.get("kenteken", "")))
        return entity


def main() -> int:
    """Read, compare, print F1 by group and over all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    floor, groups = Floor(), defaultdict(list)
    for line in parser.parse_args().pairs.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("decidable", True):
            row["score"] = floor.score(row)
            groups[row.get("group") or kind_of(row)].append(row)
            groups["all"].append(row)
    for name, rows in sorted(groups.items()):
        print(f"{name:16} {f1_of(rows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
