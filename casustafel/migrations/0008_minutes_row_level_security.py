"""The second lock on the tables of minutes."""

from django.db import migrations

from access.rls import protect_part, protect_record

PARTS = ["block", "blockversion", "tabledecision", "minutesedition"]


class Migration(migrations.Migration):
    """Everything in minutes is as visible as the minutes; count and screen as their meeting."""

    dependencies = [("casustafel", "0007_minutes")]
    operations = [
        migrations.RunSQL(*protect_record("casustafel_minutes")),
        *[
            migrations.RunSQL(*protect_part(f"casustafel_{table}", "casustafel_minutes", "minutes_id"))
            for table in PARTS
        ],
        *[
            migrations.RunSQL(*protect_part(f"casustafel_{table}", "casustafel_meeting", "meeting_id"))
            for table in ("minutescount", "roomscreen")
        ],
    ]
