"""Words of a text choose the rows by their index, within the second lock."""

from django.db import migrations

from access.rls import finder

FORWARD, BACKWARD = finder(
    "signals_with_words(wanted bigint[])",
    "id uuid",
    "SELECT found.id FROM signals_signal found WHERE found.tokens @> wanted AND {visible} "
    "ORDER BY found.received_at DESC LIMIT 1000",
)


class Migration(migrations.Migration):
    """See access.rls.finder."""

    dependencies = [("signals", "0007_text_tokens")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
