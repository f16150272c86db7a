"""When the destruction of a case was proposed and agreed to, and who holds it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_ledger_guards'),
        ('cases', '0003_documents_name_their_record'),
        ('reference', '0006_retention_terms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='destroy_agreed_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='eerste akkoord op'),
        ),
        migrations.AddField(
            model_name='case',
            name='destroy_agreed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='case',
            name='destroy_proposed_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='vernietiging voorgesteld op'),
        ),
        migrations.AddField(
            model_name='case',
            name='destroyed_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='vernietigd op'),
        ),
        migrations.AddField(
            model_name='case',
            name='held_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='vastgehouden sinds'),
        ),
        migrations.AddField(
            model_name='case',
            name='held_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'DESTROYED'), _negated=True), models.Q(('destroy_agreed_by__isnull', False), ('destroyed_at__isnull', False)), _connector='OR'), name='cases_case_destroyed_by_two'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('held_at', None), ('destroy_proposed_at', None), _connector='OR'), name='cases_case_held_or_proposed'),
        ),
    ]
