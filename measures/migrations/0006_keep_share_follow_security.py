"""The second lock on checks of seals, the addresses of calendars, and what was opened for whom."""

from django.db import migrations

from access.rls import protect_part, protect_record


class Migration(migrations.Migration):
    """A check is as visible as its measure; an address only to whose it is."""

    dependencies = [("measures", "0005_keep_share_follow")]
    operations = [
        migrations.RunSQL(*protect_part("measures_sealcheck", "measures_measure", "measure_id")),
        migrations.RunSQL(*protect_record("measures_calendarfeed")),
        migrations.RunSQL(*protect_part("measures_measureusergrant", "measures_measure", "content_object_id")),
        migrations.RunSQL(*protect_part("measures_measuregroupgrant", "measures_measure", "content_object_id")),
    ]
