"""The addresses at which calendars follow meetings go to the table that all rooms share; each keeps working."""

from django.db import migrations

# Principal 0 is the system; an address is seen by whose it is.
FORWARD = """
INSERT INTO access_calendaraddress
    (id, created_at, changed_at, number, confidentiality, regimes, acl, version, kind, token_key, mine, reads,
     by_id, owner_id)
SELECT found.id, found.created_at, found.changed_at, 'AG-' || upper(substr(md5(found.id::text), 1, 12)), 1,
       ARRAY['avg_internal'], ARRAY[0, found.user_id]::int[], 1, 'MEETINGS', found.digest, true, 0,
       found.user_id, person.organisation_id
FROM casustafel_calendarkey found JOIN accounts_user person ON person.id = found.user_id;
"""
BACKWARD = """
INSERT INTO casustafel_calendarkey (id, created_at, changed_at, digest, user_id)
SELECT id, created_at, changed_at, token_key, by_id FROM access_calendaraddress
WHERE kind = 'MEETINGS' AND revoked_at IS NULL;
DELETE FROM access_calendaraddress WHERE kind = 'MEETINGS';
"""


class Migration(migrations.Migration):
    """Back again an address that was made since has to be made anew: it is hashed in another way."""

    dependencies = [
        ("casustafel", "0008_minutes_row_level_security"),
        ("access", "0004_calendar_address"),
        ("accounts", "0004_ledger_guards"),
    ]
    operations = [
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.DeleteModel(name="CalendarKey"),
    ]
