"""System checks: a protected table without policy or second lock must not start."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register

from access.records import Part, ProtectedModel, Record


@register(Tags.models)
def every_protected_model_has_a_policy(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A table with case data says who may see it."""
    found: list[CheckMessage] = []
    for model in apps.get_models():
        if not issubclass(model, ProtectedModel):
            continue
        if issubclass(model, Record) and model.policy is None:
            found.append(Error(f"{model._meta.label} has no policy", obj=model, id="access.E001"))
        if issubclass(model, Part) and not model.part_of:
            found.append(
                Error(f"{model._meta.label} does not say what it is part of", obj=model, id="access.E002")
            )
        if not issubclass(model, Record | Part):
            found.append(
                Error(f"{model._meta.label} is neither Record nor Part", obj=model, id="access.E003")
            )
    return found
