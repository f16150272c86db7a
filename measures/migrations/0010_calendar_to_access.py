"""The addresses at which calendars follow terms go to the table that all rooms share; each keeps working."""

from django.db import migrations

from access.rls import protect_record

SAME = (
    "id, created_at, changed_at, number, confidentiality, regimes, acl, version, token_key, mine, read_at, "
    "hour_began_at, reads, revoked_at, by_id, owner_id"
)
FORWARD = f"""
INSERT INTO access_calendaraddress ({SAME}, kind) SELECT {SAME}, 'TERMS' FROM measures_calendarfeed;
"""  # noqa: S608 -- names of this file
BACKWARD = f"""
INSERT INTO measures_calendarfeed ({SAME}) SELECT {SAME} FROM access_calendaraddress WHERE kind = 'TERMS';
DELETE FROM access_calendaraddress WHERE kind = 'TERMS';
"""  # noqa: S608 -- names of this file


class Migration(migrations.Migration):
    """Back again: the same rows, under the same lock."""

    dependencies = [("measures", "0009_letters_security"), ("access", "0004_calendar_address")]
    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(*reversed(protect_record("measures_calendarfeed"))),
        migrations.DeleteModel(name="CalendarFeed"),
    ]
