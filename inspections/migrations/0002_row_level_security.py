"""The second lock on every table of the room."""

from django.db import migrations

from access.rls import protect_part, protect_record

CONTROL = "inspections_inspection"
FINDING = "inspections_finding"


class Migration(migrations.Migration):
    """What is in a control is as visible as the control; a finding has an acl of its own."""

    dependencies = [("inspections", "0001_initial")]
    operations = [
        migrations.RunSQL(*protect_record(CONTROL)),
        migrations.RunSQL(*protect_record(FINDING)),
        *[
            migrations.RunSQL(*protect_part(f"inspections_{table}", CONTROL, "inspection_id"))
            for table in ("participant", "member", "inspectionstep", "stop", "line")
        ],
        migrations.RunSQL(*protect_part("inspections_photo", FINDING, "finding_id")),
    ]
