"""The secret addresses of calendars, in one table for all rooms, under the second lock."""

import core.ids
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from access.rls import protect_record


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0003_disclosure_security'),
        ('accounts', '0004_ledger_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarAddress',
            fields=[
                ('id', models.UUIDField(default=core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('number', models.CharField(max_length=24, unique=True, verbose_name='nummer')),
                ('confidentiality', models.PositiveSmallIntegerField(choices=[(1, 'Intern'), (2, 'Zaakvertrouwelijk'), (3, 'Vertrouwelijk'), (4, 'Geheim')], default=2, verbose_name='vertrouwelijkheid')),
                ('regimes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), default=list, size=None, verbose_name='regimes')),
                ('acl', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), default=list, editable=False, size=None)),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('kind', models.CharField(choices=[('TERMS', 'Termijnen van maatregelen'), ('MEETINGS', 'Overleggen')], max_length=8, verbose_name='soort')),
                ('token_key', models.BinaryField(unique=True)),
                ('mine', models.BooleanField(default=True, verbose_name='alleen van mij')),
                ('read_at', models.DateTimeField(editable=False, null=True, verbose_name='laatst opgehaald')),
                ('hour_began_at', models.DateTimeField(editable=False, null=True)),
                ('reads', models.PositiveIntegerField(default=0, editable=False)),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='ingetrokken op')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='van')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation', verbose_name='eigenaar')),
            ],
            options={
                'verbose_name': 'agenda-adres',
                'verbose_name_plural': 'agenda-adressen',
                'abstract': False,
                'default_permissions': (),
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['acl'], name='access_calendaraddress_acl')],
                'constraints': [models.CheckConstraint(condition=models.Q(('acl__contains', [0])), name='access_calendaraddress_acl_derived'), models.CheckConstraint(condition=models.Q(('confidentiality__gte', 1), ('confidentiality__lte', 4)), name='access_calendaraddress_level'), models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('by', 'kind'), name='access_calendaraddress_one_each')],
            },
        ),
        migrations.RunSQL(*protect_record("access_calendaraddress")),
    ]
