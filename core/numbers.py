"""Public numbers such as ``S-2026-00042``: never reused, also not after a rollback of others."""

from django.db import connection


def next_number(prefix: str, year: int) -> str:
    """Hand out the next public number of a series.

    ``prefix`` names the kind of record ("S" for a signal), ``year`` the calendar year.
    The row stays locked until the transaction ends, so two callers never get the same number.
    """
    return next_numbers(prefix, year, 1)[0]


def next_numbers(prefix: str, year: int, count: int) -> list[str]:
    """Hand out ``count`` consecutive public numbers at once, for imports."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_numberseries (prefix, year, last) VALUES (%s, %s, %s) "
            "ON CONFLICT (prefix, year) DO UPDATE SET last = core_numberseries.last + %s RETURNING last",
            [prefix, year, count, count],
        )
        last: int = cursor.fetchone()[0]
    return [f"{prefix}-{year}-{number:05d}" for number in range(last - count + 1, last + 1)]
