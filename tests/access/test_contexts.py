"""Who is at work: one context in force, the outer one back after it, also after an error."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection, transaction

from access.contexts import SYSTEM, acting_as, current, elevated
from access.jobs import UnsafeArgument, job
from accounts.models import User
from audit.models import AuditEvent
from audit.origin import current_origin

pytestmark = pytest.mark.django_db


def told_to_the_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('vik.principals', true), '')")
        return str(cursor.fetchone()[0])


def test_contexts_nest_and_the_outer_one_comes_back(coordinator: User, analyst: User) -> None:
    with acting_as(coordinator):
        outer = told_to_the_database()
        with acting_as(analyst):
            assert told_to_the_database() != outer
            with elevated(why="test"):
                assert told_to_the_database() == "{0}"
                assert current_origin().actor_id == analyst.pk
        assert told_to_the_database() == outer
        assert current_origin().actor_id == coordinator.pk
    assert told_to_the_database() == ""
    assert current() is None


def test_an_error_leaves_no_wider_context_behind(coordinator: User) -> None:
    with acting_as(coordinator):
        outer = told_to_the_database()
        with pytest.raises(ZeroDivisionError), elevated(why="test"):
            raise ZeroDivisionError
        assert told_to_the_database() == outer


def test_a_rolled_back_block_leaves_no_wider_context_behind(coordinator: User) -> None:
    with acting_as(coordinator):
        outer = told_to_the_database()
        with elevated(why="test"):
            transaction.set_rollback(True)
        assert told_to_the_database() == outer


def test_an_inactive_user_has_no_principals(coordinator: User) -> None:
    coordinator.is_active = False
    coordinator.forget_roles()
    with acting_as(coordinator) as context:
        assert (context.principals, context.clearance) == ((), 0)


def test_the_system_says_why_it_acts() -> None:
    with pytest.raises(ValueError, match="says why"), acting_as(SYSTEM):
        pass


def test_a_job_takes_ids_only_and_leaves_a_line() -> None:
    seen = []

    @job(why="proef van een taak")
    def look(number: object) -> None:
        seen.append(told_to_the_database())

    with pytest.raises(UnsafeArgument):
        look("Jan Jansen")
    assert seen == []
    look(str(uuid.uuid4()))
    assert seen == ["{0}"]
    lines = AuditEvent.objects.using("audit").filter(action="TASK", context="proef van een taak")
    assert [line.result for line in lines] == ["OK"]
