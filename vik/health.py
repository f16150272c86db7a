"""Two public addresses for who watches over VIK: does it live, and can it work?"""

import logging
from collections.abc import Callable

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from access.rotation import stored_key_ids
from encryption.keyring import check_keys

log = logging.getLogger("vik.health")
_settled: set[str] = set()


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that the process lives; asks nothing of anybody else."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when a user could work now, else 503; says which part, never why (that is in the log)."""
    parts = {name: _works(name, part) for name, part in PARTS.items()}
    good = all(parts.values())
    return JsonResponse(
        {"ready": good, **{name: "ok" if works else "failed" for name, works in parts.items()}},
        status=200 if good else 503,
    )


def _works(name: str, part: Callable[[], None]) -> bool:
    try:
        part()
    except Exception:
        # Whatever goes wrong, the answer is "not ready"; the cause belongs in the log.
        log.exception("not ready: %s", name)
        return False
    return True


def _database() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT 1")


def _audit() -> None:
    with connections["audit"].cursor() as cursor:
        cursor.execute("SELECT 1")


def _migrations() -> None:
    """Raise when the tables are older than the code; once they are not, they stay so for this process."""
    if "migrations" in _settled:
        return
    executor = MigrationExecutor(connections["default"])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise RuntimeError(f"{len(waiting)} migrations to go; run script/migrate")
    _settled.add("migrations")


def _broker() -> None:
    if settings.REDIS_URL:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as server:
            server.ping()


def _keys() -> None:
    if problems := check_keys(stored_key_ids()):
        raise RuntimeError("; ".join(problems))


PARTS: dict[str, Callable[[], None]] = {
    "database": _database,
    "audit": _audit,
    "migrations": _migrations,
    "broker": _broker,
    "keys": _keys,
}
