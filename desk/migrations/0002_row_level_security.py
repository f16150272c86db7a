"""The second lock on saved searches."""

from django.db import migrations

from access.rls import protect_record


class Migration(migrations.Migration):
    """As on every record."""

    dependencies = [("desk", "0001_saved_search")]
    operations = [migrations.RunSQL(*protect_record("desk_savedsearch"))]
