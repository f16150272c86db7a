"""The second lock on the vault."""

from django.db import migrations

from access.rls import protect_part, protect_record


class Migration(migrations.Migration):
    dependencies = [("mreports", "0001_initial")]
    operations = [
        migrations.RunSQL(*protect_record("mreports_mreport")),
        migrations.RunSQL(*protect_part("mreports_alignment", "mreports_mreport", "report_id")),
    ]
