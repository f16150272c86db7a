"""When the making of a dossier last moved, so that one whose worker fell away is taken up again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column that may be empty: no table is rewritten."""

    dependencies = [("measures", "0010_calendar_to_access")]
    operations = [
        migrations.AddField(
            model_name="dossier",
            name="moved_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
