"""Names are found by keyed hashes of their sounds; ``index_names`` fills in what is there already."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """The index is made beside the work, on a full table."""

    atomic = False
    dependencies = [("subjects", "0003_find_by_name")]

    operations = [
        migrations.AddField(
            model_name="subject",
            name="name_keys",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, editable=False, size=None
            ),
        ),
        AddIndexConcurrently(
            model_name="subject",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["name_keys"], name="subjects_subject_name_keys"
            ),
        ),
    ]
