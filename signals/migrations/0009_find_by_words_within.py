"""A search for words keeps to theme, source, area and period itself: of the newest thousand nothing is missed."""

from django.db import migrations

from access.rls import finder

NEWEST = finder(
    "signals_with_words(wanted bigint[])",
    "id uuid",
    "SELECT found.id FROM signals_signal found WHERE found.tokens @> wanted AND {visible} "
    "ORDER BY found.received_at DESC LIMIT 1000",
)
# What is NULL is not asked. A signal without an area counts for the municipality that keeps it.
WITHIN = finder(
    "signals_with_words(wanted bigint[], themes uuid[], sources text[], areas uuid[], owners integer[], "
    "since timestamptz, before timestamptz, most integer)",
    "id uuid",
    "SELECT found.id FROM signals_signal found WHERE found.tokens @> wanted "
    "AND (themes IS NULL OR found.theme_id = ANY(themes)) "
    "AND (sources IS NULL OR found.source_type = ANY(sources)) "
    "AND (areas IS NULL OR found.area_id = ANY(areas) "
    "OR (found.area_id IS NULL AND found.owner_id = ANY(owners))) "
    "AND (since IS NULL OR found.received_at >= since) AND (before IS NULL OR found.received_at < before) "
    "AND {visible} ORDER BY found.received_at DESC, found.id DESC LIMIT most",
)


class Migration(migrations.Migration):
    """See access.rls.finder."""

    dependencies = [("signals", "0008_find_by_words")]
    operations = [migrations.RunSQL(NEWEST[1], NEWEST[0]), migrations.RunSQL(*WITHIN)]
