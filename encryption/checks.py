"""System check: what is sealed for one column must not open in another."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from encryption.rotation import encrypted_columns


@register(Tags.models)
def every_sealed_column_has_its_own_context(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Two columns with one context could exchange their values unnoticed."""
    users: dict[str, list[str]] = defaultdict(list)
    for model, column in encrypted_columns():
        users[column.context].append(f"{model._meta.label_lower}.{column.attname}")
    return [
        Error(f"context {context!r} is used by {' and '.join(names)}", id="encryption.E002")
        for context, names in users.items()
        if len(names) > 1
    ]
