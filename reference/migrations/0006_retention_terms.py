"""How long what has ended is kept, as the municipality sets it."""

import core.ids
import datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reference', '0005_lists_for_controls'),
    ]

    operations = [
        migrations.CreateModel(
            name='RetentionTerm',
            fields=[
                ('id', models.UUIDField(default=core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('code', models.CharField(max_length=60, verbose_name='code')),
                ('label', models.CharField(max_length=160, verbose_name='naam')),
                ('position', models.PositiveIntegerField(default=0, verbose_name='volgorde')),
                ('valid_from', models.DateField(default=datetime.date(2000, 1, 1), verbose_name='geldig vanaf')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='geldig tot en met')),
                ('edited', models.BooleanField(default=False, editable=False)),
                ('kept_months', models.PositiveSmallIntegerField(verbose_name='bewaren, in maanden')),
                ('ground', models.CharField(max_length=200, verbose_name='grond')),
            ],
            options={
                'verbose_name': 'bewaartermijn',
                'verbose_name_plural': 'bewaartermijnen',
                'ordering': ['position', 'label'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('code', 'valid_from'), name='reference_retentionterm_once'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='reference_retentionterm_period'), models.CheckConstraint(condition=models.Q(('kept_months__gte', 1), ('kept_months__lte', 600)), name='reference_retentionterm_length')],
            },
        ),
    ]
