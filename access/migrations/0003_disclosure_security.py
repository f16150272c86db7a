"""The second lock on the register of verstrekkingen."""

from django.db import migrations

from access.rls import protect_record


class Migration(migrations.Migration):
    dependencies = [("access", "0002_disclosure")]
    operations = [migrations.RunSQL(*protect_record("access_disclosure"))]
