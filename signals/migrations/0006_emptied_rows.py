"""A row of an import outlives what came in: emptied with its signal, or after its term."""

from django.db import migrations

import encryption.fields


class Migration(migrations.Migration):
    """The original of a row may be gone."""

    dependencies = [("signals", "0005_involvement")]

    operations = [
        migrations.AlterField(
            model_name="importrow",
            name="original",
            field=encryption.fields.EncryptedJSONField(context="signals.importrow.original", null=True),
        ),
    ]
