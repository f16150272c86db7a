"""The second lock on every table of the room."""

from django.db import migrations

from access.rls import protect_link, protect_part, protect_record

MEASURE, CLAIM, SUBJECT = "measures_measure", "measures_claim", "subjects_subject"
OF_MEASURE = (
    "measurestep",
    "ground",
    "closure",
    "drugfind",
    "proportionality",
    "penaltyorder",
    "remedy",
    "reminder",
)


class Migration(migrations.Migration):
    """A party is locked at both ends: at the measure and at the subject."""

    dependencies = [("measures", "0001_initial"), ("subjects", "0007_also_for")]
    operations = [
        migrations.RunSQL(*protect_record(MEASURE)),
        migrations.RunSQL(*protect_record(CLAIM)),
        migrations.RunSQL(*protect_part("measures_claimevent", CLAIM, "claim_id")),
        migrations.RunSQL(*protect_part("measures_claimreminder", CLAIM, "claim_id")),
        migrations.RunSQL(*protect_link("measures_party", (MEASURE, "measure_id"), (SUBJECT, "subject_id"))),
        *[
            migrations.RunSQL(*protect_part(f"measures_{table}", MEASURE, "measure_id"))
            for table in OF_MEASURE
        ],
    ]
