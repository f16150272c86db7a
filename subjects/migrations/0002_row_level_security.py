"""The second lock on every table of the room."""

from django.db import migrations

from access.rls import protect_link, protect_part, protect_record

SUBJECT = "subjects_subject"


class Migration(migrations.Migration):
    """A link is locked at both ends."""

    dependencies = [("subjects", "0001_initial")]
    operations = [
        migrations.RunSQL(*protect_record(SUBJECT)),
        migrations.RunSQL(*protect_part("subjects_subjectusergrant", SUBJECT, "content_object_id")),
        migrations.RunSQL(*protect_part("subjects_subjectgroupgrant", SUBJECT, "content_object_id")),
        migrations.RunSQL(*protect_part("subjects_subjectkey", SUBJECT, "subject_id")),
        migrations.RunSQL(*protect_part("subjects_statement", SUBJECT, "subject_id")),
        *[
            migrations.RunSQL(*protect_link(table, (SUBJECT, "subject_id"), (SUBJECT, "other_id")))
            for table in ("subjects_relation", "subjects_judgement")
        ],
    ]
