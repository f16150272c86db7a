"""The second lock on checks of seals and on the addresses of calendars."""

from django.db import migrations

from access.rls import protect_part, protect_record


class Migration(migrations.Migration):
    """A check is as visible as its measure; an address only to whose it is."""

    dependencies = [("measures", "0005_keep_share_follow")]
    operations = [
        migrations.RunSQL(*protect_part("measures_sealcheck", "measures_measure", "measure_id")),
        migrations.RunSQL(*protect_record("measures_calendarfeed")),
    ]
