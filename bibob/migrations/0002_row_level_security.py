"""The second lock on every table of the vault."""

from django.db import migrations

from access.rls import protect_part, protect_record

FILE = "bibob_investigation"


class Migration(migrations.Migration):
    """What is in a file is as visible as the file."""

    dependencies = [("bibob", "0001_initial")]
    operations = [
        migrations.RunSQL(*protect_record(FILE)),
        migrations.RunSQL(*protect_record("bibob_lookup")),
        *[
            migrations.RunSQL(*protect_part(f"bibob_{table}", FILE, "investigation_id"))
            for table in ("related", "pause", "investigationstep")
        ],
    ]
