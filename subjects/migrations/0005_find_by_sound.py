"""Names as they sound choose the rows by their index, within the second lock."""

from django.db import migrations

from access.rls import finder

# Each key has its own limit, so that a common one does not push out the others. The planner knows how
# many rows a key has only on the average, and would rather read the table, or everything that somebody
# may see, until the limit is reached: of a rare name that is a million rows.
FORWARD, BACKWARD = finder(
    "subjects_keyed(wanted bigint[], most integer)",
    "key bigint, id uuid",
    "SELECT asked.key, hit.id FROM unnest(wanted) AS asked(key), LATERAL (SELECT found.id FROM (SELECT "
    "named.id, named.acl, named.confidentiality FROM subjects_subject named "
    "WHERE named.name_keys @> ARRAY[asked.key] OFFSET 0) AS found WHERE {visible} LIMIT most) AS hit",
    settings="SET enable_seqscan = off",
)


class Migration(migrations.Migration):
    """See access.rls.finder."""

    dependencies = [("subjects", "0004_name_keys")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
