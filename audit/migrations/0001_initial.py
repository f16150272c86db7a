"""The tables of the audit log. Triggers and rights follow in 0002."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

ACTIONS = [
    ("READ", "bekeek"),
    ("LIST", "bekeek een lijst van"),
    ("SEARCH", "zocht in"),
    ("CREATE", "maakte"),
    ("CHANGE", "wijzigde"),
    ("TRANSITION", "zette een stap met"),
    ("GRANT", "gaf toegang tot"),
    ("REVOKE", "trok toegang in tot"),
    ("DENIED", "wilde openen"),
    ("EXPORT", "exporteerde"),
    ("PRINT", "drukte af"),
    ("DOWNLOAD", "downloadde"),
    ("DISCLOSE", "verstrekte"),
    ("COMBINE", "combineerde"),
    ("DESTROY", "vernietigde"),
    ("SETTING", "wijzigde een instelling van"),
    ("SIGN_IN", "logde in"),
    ("SIGN_IN_FAILED", "kon niet inloggen"),
    ("SIGN_OUT", "logde uit"),
    ("BREAK_GLASS", "opende met noodtoegang"),
    ("IMPORT", "importeerde"),
    ("TASK", "voerde een taak uit voor"),
    ("SEAL", "verzegelde"),
    ("OPEN_SEAL", "opende het zegel van"),
]
RESULTS = [("OK", "gelukt"), ("DENIED", "geweigerd"), ("FAILED", "mislukt")]


def texts(length: int) -> django.contrib.postgres.fields.ArrayField:
    """An array of short codes."""
    return django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=length), size=None)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("core", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "day", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("day", models.DateField(editable=False)),
                ("seq", models.BigIntegerField(editable=False)),
                ("prev", models.BinaryField()),
                ("id", models.UUIDField(editable=False)),
                ("at", models.DateTimeField(editable=False)),
                ("actor_id", models.BigIntegerField(null=True)),
                ("actor_label", models.CharField(max_length=150)),
                ("roles", texts(40)),
                ("organisation", models.CharField(max_length=60)),
                ("action", models.CharField(choices=ACTIONS, max_length=20)),
                ("record_type", models.CharField(max_length=60)),
                ("record_id", models.CharField(max_length=64)),
                ("shown", texts(64)),
                ("regime", texts(40)),
                ("result", models.CharField(choices=RESULTS, max_length=10)),
                ("reason", models.BinaryField()),
                ("purpose", models.CharField(max_length=60)),
                ("context", models.CharField(max_length=200)),
                ("address", models.CharField(max_length=64)),
                ("session", models.CharField(max_length=32)),
                ("request_id", models.CharField(max_length=64)),
                ("details", models.JSONField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("id", "day"), name="audit_event_once"),
                    models.CheckConstraint(
                        condition=models.Q(("seq__gte", 1)), name="audit_event_seq_from_one"
                    ),
                ],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["shown"], name="audit_event_shown"),
                    models.Index(fields=["record_id", "day", "seq"], name="audit_event_record"),
                    models.Index(fields=["actor_id", "day", "seq"], name="audit_event_actor"),
                    models.Index(fields=["at"], name="audit_event_at"),
                    models.Index(
                        condition=models.Q(("result", "OK"), _negated=True),
                        fields=["day", "seq"],
                        name="audit_event_not_ok",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReasonKey",
            fields=[
                ("event_id", models.UUIDField(primary_key=True, serialize=False)),
                ("wrapped", models.BinaryField()),
            ],
        ),
    ]
