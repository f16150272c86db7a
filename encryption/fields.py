"""Model fields whose content the database never sees.

A value stays sealed until an instance's attribute is read; a list that doesn't show it doesn't
open it. The associated data binds a token to its column (``context``, which survives renames) and
its row (the UUID key), so it can't be moved. Plaintext can't reach the column: ``update()``,
``bulk_update()`` and ``filter()`` raise, raw SQL meets a CHECK constraint.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from typing import TYPE_CHECKING, Any, Final

from django.core import checks, exceptions
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.lookups import IsNull
from django.db.models.query_utils import DeferredAttribute

from encryption import keyring

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    _Field = models.Field[Any, Any]
else:
    _Field = models.Field

log = logging.getLogger("vik.encryption")
UNREADABLE: Final = "Dit veld is onleesbaar geworden. Meld dit aan de beheerder."
IMPOSSIBLE: Final = ("unique", "db_index", "primary_key", "db_default")


class Sealed:
    """Ciphertext as it came from, or goes to, the database. Shows nothing, and is no string."""

    __slots__ = ("token",)

    def __init__(self, token: bytes) -> None:
        self.token = bytes(token)

    def __repr__(self) -> str:
        return "<Sealed>"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other.token == self.token

    def __hash__(self) -> int:
        return hash(self.token)


def readable(instance: models.Model, name: str, *, otherwise: Any = UNREADABLE) -> Any:
    """The value of a sealed attribute for a page; a sentence when it can't be opened.

    So one damaged value does not take the whole page with it. Never for what is written back, counted
    or exported: there the error must stop the work. The log gets the alarm, with the row and no content.
    """
    try:
        return getattr(instance, name)
    except keyring.DecryptionError:
        log.error("unreadable: %s %s %s", instance._meta.label_lower, instance.pk, name)
        return otherwise


class SealedAttribute(DeferredAttribute):
    """Opens the value when the attribute of an instance is read, and remembers its token."""

    field: Any

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            opened = self.field.unseal(value, instance)
            instance.__dict__[self.field.attname] = opened
            # An untouched value is written back as the very same bytes.
            instance.__dict__[self.field.memo] = (value, opened)
            return opened
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedField(_Field):
    """Base of encrypted fields: a bytea column with a CHECK on the header of the token."""

    descriptor_class = SealedAttribute
    empty_strings_allowed = False

    def __init__(self, *args: Any, context: str, **kwargs: Any) -> None:
        for name in IMPOSSIBLE:
            if kwargs.get(name):
                raise exceptions.ImproperlyConfigured(f"{name} is not possible on an encrypted field")
        self.context = context
        super().__init__(*args, **kwargs)

    @property
    def memo(self) -> str:
        """Where an instance keeps the token beside the opened value."""
        return f"_sealed_{self.attname}"

    def deconstruct(self) -> Any:
        """The context belongs to the schema."""
        name, path, args, kwargs = super().deconstruct()
        kwargs["context"] = self.context
        return name, path, args, kwargs

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        """The row's key must be known before INSERT."""
        found = super().check(**kwargs)
        if not isinstance(self.model._meta.pk, models.UUIDField):
            found.append(
                checks.Error("an encrypted field needs a UUID primary key", obj=self, id="encryption.E001")
            )
        return found

    def get_internal_type(self) -> str:
        """Stored as bytea."""
        return "BinaryField"

    def db_check(self, connection: BaseDatabaseWrapper) -> str | None:
        """Refuse anything in the column that is not a token."""
        column = connection.ops.quote_name(str(self.column))
        return (
            f"octet_length({column}) >= {keyring.OVERHEAD} "
            f"AND substring({column} from 1 for 3) = '\\xf15601'::bytea"
        )

    # -- value <-> bytes
    def dump(self, value: Any) -> bytes:
        """The bytes of a value, before sealing."""
        return str(value).encode()

    def load(self, raw: bytes) -> Any:
        """The value of opened bytes."""
        return raw.decode()

    def seal(self, value: Any, instance: models.Model) -> Sealed:
        """Seal a value for one row."""
        return Sealed(keyring.encrypt(self.dump(value), context=self.context, row=str(instance.pk)))

    def unseal(self, sealed: Sealed, instance: models.Model) -> Any:
        """Open a value of one row; raises for this attribute only."""
        return self.load(keyring.decrypt(sealed.token, context=self.context, row=str(instance.pk)))

    # -- object-relational mapping
    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        """Stay sealed until read."""
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Seal what is new; write back what was not touched."""
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Sealed) and add:
            # A copy of a row: what was sealed for the first one would never open in the second.
            keyring.decrypt(value.token, context=self.context, row=str(model_instance.pk))
        if value is None or isinstance(value, Sealed) or hasattr(value, "resolve_expression"):
            return value
        memo = model_instance.__dict__.get(self.memo)
        if memo and memo[1] == value and not add and not isinstance(value, dict | list):
            return memo[0]
        return self.seal(value, model_instance)

    def get_prep_value(self, value: Any) -> Any:
        """Only tokens pass."""
        if value is None or isinstance(value, Sealed) or hasattr(value, "resolve_expression"):
            return value
        raise TypeError(
            f"{self.model._meta.label}.{self.name}: plaintext can't be sent to the database by "
            "update(), bulk_update() or filter(); use save()"
        )

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Bytes for the driver."""
        value = value if prepared else self.get_prep_value(value)
        return connection.Database.Binary(value.token) if isinstance(value, Sealed) else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Only *is null* can be asked of a sealed column."""
        return IsNull if lookup_name == "isnull" else None

    def get_transform(self, lookup_name: str) -> None:
        """No transformation reaches sealed content."""
        return

    def value_to_string(self, obj: models.Model) -> str:
        """What serialisers (dumpdata, diffs) get."""
        return "<encrypted>"


class EncryptedTextField(EncryptedField):
    """Text of any length."""


class EncryptedCharField(EncryptedField):
    """Text with a greatest length, checked on validation."""

    def __init__(self, *args: Any, max_length: int, **kwargs: Any) -> None:
        super().__init__(*args, max_length=max_length, **kwargs)
        self.validators.append(MaxLengthValidator(max_length))


class EncryptedDateField(EncryptedField):
    """A date."""

    def dump(self, value: Any) -> bytes:
        """ISO 8601; a moment or a text is no date, and the error does not repeat what it is."""
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            raise TypeError(f"{self.context}: a date is needed, not {type(value).__name__}")
        return value.isoformat().encode()

    def load(self, raw: bytes) -> dt.date:
        """From ISO 8601."""
        return dt.date.fromisoformat(raw.decode())

    def to_python(self, value: Any) -> Any:
        """A date from what was typed."""
        return models.DateField().to_python(value)


class EncryptedJSONField(EncryptedField):
    """Any JSON value; compared by content, so a changed list or dict is sealed anew."""

    def dump(self, value: Any) -> bytes:
        """Compact UTF-8 JSON."""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def load(self, raw: bytes) -> Any:
        """From JSON."""
        return json.loads(raw)
