"""VIK refuses to start when it could not keep its secrets or its promises."""

import logging
import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError, connections

from encryption.keyring import check_keys

log = logging.getLogger("vik.checks")
LOOPBACK = {"127.0.0.1", "localhost", "::1", "[::1]"}


def register_all() -> None:
    """Make the checks part of every management command."""
    register(check_settings, Tags.security)
    register(check_roles, Tags.database)
    register(check_stored_keys, Tags.database)


def refuse_unsafe_start() -> None:
    """Stop this process, with all reasons at once, unless everything is in order.

    :raises ImproperlyConfigured: when a check fails
    """
    doors = ["default", "audit"]
    problems = [*check_settings(), *check_roles(databases=doors), *check_stored_keys(databases=doors)]
    if problems:
        raise ImproperlyConfigured(
            "VIK refuses to start:\n" + "\n".join(f"- {problem.msg} ({problem.id})" for problem in problems)
        )


def check_settings(**_: object) -> list[CheckMessage]:
    """Check everything that needs no database."""
    return [
        Error(message, id=f"vik.E{number:03}")
        for number, message in [*_secret_key(), *_keyring(), *_seal_store(), *_demo(), *_doors()]
    ]


def check_roles(databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """Check that neither door at run time can go around row-level security or own what it writes to.

    A database that does not answer is no reason to refuse: `/readyz` tells, and it may still come.
    """
    problems: list[CheckMessage] = []
    for alias in set(databases or []) & {"default", "audit"}:
        try:
            with connections[alias].cursor() as cursor:
                cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
                almighty = cursor.fetchone()[0]
                cursor.execute(
                    "SELECT EXISTS (SELECT 1 FROM pg_tables "
                    "WHERE schemaname = 'public' AND tableowner = current_user)"
                )
                owner = cursor.fetchone()[0]
        except OperationalError:
            log.warning("the database role of %s is not checked: no answer", alias)
            continue
        if almighty:
            problems.append(
                Error(f"the database role of {alias} can bypass row-level security", id="vik.E020")
            )
        if owner:
            problems.append(
                Error(f"the database role of {alias} owns tables; only migrations may", id="vik.E021")
            )
    return problems


def check_stored_keys(databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """Check that no key is missing with which stored values are sealed (a sample: oldest and newest).

    Without tables, before the first migration, there is nothing to miss.
    """
    from access.rotation import stored_key_ids

    if "default" not in (databases or []):
        return []
    try:
        used = stored_key_ids()
    except (OperationalError, ProgrammingError):
        log.warning("the keys of stored values are not checked: no answer, or no tables yet")
        return []
    except ImproperlyConfigured:
        # No ring at all: check_settings says so.
        return []
    return [Error(problem, id="vik.E022") for problem in check_keys(used)]


def _secret_key() -> list[tuple[int, str]]:
    key = settings.SECRET_KEY
    if len(key) < 50 or len(set(key)) < 10 or key.startswith("django-insecure"):
        return [(1, "VIK_SECRET_KEY must be at least 50 random characters")]
    return []


def _keyring() -> list[tuple[int, str]]:
    return [(2, problem) for problem in check_keys()]


def _seal_store() -> list[tuple[int, str]]:
    folder = Path(settings.VIK_SEAL_STORE)
    if not folder.is_dir() or not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return [(3, "VIK_SEAL_STORE must be an existing folder in which VIK may write")]
    return []


def _demo() -> list[tuple[int, str]]:
    if not settings.DEMO:
        return []
    address = urlsplit(settings.BASE_URL).hostname or ""
    if {*settings.ALLOWED_HOSTS, address} <= LOOPBACK:
        return []
    return [(4, "VIK_DEMO lets everybody in without a second factor, so it serves the loopback address only")]


def _doors() -> list[tuple[int, str]]:
    problems = []
    users = {alias: settings.DATABASES[alias].get("USER") for alias in ("default", "audit")}
    if users["audit"] == users["default"]:
        problems.append((5, "VIK_AUDIT_DATABASE_URL must use a role of its own, not that of DATABASE_URL"))
    if not settings.PLAIN_HTTP and not settings.VIK_CHECKPOINT_KEY:
        problems.append((6, "VIK_CHECKPOINT_KEY is needed to sign the audit log every hour"))
    return problems
