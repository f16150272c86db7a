"""A photo of a finding stands with the document itself, as what hangs on every other record."""

from collections import Counter

from django.db import migrations

from access.rls import protect_part

FINDING = "inspections.finding"
FIELDS = ["record_type", "record_id", "kind", "title", "source", "source_number", "stored_by"]
PROTECT, UNPROTECT = protect_part("inspections_photo", "inspections_finding", "finding_id")
# A foreign key of a document may have changed; that is checked before a table that points to it goes.
CHECK = "SET CONSTRAINTS ALL IMMEDIATE"


def to_documents(apps, schema_editor):
    """With what is known of a photo from the spot: of which finding, and who made it."""
    places = Counter()
    photos = apps.get_model("inspections", "Photo").objects.select_related("finding", "document")
    for photo in photos.order_by("added_at", "id").iterator():
        places[photo.finding_id] += 1
        document, number = photo.document, photo.finding.number
        document.record_type, document.record_id = FINDING, photo.finding_id
        if document.destroyed_at is None:
            document.kind = "PHOTO"
            document.title = document.title or f"Foto {places[photo.finding_id]} bij {number}"
            if not document.source:
                document.source, document.source_number = "CONTROL", number
            document.stored_by_id = document.stored_by_id or photo.added_by_id
        document.save(update_fields=FIELDS)


def to_photos(apps, schema_editor):
    """And back; who made it is asked there, so a photo of nobody is of who wrote the finding."""
    writers = dict(apps.get_model("inspections", "Finding").objects.values_list("pk", "by_id"))
    rows = apps.get_model("documents", "Document").objects.filter(
        record_type=FINDING, current=True, redacts=None, destroyed_at=None
    )
    for document in rows.iterator():
        if document.record_id in writers:
            apps.get_model("inspections", "Photo")(
                finding_id=document.record_id,
                document_id=document.pk,
                added_by_id=document.stored_by_id or writers[document.record_id],
                added_at=document.created_at,
            ).save()


class Migration(migrations.Migration):
    """See documents/migrations/0003_any_document.py."""

    dependencies = [
        ("documents", "0004_marks"),
        ("inspections", "0002_row_level_security"),
    ]
    operations = [
        migrations.RunPython(to_documents, to_photos),
        migrations.RunSQL(CHECK, migrations.RunSQL.noop),
        migrations.RunSQL(UNPROTECT, PROTECT),
        migrations.DeleteModel(name="Photo"),
    ]
