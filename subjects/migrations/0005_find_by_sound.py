"""Names as they sound choose the rows by their index, within the second lock."""

from django.db import migrations

from access.rls import finder

# Each key has its own limit, so that a common one does not push out the others.
FORWARD, BACKWARD = finder(
    "subjects_keyed(wanted bigint[], most integer)",
    "key bigint, id uuid",
    "SELECT asked.key, hit.id FROM unnest(wanted) AS asked(key), LATERAL (SELECT found.id "
    "FROM subjects_subject found WHERE found.name_keys @> ARRAY[asked.key] AND {visible} LIMIT most) AS hit",
)


class Migration(migrations.Migration):
    """See access.rls.finder."""

    dependencies = [("subjects", "0004_name_keys")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
