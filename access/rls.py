"""The second lock: row-level security with the same predicate as ``visible_to``.

Used in migrations: ``migrations.RunSQL(*protect_record("signals_signal"))``.
"""

# Inlined on purpose: a policy that calls a plpgsql function costs hundreds of milliseconds.
_PRINCIPALS = "NULLIF(current_setting('vik.principals', true), '')::int[]"
_CLEARANCE = "NULLIF(current_setting('vik.clearance', true), '')::int"


def _protect(table: str, condition: str, check: str) -> tuple[str, str]:
    forward = (
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;'
        f'CREATE POLICY vik_visible ON "{table}" TO vik_app USING ({condition}) WITH CHECK ({check});'
    )
    backward = f'DROP POLICY vik_visible ON "{table}"; ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY;'
    return forward, backward


def protect_record(table: str) -> tuple[str, str]:
    """Forward and backward SQL that lock a table of records."""
    condition = f"acl && {_PRINCIPALS} AND confidentiality <= {_CLEARANCE}"
    return _protect(table, condition, condition)


def protect_part(table: str, parent: str, column: str) -> tuple[str, str]:
    """Forward and backward SQL that make rows as visible as the record in ``parent``."""
    inner = f'SELECT 1 FROM "{parent}" vik_parent WHERE vik_parent.id = "{table}"."{column}"'  # noqa: S608 -- names from migrations
    condition = f"EXISTS ({inner})"
    return _protect(table, condition, condition)


def protect_link(table: str, *ends: tuple[str, str]) -> tuple[str, str]:
    """Forward and backward SQL that show a row only where every record it ties can be seen.

    ``ends`` are (table of the record, column of the link).
    """
    parts = [
        f'EXISTS (SELECT 1 FROM "{parent}" vik_{column} WHERE vik_{column}.id = "{table}"."{column}")'  # noqa: S608 -- names from migrations
        for parent, column in ends
    ]
    condition = " AND ".join(parts)
    return _protect(table, condition, condition)


def finder(signature: str, columns: str, query: str, *, settings: str = "") -> tuple[str, str]:
    """Forward and backward SQL of a function that finds rows by an operator that is not leakproof.

    Under row-level security PostgreSQL may not let such an operator (a trigram, an array that holds
    another) choose the rows, so an index on it is useless to the application. This function runs as the
    owner, where the index works, and holds the second lock itself: ``{visible}`` in the query, whose
    table is called ``found``, becomes the same predicate as in :func:`protect_record`; ``{principals}``
    is whom the actor is. ``settings`` are further ``SET`` clauses, for a question that the planner misjudges.
    """
    visible = f"found.acl && {_PRINCIPALS} AND found.confidentiality <= {_CLEARANCE}"
    name = signature.partition("(")[0]
    forward = (
        f"CREATE FUNCTION {signature} RETURNS TABLE ({columns}) LANGUAGE sql STABLE SECURITY DEFINER "
        f"SET search_path = public, pg_temp {settings} AS $$ {query.format(visible=visible, principals=_PRINCIPALS)} $$;"
        f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {name} TO vik_app;"
    )
    return forward, f"DROP FUNCTION {name}"
