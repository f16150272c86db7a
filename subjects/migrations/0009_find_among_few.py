"""Who may see little of the register finds a common name as fast as who may see all of it."""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations

from access.rls import finder

SIGNATURE = "subjects_keyed(wanted bigint[], kinds text[], most integer)"
COLUMNS = "key bigint, id uuid"
BEFORE = finder(
    SIGNATURE,
    COLUMNS,
    "SELECT asked.key, hit.id FROM unnest(wanted) AS asked(key), LATERAL (SELECT found.id FROM (SELECT "
    "named.id, named.acl, named.confidentiality, named.kind FROM subjects_subject named "
    "WHERE named.name_keys @> ARRAY[asked.key] OFFSET 0) AS found "
    "WHERE (cardinality(kinds) = 0 OR found.kind = ANY(kinds)) AND {visible} LIMIT most) AS hit",
    settings="SET enable_seqscan = off",
)
# How large a part of the register the actor may see at most, as the statistics of the table tell.
FEW = (
    "(SELECT coalesce(sum(freq), 1) < 0.05 FROM pg_stats, unnest(most_common_elems::text::int[], "
    "most_common_elem_freqs) AS known(elem, freq) WHERE schemaname = 'public' "
    "AND tablename = 'subjects_subject' AND attname = 'acl' AND elem = ANY({principals}))"
)
# Read until there are enough, of who sees much; of who sees little nearly everything read would be
# thrown away, so there the index takes the acl into account, which for the other reads too much.
BRANCH = (
    "(SELECT found.id FROM (SELECT named.id, named.acl, named.confidentiality, named.kind "
    "FROM subjects_subject named WHERE named.name_keys @> ARRAY[asked.key] %s OFFSET 0) AS found "
    "WHERE %s AND (cardinality(kinds) = 0 OR found.kind = ANY(kinds)) AND {visible} LIMIT most)"
)
AFTER = finder(
    SIGNATURE,
    COLUMNS,
    "SELECT asked.key, hit.id FROM unnest(wanted) AS asked(key), LATERAL ("
    + BRANCH % ("", f"NOT {FEW}")
    + " UNION ALL "
    + BRANCH % ("AND named.acl && {principals}", FEW)
    + ") AS hit",
    settings="SET enable_seqscan = off",
)


class Migration(migrations.Migration):
    """The index is made beside the work, on a full table. See access.rls.finder."""

    atomic = False
    dependencies = [("subjects", "0008_find_more")]
    operations = [
        AddIndexConcurrently(
            model_name="subject",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["name_keys", "acl"], name="subjects_subject_keys_acl"
            ),
        ),
        migrations.RunSQL(f"BEGIN; {BEFORE[1]}; {AFTER[0]} COMMIT", f"BEGIN; {AFTER[1]}; {BEFORE[0]} COMMIT"),
        RemoveIndexConcurrently(model_name="subject", name="subjects_subject_name_keys"),
    ]
