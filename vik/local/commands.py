"""Commands in a checkout where nobody set up an environment: beside a demo they use that demo.

On a real server the environment is there, and nothing here happens.
"""

import base64
import json
import os
import secrets
import tempfile
from collections.abc import MutableMapping, Sequence
from pathlib import Path

from vik.local import account
from vik.local.secret_store import new_keyring

KEPT = "environment.json"
# They read and compute only: no database, no stored secret.
NEED_NOTHING = frozenset({"match_pairs", "extract", "deadline", "help"})
OURS = ("VIK_", "DATABASE_URL", "REDIS_URL")


def keep_environment(folder: Path, environment: MutableMapping[str, str]) -> None:
    """Let commands find this demo: its own settings, readable for its owner only."""
    ours = {name: value for name, value in environment.items() if name.startswith(OURS)}
    half = folder / f"{KEPT}.half"
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as output:
        json.dump(ours, output)
    half.rename(folder / KEPT)


def complete_environment(arguments: Sequence[str], environment: MutableMapping[str, str]) -> None:
    """Fill in what a command needs, when the caller gave no settings of VIK at all."""
    if "VIK_SECRET_KEY" in environment:
        return
    state = Path(environment["VIK_STATE"]) if "VIK_STATE" in environment else account.state_folder()
    kept = state / KEPT
    command = arguments[1] if len(arguments) > 1 else "help"
    if command in NEED_NOTHING or "--help" in arguments or "-h" in arguments:
        environment.update(_nothing_kept())
    elif kept.is_file():
        environment.update(json.loads(kept.read_text()))


def _nothing_kept() -> dict[str, str]:
    """Settings with which nothing can be read or stored: new secrets, no database."""
    return {
        "VIK_SECRET_KEY": secrets.token_urlsafe(64),
        "VIK_KEYRING": json.dumps(new_keyring()),
        "VIK_CHECKPOINT_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "VIK_SEAL_STORE": str(Path(tempfile.gettempdir()) / "vik-no-seals"),
        "DATABASE_URL": "postgresql://vik_app@127.0.0.1:1/vik",
        "VIK_AUDIT_DATABASE_URL": "postgresql://vik_audit@127.0.0.1:1/vik",
    }
