"""Documents of a record, behind the second lock."""

import core.ids
import django.db.models.deletion
import encryption.fields
from django.conf import settings
from django.db import migrations, models

from access.rls import protect_part


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_row_level_security'),
        ('subjects', '0005_find_by_sound'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Exhibit',
            fields=[
                ('id', models.UUIDField(default=core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('caption', encryption.fields.EncryptedCharField(context='subjects.exhibit.caption', max_length=200, verbose_name='wat is te zien')),
                ('source', models.CharField(choices=[('REGISTER', 'Basisregistratie'), ('DOCUMENT', 'Document'), ('SIGNAL', 'Signaal'), ('CONTROL', 'Controle'), ('OPEN_SOURCE', 'Open bron'), ('COLLEAGUE', 'Collega')], max_length=12, verbose_name='bron')),
                ('source_number', models.CharField(blank=True, max_length=40, verbose_name='kenmerk van de bron')),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.document')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exhibits', to='subjects.subject')),
            ],
            options={
                'verbose_name': 'document bij een subject of object',
            },
        ),
        migrations.RunSQL(*protect_part("subjects_exhibit", "subjects_subject", "subject_id")),
    ]
