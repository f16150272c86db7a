"""Which door a query takes into the one database."""

from typing import Any


class OneDatabaseThreeDoors:
    """Everything goes through ``default``; the audit room names its own door; only ``owner`` migrates."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        """The application's own role reads."""
        return None

    def allow_relation(self, obj1: Any, obj2: Any, **hints: Any) -> bool:
        """All doors lead to the same tables."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Only the owner of the tables changes them."""
        return db == "owner"
