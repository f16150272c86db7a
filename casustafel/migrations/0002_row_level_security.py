"""The second lock on every table of the room."""

from django.db import migrations

from access.rls import protect_link, protect_part, protect_record

RECORDS = ["series", "meeting", "agendaitem", "pack"]
PARTS = [
    ("fixeditem", "series", "series_id"),
    ("usualinvitee", "series", "series_id"),
    ("invitation", "meeting", "meeting_id"),
    ("attendance", "meeting", "meeting_id"),
    ("iteminvitee", "agendaitem", "item_id"),
]


class Migration(migrations.Migration):
    """A part is as visible as what it is part of; a file at an item where both can be seen."""

    dependencies = [("casustafel", "0001_initial"), ("documents", "0001_initial")]
    operations = [
        *[migrations.RunSQL(*protect_record(f"casustafel_{table}")) for table in RECORDS],
        *[
            migrations.RunSQL(*protect_part(f"casustafel_{table}", f"casustafel_{parent}", column))
            for table, parent, column in PARTS
        ],
        migrations.RunSQL(
            *protect_link(
                "casustafel_itemdocument",
                ("casustafel_agendaitem", "item_id"),
                ("documents_document", "document_id"),
            )
        ),
    ]
