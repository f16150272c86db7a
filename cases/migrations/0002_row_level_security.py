"""The second lock on every table of the room."""

from django.db import migrations

from access.rls import protect_link, protect_part, protect_record

CASE, ACTION = "cases_case", "cases_actionitem"
OF_CASE = ("casestep", "compartmentrequest", "casemember", "casenote")
LINKS = (
    ("casesignal", CASE, "case_id", "signals_signal", "signal_id"),
    ("casesubject", CASE, "case_id", "subjects_subject", "subject_id"),
    ("casedocument", CASE, "case_id", "documents_document", "document_id"),
    ("actiondocument", ACTION, "action_id", "documents_document", "document_id"),
)


class Migration(migrations.Migration):
    """What ties two records is locked at both ends; an action is a record of its own, not a part of its case."""

    dependencies = [
        ("cases", "0001_initial"),
        ("signals", "0002_row_level_security"),
        ("subjects", "0002_row_level_security"),
    ]
    operations = [
        migrations.RunSQL(*protect_record(CASE)),
        migrations.RunSQL(*protect_record(ACTION)),
        migrations.RunSQL(*protect_part("cases_caseusergrant", CASE, "content_object_id")),
        migrations.RunSQL(*protect_part("cases_casegroupgrant", CASE, "content_object_id")),
        migrations.RunSQL(*protect_part("cases_actionstep", ACTION, "action_id")),
        *[migrations.RunSQL(*protect_part(f"cases_{table}", CASE, "case_id")) for table in OF_CASE],
        *[
            migrations.RunSQL(*protect_link(f"cases_{table}", (one, first), (two, second)))
            for table, one, first, two, second in LINKS
        ],
    ]
