"""The number of the week on the inbox may not walk through every signal; made beside the work, on a full table."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """An index of what was decided and when."""

    atomic = False
    dependencies = [("signals", "0003_savedfilter")]

    operations = [
        AddIndexConcurrently(
            model_name="signal",
            index=models.Index(
                condition=models.Q(("decided_at", None), _negated=True),
                fields=["decided_at"],
                include=["acl", "confidentiality"],
                name="signals_signal_decided",
            ),
        ),
    ]
