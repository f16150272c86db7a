"""The secrets of a local VIK: made once, kept in its state folder, readable for their owner only."""

import base64
import json
import os
import secrets
from pathlib import Path


def secret_settings(folder: Path) -> dict[str, str]:
    """Return the settings that are secret, making them at the first start.

    :param folder: a folder that only we can read
    """
    keyring = folder / "keyring.json"
    if not keyring.exists():
        _write(keyring, json.dumps(new_keyring()))
    return {
        "VIK_SECRET_KEY": _kept(folder / "secret_key", secrets.token_urlsafe(64)),
        # 32 random bytes are an Ed25519 private key.
        "VIK_CHECKPOINT_KEY": _kept(folder / "checkpoint_key", _random_key()),
        "VIK_KEYRING": str(keyring),
    }


def new_keyring() -> dict[str, object]:
    """Make a keyring with one key to encrypt and one to index."""
    return {
        "active": "1",
        "keys": {"1": _random_key()},
        "index": {"active": "1", "keys": {"1": _random_key()}},
    }


def _random_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _kept(file: Path, fresh: str) -> str:
    if not file.exists():
        _write(file, fresh)
    return file.read_text().strip()


def _write(file: Path, text: str) -> None:
    """Write all or nothing: a half-written key would make everything encrypted with it unreadable."""
    half = file.with_suffix(".half")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as output:
        output.write(text)
        output.flush()
        os.fsync(output.fileno())
    half.rename(file)
