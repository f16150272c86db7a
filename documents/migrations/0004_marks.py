"""Places that must be made unreadable, while somebody works on them."""

import core.ids
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from access.rls import protect_part


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0003_any_document'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DocumentMark',
            fields=[
                ('id', models.UUIDField(default=core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('page', models.PositiveSmallIntegerField(verbose_name='blad')),
                ('x', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='van links')),
                ('y', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='van boven')),
                ('width', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='breedte')),
                ('height', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(1000)], verbose_name='hoogte')),
                ('ground', models.CharField(choices=[('5.1.1c', '5.1 lid 1 onder c: bedrijfs- en fabricagegegevens'), ('5.1.1d', '5.1 lid 1 onder d: bijzondere en strafrechtelijke persoonsgegevens'), ('5.1.1e', '5.1 lid 1 onder e: nummers zoals het BSN'), ('5.1.2c', '5.1 lid 2 onder c: opsporing en vervolging'), ('5.1.2d', '5.1 lid 2 onder d: inspectie, controle en toezicht'), ('5.1.2e', '5.1 lid 2 onder e: persoonlijke levenssfeer'), ('5.1.2h', '5.1 lid 2 onder h: beveiliging'), ('5.1.2i', '5.1 lid 2 onder i: goed functioneren van de overheid'), ('5.2', '5.2: persoonlijke beleidsopvattingen in intern beraad'), ('8.8', '8.8: een bijzondere geheimhoudingsplicht gaat voor')], max_length=8, verbose_name='grond')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='open_marks', to='documents.document')),
                ('marked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'te lakken plek',
                'constraints': [models.CheckConstraint(condition=models.Q(('height__gte', 1), ('width__gte', 1), ('x__lte', django.db.models.expressions.CombinedExpression(models.Value(1000), '-', models.F('width'))), ('y__lte', django.db.models.expressions.CombinedExpression(models.Value(1000), '-', models.F('height')))), name='documents_mark_on_the_page')],
            },
        ),
        migrations.RunSQL(*protect_part('documents_documentmark', 'documents_document', 'document_id')),
    ]
