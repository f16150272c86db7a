"""What hangs on a case or an action stands with the document itself, as for every other record."""

from django.db import migrations
from django.db.models import Q

from access.rls import protect_link

CASE, ACTION = "cases.case", "cases.actionitem"
FIELDS = ["record_type", "record_id", "title", "stored_by"]
DOCUMENT = ("documents_document", "document_id")
LOCKS = (
    protect_link("cases_casedocument", ("cases_case", "case_id"), DOCUMENT),
    protect_link("cases_actiondocument", ("cases_actionitem", "action_id"), DOCUMENT),
)
# A document may from now on be stricter than its case, which then no longer rises with it: what rose, stays.
STAY = (
    "UPDATE cases_case SET level = confidentiality WHERE level < confidentiality AND EXISTS (SELECT 1 "
    "FROM documents_document found WHERE found.record_type = 'cases.case' AND found.record_id = cases_case.id "
    "AND found.own_level > cases_case.level)"
)
# A foreign key of a document may have changed; that is checked before a table that points to it goes.
CHECK = "SET CONSTRAINTS ALL IMMEDIATE"


def to_documents(apps, schema_editor):
    """The caption becomes the title, sealed anew; what was taken out of a case is out of sight from now on."""
    model = apps.get_model("documents", "Document")
    words = apps.get_model("documents", "DocumentWords").objects
    for link in apps.get_model("cases", "CaseDocument").objects.iterator():
        document = model.objects.get(pk=link.document_id)
        _name(document, CASE, link.case_id, link)
        if link.withdrawn_at is not None:
            made = Q(series=document.series) | Q(redacts__series=document.series)
            gone = model.objects.filter(made)
            words.filter(document__in=gone.values("pk")).delete()
            gone.filter(hidden_at=None).update(hidden_at=link.withdrawn_at)
    for link in apps.get_model("cases", "ActionDocument").objects.iterator():
        document = model.objects.get(pk=link.document_id)
        _name(document, ACTION, link.action_id, link)


def _name(document, kind, key, link):
    document.record_type, document.record_id = kind, key
    if document.destroyed_at is None:
        document.title = document.title or getattr(link, "caption", None)
        document.stored_by_id = document.stored_by_id or link.added_by_id
    document.save(update_fields=FIELDS)


def to_links(apps, schema_editor):
    """And back: a hidden document as one that was taken out; it stays out of sight."""
    found = apps.get_model("documents", "Document").objects.filter(
        current=True, redacts=None, destroyed_at=None
    )
    for document in found.filter(record_type=CASE).iterator():
        apps.get_model("cases", "CaseDocument")(
            case_id=document.record_id,
            document_id=document.pk,
            caption=(document.title or document.filename or document.number)[:160],
            added_by_id=document.stored_by_id,
            added_at=document.created_at,
            withdrawn_at=document.hidden_at,
        ).save()
    for document in found.filter(record_type=ACTION, hidden_at=None).iterator():
        apps.get_model("cases", "ActionDocument")(
            action_id=document.record_id,
            document_id=document.pk,
            added_by_id=document.stored_by_id,
            added_at=document.created_at,
        ).save()


class Migration(migrations.Migration):
    """See documents/migrations/0003_any_document.py."""

    dependencies = [
        ("documents", "0004_marks"),
        ("cases", "0002_row_level_security"),
    ]
    operations = [
        migrations.RunPython(to_documents, to_links),
        migrations.RunSQL(STAY, migrations.RunSQL.noop),
        migrations.RunSQL(CHECK, migrations.RunSQL.noop),
        *[migrations.RunSQL(unprotect, protect) for protect, unprotect in LOCKS],
        migrations.DeleteModel(name="CaseDocument"),
        migrations.DeleteModel(name="ActionDocument"),
    ]
