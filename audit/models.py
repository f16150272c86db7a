"""The audit line, and the key that opens the reason given with it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Action(models.TextChoices):
    """What was done. The label is the Dutch past tense used in sentences."""

    READ = "READ", "bekeek"
    LIST = "LIST", "bekeek een lijst van"
    SEARCH = "SEARCH", "zocht in"
    CREATE = "CREATE", "maakte"
    CHANGE = "CHANGE", "wijzigde"
    TRANSITION = "TRANSITION", "zette een stap met"
    GRANT = "GRANT", "gaf toegang tot"
    REVOKE = "REVOKE", "trok toegang in tot"
    DENIED = "DENIED", "wilde openen"
    EXPORT = "EXPORT", "exporteerde"
    PRINT = "PRINT", "drukte af"
    DOWNLOAD = "DOWNLOAD", "downloadde"
    DISCLOSE = "DISCLOSE", "verstrekte"
    COMBINE = "COMBINE", "combineerde"
    DESTROY = "DESTROY", "vernietigde"
    SETTING = "SETTING", "wijzigde een instelling van"
    SIGN_IN = "SIGN_IN", "logde in"
    SIGN_IN_FAILED = "SIGN_IN_FAILED", "kon niet inloggen"
    SIGN_OUT = "SIGN_OUT", "logde uit"
    BREAK_GLASS = "BREAK_GLASS", "opende met noodtoegang"
    IMPORT = "IMPORT", "importeerde"
    TASK = "TASK", "voerde een taak uit voor"
    SEAL = "SEAL", "verzegelde"
    OPEN_SEAL = "OPEN_SEAL", "opende het zegel van"


class Result(models.TextChoices):
    """How it ended."""

    OK = "OK", "gelukt"
    DENIED = "DENIED", "geweigerd"
    FAILED = "FAILED", "mislukt"


class AuditEvent(models.Model):
    """One audit line: who did what with which record, never what the record says.

    Lines are written only by :mod:`audit.record`, through the database role ``vik_audit``. Triggers
    set ``at``, ``day``, ``seq``, ``prev`` and ``hash``, chain the lines of a day, and refuse every
    change (migration 0002). There are no foreign keys: a line outlives what it is about. ``day`` (UTC)
    stands in the key so that the table can later be partitioned by month.
    """

    pk = models.CompositePrimaryKey("day", "seq")
    day = models.DateField(editable=False)
    seq = models.BigIntegerField(editable=False)
    prev = models.BinaryField(editable=False)
    id = models.UUIDField(editable=False)
    at = models.DateTimeField(editable=False)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=150)
    roles = ArrayField(models.CharField(max_length=40))
    organisation = models.CharField(max_length=60)
    action = models.CharField(max_length=20, choices=Action)
    record_type = models.CharField(max_length=60)
    record_id = models.CharField(max_length=64)
    shown = ArrayField(models.CharField(max_length=64))
    regime = ArrayField(models.CharField(max_length=40))
    result = models.CharField(max_length=10, choices=Result)
    reason = models.BinaryField()
    purpose = models.CharField(max_length=60)
    context = models.CharField(max_length=200)
    address = models.CharField(max_length=64)
    session = models.CharField(max_length=32)
    request_id = models.CharField(max_length=64)
    details = models.JSONField()
    hash = models.BinaryField(editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "day"], name="audit_event_once"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="audit_event_seq_from_one"),
        ]
        indexes = [
            GinIndex(fields=["shown"], name="audit_event_shown"),
            models.Index(fields=["record_id", "day", "seq"], name="audit_event_record"),
            models.Index(fields=["actor_id", "day", "seq"], name="audit_event_actor"),
            models.Index(fields=["at"], name="audit_event_at"),
            models.Index(
                fields=["day", "seq"],
                condition=~models.Q(result="OK"),
                name="audit_event_not_ok",
            ),
        ]


class ReasonKey(models.Model):
    """The wrapped key of one free-text reason.

    A reason is personal data that a user typed, so its ciphertext may stay in the unchangeable line
    only if it can be made unreadable. Destroying this row does that; the line's hash covers the
    ciphertext and stays right. The wrapping key can be rotated here, which it could not in the line.
    """

    event_id = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()
