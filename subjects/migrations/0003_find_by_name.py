"""Names with typing errors choose the rows by their index, within the second lock."""

from django.db import migrations

from access.rls import finder

FORWARD, BACKWARD = finder(
    "subjects_named(wanted text, kinds text[])",
    "id uuid, likeness real",
    "SELECT found.id, word_similarity(wanted, found.names) FROM subjects_subject found "
    "WHERE found.names %> wanted AND (cardinality(kinds) = 0 OR found.kind = ANY(kinds)) AND {visible} "
    "ORDER BY 2 DESC, found.id LIMIT 200",
)


class Migration(migrations.Migration):
    """See access.rls.finder."""

    dependencies = [("subjects", "0002_row_level_security")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
