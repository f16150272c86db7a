"""What hangs on a subject stands with the document itself, as for every other record."""

from django.db import migrations

from access.rls import protect_part

SUBJECT = "subjects.subject"
PROTECT, UNPROTECT = protect_part("subjects_exhibit", "subjects_subject", "subject_id")
FIELDS = ["record_type", "record_id", "title", "source", "source_number", "stored_by"]


def to_documents(apps, schema_editor):
    """The caption becomes the title: it is sealed anew, because a sealed text is bound to its column."""
    documents = apps.get_model("documents", "Document").objects
    for exhibit in apps.get_model("subjects", "Exhibit").objects.iterator():
        document = documents.get(pk=exhibit.document_id)
        document.record_type, document.record_id = SUBJECT, exhibit.subject_id
        document.title = exhibit.caption
        document.source, document.source_number = exhibit.source, exhibit.source_number
        document.stored_by_id = exhibit.added_by_id
        document.save(update_fields=FIELDS)


def to_exhibits(apps, schema_editor):
    """And back, as far as the old table can hold it."""
    exhibits = apps.get_model("subjects", "Exhibit")
    rows = apps.get_model("documents", "Document").objects.filter(record_type=SUBJECT, destroyed_at=None)
    for document in rows.iterator():
        exhibits(
            subject_id=document.record_id,
            document_id=document.pk,
            caption=document.title or document.filename or document.number,
            source=document.source or "DOCUMENT",
            source_number=document.source_number,
            added_by_id=document.stored_by_id,
            added_at=document.created_at,
        ).save()


class Migration(migrations.Migration):
    """See documents/migrations/0003_any_document.py."""

    dependencies = [
        ("documents", "0003_any_document"),
        ("subjects", "0009_find_among_few"),
    ]
    operations = [
        migrations.RunPython(to_documents, to_exhibits),
        migrations.RunSQL(UNPROTECT, PROTECT),
        migrations.DeleteModel(name="Exhibit"),
    ]
