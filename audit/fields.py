"""Log field changes with django-auditlog, without any content.

The entry is written inside the business transaction: no change without its entry, no entry without
its change. Encrypted fields are never registered, and whatever is masked is masked wholly.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import Any, Final

from auditlog import context as auditlog_context
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models.signals import pre_save

from encryption.fields import EncryptedField

MASK: Final = "***"
# Derived by the machine on every save, and already recorded as a GRANT or REVOKE line.
NEVER_LOGGED: Final = frozenset({"acl", "tokens", "created_at", "changed_at", "version"})


# Text that VIK itself gives or that is public: everything else in a text field may be about somebody.
CODES: Final = frozenset({"number", "code", "municipality_code"})


_shown: dict[type[models.Model], frozenset[str]] = {}


def full_mask(value: object) -> str:
    """Nothing of the value; auditlog's own mask shows half of it."""
    return MASK


def track(
    model: type[models.Model],
    *,
    exclude: Iterable[str] = (),
    mask: Iterable[str] = (),
    show: Iterable[str] = (),
) -> None:
    """Log every creation, change and deletion of rows of ``model``.

    Encrypted and binary fields are left out. Of free text the log tells only that it changed: what a
    user typed may be about somebody, and the log can't forget. ``show`` names texts that are never
    about a person, ``mask`` further fields to mask, ``exclude`` further fields to leave out.
    Many-to-many fields are not followed (auditlog logs a clear as the removal of every row of the
    other table).
    """
    names = {field.name for field in model._meta.concrete_fields}
    if unknown := {*exclude, *mask, *show} - names:
        raise ImproperlyConfigured(f"{model._meta.label} has no field {', '.join(sorted(unknown))}")
    if model.__str__ is not models.Model.__str__:
        raise ImproperlyConfigured(
            f"{model._meta.label} has its own __str__, which would put content in the log"
        )
    hidden = NEVER_LOGGED & names | set(exclude) | set(content_fields(model))
    # auditlog also counts what points to a row as its fields.
    hidden |= {field.name for field in model._meta.get_fields()} - names
    masked = {*free_texts(model), *mask} - set(show) - hidden
    auditlog.register(model, exclude_fields=sorted(hidden), mask_fields=sorted(masked))
    _shown[model] = frozenset(show)


def free_texts(model: type[models.Model]) -> list[str]:
    """The unencrypted fields in which anything can be typed or stored."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField | models.FileField)
        and not field.choices
        and field.name not in CODES
    ]


def content_fields(model: type[models.Model]) -> list[str]:
    """The fields of a model whose values may never reach a log: encrypted or binary ones."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedField | models.BinaryField)
    ]


def tracked_models() -> list[type[models.Model]]:
    """Every model whose field changes are logged; the guards compare this with all models."""
    return list(auditlog.get_models())


def leaking_fields() -> list[str]:
    """Tracked fields whose values would reach the log although they are content; must be empty."""
    leaking = []
    for model in tracked_models():
        known = auditlog.get_model_fields(model)
        silent = {*known["exclude_fields"], *known["mask_fields"], *_shown.get(model, ())}
        leaking += [
            f"{model._meta.label}.{name}"
            for name in content_fields(model)
            if name not in known["exclude_fields"]
        ]
        leaking += [f"{model._meta.label}.{name}" for name in free_texts(model) if name not in silent]
    return leaking


@contextlib.contextmanager
def acting(user: models.Model | None) -> Iterator[None]:
    """Name ``user`` as the actor of the field changes made in the block; None is the system.

    auditlog's own ``set_actor`` loses the outer actor when an inner block ends; here the outer one
    comes back.
    """
    token = auditlog_context.auditlog_value.set({"actor": user, "signal_duid": _RECEIVER})
    try:
        yield
    finally:
        auditlog_context.auditlog_value.reset(token)


_RECEIVER: Final = "audit.fields.acting"


def name_actor(sender: type[models.Model], instance: Any, **kwargs: Any) -> None:
    """Put the acting user on an entry that auditlog is about to save."""
    value = auditlog_context.auditlog_value.get({})
    actor = value.get("actor")
    if value.get("signal_duid") == _RECEIVER and actor is not None and instance.actor_id is None:
        instance.actor_id = actor.pk
        instance.actor_email = getattr(actor, "email", None)


def connect() -> None:
    """Let every entry get its actor. Called once, when the applications are ready.

    This is auditlog's own way in (its ``set_actor`` does the same per block), the one place in this
    house where a Django signal is listened to.
    """
    pre_save.connect(name_actor, sender=LogEntry, dispatch_uid=_RECEIVER, weak=False)
