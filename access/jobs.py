"""The one way to make a background job: it acts as the system, says why, and leaves a line.

Arguments are ids only: they are readable in the broker.
"""

from __future__ import annotations

import functools
import logging
import uuid
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from celery import shared_task

from access.contexts import SYSTEM, acting_as
from audit.models import Action, Result
from audit.record import record_event

P = ParamSpec("P")
K = TypeVar("K")
logger = logging.getLogger(__name__)
SAFE_ARGUMENTS = (int, uuid.UUID, bool)


class UnsafeArgument(TypeError):
    """A job was given something else than an id."""


def job(*, why: str) -> Callable[[Callable[P, Any]], Any]:
    """Make a Celery task of a function that runs as the system for the stated reason.

    Each run is one transaction and one audit line. A long job splits itself: it enters
    :func:`access.contexts.acting_as` per piece and is decorated with :func:`long_job`.
    """
    return _job(why=why, one_transaction=True)


def long_job(*, why: str) -> Callable[[Callable[P, Any]], Any]:
    """As :func:`job`, for work in many transactions: the function enters its own contexts."""
    return _job(why=why, one_transaction=False)


def one_by_one(due: Callable[[], list[K]], act: Callable[[K], object], *, why: str) -> None:
    """Within a long job: act on each in its own transaction, so that one that fails holds up no other."""
    with acting_as(SYSTEM, why=why):
        found = due()
    failed = 0
    for key in found:
        try:
            with acting_as(SYSTEM, why=why):
                act(key)
        except Exception:
            failed += 1
            logger.exception("%s: one failed", act.__name__)
    if failed:
        raise RuntimeError(f"{failed} of {len(found)} failed")


def _job(*, why: str, one_transaction: bool) -> Callable[[Callable[P, Any]], Any]:
    def decorate(function: Callable[P, Any]) -> Any:
        name = f"{function.__module__}.{function.__name__}"

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> None:
            _check(args, kwargs)
            try:
                if one_transaction:
                    with acting_as(SYSTEM, why=why):
                        function(*args, **kwargs)
                else:
                    function(*args, **kwargs)
            except Exception:
                _log(name, why, Result.FAILED)
                raise
            _log(name, why, Result.OK)

        task: Any = shared_task(name=name)(run)
        task.vik_why = why
        return task

    return decorate


def _check(args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    for value in (*args, *kwargs.values()):
        if isinstance(value, SAFE_ARGUMENTS):
            continue
        try:
            uuid.UUID(str(value))
        except ValueError:
            raise UnsafeArgument("a job takes ids only: its arguments are readable in the broker") from None


def _log(name: str, why: str, result: Result) -> None:
    with acting_as(SYSTEM, why=why):
        record_event(Action.TASK, result=result, details={"job": name})
