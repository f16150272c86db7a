"""How many names are wanted is asked with the question, and of one word many share only some kinds."""

from django.db import migrations

from access.rls import finder

NAMED_200 = finder(
    "subjects_named(wanted text, kinds text[])",
    "id uuid, likeness real",
    "SELECT found.id, word_similarity(wanted, found.names) FROM subjects_subject found "
    "WHERE found.names %> wanted AND (cardinality(kinds) = 0 OR found.kind = ANY(kinds)) AND {visible} "
    "ORDER BY 2 DESC, found.id LIMIT 200",
)
NAMED = finder(
    "subjects_named(wanted text, kinds text[], most integer)",
    "id uuid, likeness real",
    "SELECT found.id, word_similarity(wanted, found.names) FROM subjects_subject found "
    "WHERE found.names %> wanted AND (cardinality(kinds) = 0 OR found.kind = ANY(kinds)) AND {visible} "
    "ORDER BY 2 DESC, found.id LIMIT most",
)
# Written as in 0005; only the kinds are new.
KEYED_ANY = finder(
    "subjects_keyed(wanted bigint[], most integer)",
    "key bigint, id uuid",
    "SELECT asked.key, hit.id FROM unnest(wanted) AS asked(key), LATERAL (SELECT found.id FROM (SELECT "
    "named.id, named.acl, named.confidentiality FROM subjects_subject named "
    "WHERE named.name_keys @> ARRAY[asked.key] OFFSET 0) AS found WHERE {visible} LIMIT most) AS hit",
    settings="SET enable_seqscan = off",
)
KEYED = finder(
    "subjects_keyed(wanted bigint[], kinds text[], most integer)",
    "key bigint, id uuid",
    "SELECT asked.key, hit.id FROM unnest(wanted) AS asked(key), LATERAL (SELECT found.id FROM (SELECT "
    "named.id, named.acl, named.confidentiality, named.kind FROM subjects_subject named "
    "WHERE named.name_keys @> ARRAY[asked.key] OFFSET 0) AS found "
    "WHERE (cardinality(kinds) = 0 OR found.kind = ANY(kinds)) AND {visible} LIMIT most) AS hit",
    settings="SET enable_seqscan = off",
)


class Migration(migrations.Migration):
    """See access.rls.finder."""

    dependencies = [("subjects", "0007_also_for")]
    operations = [
        migrations.RunSQL(NAMED_200[1], NAMED_200[0]),
        migrations.RunSQL(*NAMED),
        migrations.RunSQL(KEYED_ANY[1], KEYED_ANY[0]),
        migrations.RunSQL(*KEYED),
    ]
