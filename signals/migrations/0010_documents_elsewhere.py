"""What hangs on a signal stands with the document itself, as for every other record."""

from django.db import migrations

from access.rls import protect_part

FORWARD = (
    "UPDATE documents_document SET record_type = 'signals.signal', record_id = link.signal_id "
    "FROM signals_attachment link WHERE link.document_id = documents_document.id"
)
BACKWARD = (
    "INSERT INTO signals_attachment (id, created_at, changed_at, signal_id, document_id) "
    "SELECT id, created_at, changed_at, record_id, id FROM documents_document "
    "WHERE record_type = 'signals.signal'"
)
PROTECT, UNPROTECT = protect_part("signals_attachment", "signals_signal", "signal_id")


class Migration(migrations.Migration):
    """Both ways without loss: a link knew nothing but its two ends."""

    dependencies = [
        ("documents", "0003_any_document"),
        ("signals", "0009_find_by_words_within"),
    ]
    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(UNPROTECT, PROTECT),
        migrations.DeleteModel(name="Attachment"),
    ]
