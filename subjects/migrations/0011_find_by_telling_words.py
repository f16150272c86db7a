"""A name of several words is sought by those that tell something: "autohandel" is in ten thousand names."""

from django.db import migrations

from access.rls import finder

# The forms of names that so many have, as the statistics of the table tell: no row is read for it. In a small
# register a share alone would be one record, which may be hidden: so many at least.
COMMON = finder(
    "subjects_common_names(share double precision, fewest integer)",
    "key bigint",
    "SELECT known.elem FROM pg_stats, unnest(most_common_elems::text::bigint[], most_common_elem_freqs) "
    "AS known(elem, freq) WHERE schemaname = 'public' AND tablename = 'subjects_subject' "
    "AND attname = 'name_keys' AND freq >= share "
    "AND freq * (SELECT reltuples FROM pg_class WHERE oid = 'public.subjects_subject'::regclass) >= fewest",
)
# The index looks for the telling words only, as whole words of which half may differ; as alike as ever must
# be the whole.
NAMED_BY = finder(
    "subjects_named_by(telling text, wanted text, kinds text[], most integer)",
    "id uuid, likeness real",
    "SELECT found.id, word_similarity(wanted, found.names) FROM subjects_subject found "
    "WHERE found.names %>> telling AND word_similarity(wanted, found.names) >= 0.6 "
    "AND (cardinality(kinds) = 0 OR found.kind = ANY(kinds)) AND {visible} "
    "ORDER BY 2 DESC, found.id LIMIT most",
)


class Migration(migrations.Migration):
    """See access.rls.finder."""

    dependencies = [("subjects", "0010_documents_elsewhere")]
    operations = [migrations.RunSQL(*COMMON), migrations.RunSQL(*NAMED_BY)]
