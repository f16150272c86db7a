"""The second lock on files."""

from django.db import migrations

from access.rls import protect_record


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunSQL(*protect_record("documents_document"))]
