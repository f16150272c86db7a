"""Texts are found by keyed hashes of their words; ``index_texts`` fills in what is there already."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """The index is made beside the work, on a full table."""

    atomic = False
    dependencies = [("signals", "0006_emptied_rows")]

    operations = [
        migrations.AddField(
            model_name="signal",
            name="tokens",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, editable=False, size=None
            ),
        ),
        AddIndexConcurrently(
            model_name="signal",
            index=django.contrib.postgres.indexes.GinIndex(fields=["tokens"], name="signals_signal_tokens"),
        ),
    ]
