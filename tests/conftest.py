"""What every test may lean on: the test database, a live site, a browser, and the fixed cast of persons."""

import importlib.util
import os
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from django.core.cache import cache

from tests import database

pytest_plugins = ["tests.browser"]
if importlib.util.find_spec("tests.cast") is not None:
    pytest_plugins.append("tests.cast")

DOORS = ["default", "audit"]
# The guards visit every page as every person of the cast.
VISITORS = {"guards", "journeys"}
LONGEST = (
    "test_odd_input",
    "test_migrations",
    "test_side_channels",
    "test_accessibility",
    "test_hidden_silence",
    "test_query_count",
    "test_audit_lines",
    "test_permission_matrix",
    "test_demo",
    "test_start_scripts",
    "test_import_exactly_once",
)
DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "live_server",
    "live_vik",
    "admin_client",
    "admin_user",
}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Open both doors, the application's and the audit room's, for every test that uses the database.

    Whole folders that take minutes are marked as slow here. The longest files go first: begun last, one of
    them would keep one worker busy while the other has nothing left.
    """
    for item in items:
        if item.path.parent.name in VISITORS:
            item.add_marker(pytest.mark.slow)
        marker = item.get_closest_marker("django_db")
        fixtures = set(getattr(item, "fixturenames", ()))
        if marker is None and not fixtures & DATABASE_FIXTURES:
            continue
        options: dict[str, Any] = dict(marker.kwargs) if marker else {}
        options.setdefault("databases", DOORS)
        if fixtures & {"live_server", "live_vik", "transactional_db"}:
            options["transaction"] = True
        item.add_marker(pytest.mark.django_db(**options), append=False)
    yield
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """Make the test database through the owner's door and point the other doors at it."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    name = f"test_vik{os.environ.get('VIK_TEST_SUFFIX', '')}{worker}"
    with django_db_blocker.unblock():
        database.create(name)
        database.furnish()
        empty_again = database.Emptier()
    with database.django_tests_follow(empty_again):
        yield
    with django_db_blocker.unblock():
        database.drop(name)


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """No rate limit or remembered value crosses from one test into the next."""
    cache.clear()
    yield


@pytest.fixture
def reference_data(db: None) -> None:
    """The lists that VIK ships are there: areas, themes, indicators, regimes."""


@pytest.fixture
def after_commit(django_capture_on_commit_callbacks: Callable[..., Any]) -> Callable[..., Any]:
    """Run what waits for the commit, inside a test that never commits: ``with after_commit(): ...``."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
