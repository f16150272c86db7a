"""The second lock on letters and bundles: as visible as the measure, a letter also as its recipient."""

from django.db import migrations

from access.rls import protect_link, protect_part

MEASURE = "measures_measure"


class Migration(migrations.Migration):
    """A letter names its recipient, so it is shown only where both can be seen."""

    dependencies = [("measures", "0008_letters")]
    operations = [
        migrations.RunSQL(
            *protect_link("measures_letter", (MEASURE, "measure_id"), ("subjects_subject", "recipient_id"))
        ),
        migrations.RunSQL(*protect_part("measures_dossier", MEASURE, "measure_id")),
    ]
