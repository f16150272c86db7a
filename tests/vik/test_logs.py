"""What stands in the log when something breaks: the kind and the place, and no word of a record."""

from __future__ import annotations

import io
import logging
import sys
from typing import Any
from unittest import mock

import pytest
from celery.signals import setup_logging
from django.template import VariableDoesNotExist

from vik.celery import app
from vik.logs import WordlessFormatter

SECRET = "Henk de Vries"


def formatted(error: BaseException, message: str = "Internal Server Error: %s", *args: Any) -> str:
    record = logging.LogRecord(
        "django.request", logging.ERROR, __file__, 1, message, args or ("/signalen/",), _info(error)
    )
    return WordlessFormatter("%(levelname)s %(message)s").format(record)


def _info(error: BaseException) -> Any:
    try:
        raise error
    except BaseException:
        return sys.exc_info()


def ours() -> list[logging.StreamHandler[Any]]:
    """The handlers that the site itself has, without those of pytest."""
    return [handler for handler in logging.getLogger().handlers if type(handler) is logging.StreamHandler]


def chained() -> Exception:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as first:
            raise ValueError(SECRET) from first
    except ValueError as second:
        return second


@pytest.mark.parametrize(
    ("error", "kinds"),
    [
        (
            VariableDoesNotExist("Failed lookup for key [query] in %r", ({"narrative": SECRET},)),
            ["VariableDoesNotExist"],
        ),
        (chained(), ["builtins.KeyError", "then:", "builtins.ValueError"]),
        (ExceptionGroup(SECRET, [TypeError(SECRET)]), ["ExceptionGroup", "of which:", "builtins.TypeError"]),
        (UnicodeDecodeError("utf-8", SECRET.encode(), 0, 1, SECRET), ["UnicodeDecodeError"]),
    ],
)
def test_an_exception_leaves_its_kind_and_its_places(error: BaseException, kinds: list[str]) -> None:
    told = formatted(error)
    assert SECRET not in told
    assert "test_logs.py" in told
    assert "/signalen/" in told
    assert [kind for kind in kinds if kind not in told] == []


def test_an_exception_that_led_to_itself_is_told_once() -> None:
    error = ValueError(SECRET)
    error.__context__ = KeyError(SECRET)
    error.__context__.__context__ = error
    assert formatted(error).count("ValueError") == 1


def test_a_task_that_fails_says_its_name_and_the_kind() -> None:
    message = "Task %(name)s[%(id)s] %(description)s: %(exc)s"
    said = {
        "name": "signals.read",
        "id": "1",
        "description": "raised unexpected",
        "exc": f"ValueError('{SECRET}')",
    }
    assert formatted(ValueError(SECRET), message, said).startswith(
        "ERROR Task signals.read[1] raised unexpected: ValueError\n"
    )


def test_every_line_of_the_site_and_the_worker_is_written_so() -> None:
    before = ours()
    assert before
    assert all(isinstance(handler.formatter, WordlessFormatter) for handler in before)
    with mock.patch.object(logging.getLogger(), "handlers", [*before]):
        app.log.already_setup = False
        app.log.setup(loglevel="INFO")
        assert logging.getLogger().handlers == before
    assert setup_logging.receivers


def test_a_page_that_breaks_writes_no_word_of_what_it_would_show(client: Any) -> None:
    client.raise_request_exception = False
    written = io.StringIO()
    with (
        mock.patch.object(ours()[0], "stream", written),
        mock.patch("django.template.backends.django.Template.render", side_effect=ValueError(SECRET)),
    ):
        broken = client.get("/account/login/")
    assert broken.status_code == 500
    assert SECRET not in broken.content.decode()
    assert "builtins.ValueError" in written.getvalue()
    assert SECRET not in written.getvalue()
