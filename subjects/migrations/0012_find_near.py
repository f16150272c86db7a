"""A name is sought by its keys first; ``index_names`` gives what is there already the keys that are new."""

from django.db import migrations

from access.rls import finder

# As in 0009: how large a part of the register the actor may see at most, as the statistics of the table tell.
FEW = (
    "(SELECT coalesce(sum(freq), 1) < 0.05 FROM pg_stats, unnest(most_common_elems::text::int[], "
    "most_common_elem_freqs) AS known(elem, freq) WHERE schemaname = 'public' "
    "AND tablename = 'subjects_subject' AND attname = 'acl' AND elem = ANY({principals}))"
)
# Who has all of the words; of who sees little the index takes the acl into account.
BRANCH = (
    "(SELECT found.id FROM (SELECT named.id, named.acl, named.confidentiality, named.kind "
    "FROM subjects_subject named WHERE named.name_keys @> all_of AND cardinality(all_of) > 0 %s OFFSET 0) AS found "
    "WHERE %s AND (cardinality(kinds) = 0 OR found.kind = ANY(kinds)) AND {visible} LIMIT most)"
)
# Any of the forms, at most so many of each, by the function that holds the second lock for them (its signature
# is called by name here); or all of the words. The keys are of one word of a name: what is not as alike in whole
# as the index on names asks is left out.
NEAR = finder(
    "subjects_near(wanted text, any_of bigint[], all_of bigint[], kinds text[], each integer, most integer)",
    "id uuid, likeness real",
    "SELECT found.id, word_similarity(wanted, found.names) FROM subjects_subject found WHERE found.id IN ("
    "SELECT held.id FROM subjects_keyed(any_of, kinds, each) AS held UNION "
    + BRANCH % ("", f"NOT {FEW}")
    + " UNION "
    + BRANCH % ("AND named.acl && {principals}", FEW)
    + ") AND word_similarity(wanted, found.names) >= 0.6 AND {visible} ORDER BY 2 DESC, found.id LIMIT most",
    settings="SET enable_seqscan = off",
)


class Migration(migrations.Migration):
    """See access.rls.finder."""

    dependencies = [("subjects", "0011_find_by_telling_words")]
    operations = [migrations.RunSQL(*NEAR)]
