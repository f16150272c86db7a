"""The second lock on what is read of an old register."""

from django.db import migrations

from access.rls import protect_part, protect_record

RUN = "measures_registerrun"


class Migration(migrations.Migration):
    """Rows and questions are as visible as their run."""

    dependencies = [("measures", "0003_registers")]
    operations = [
        migrations.RunSQL(*protect_record(RUN)),
        migrations.RunSQL(*protect_part("measures_registerrow", RUN, "run_id")),
        migrations.RunSQL(*protect_part("measures_matchquestion", RUN, "run_id")),
    ]
