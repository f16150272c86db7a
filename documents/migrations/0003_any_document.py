"""Every kind of file on every kind of record, in versions; found by words that nobody can read."""

import core.ids
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import encryption.fields
from django.conf import settings
from django.db import migrations, models

from access.rls import finder, protect_part

# The index on tokens works only inside this function, which holds the second lock itself.
FIND = finder(
    'documents_with_words(wanted bigint[], most integer)',
    'id uuid',
    'SELECT found.id FROM documents_document found JOIN documents_documentwords words '
    'ON words.document_id = found.id WHERE words.tokens @> wanted AND found.current '
    'AND found.hidden_at IS NULL AND found.destroyed_at IS NULL AND {visible} '
    'ORDER BY found.created_at DESC, found.id DESC LIMIT most',
)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_ledger_guards'),
        ('documents', '0002_row_level_security'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DocumentWords',
            fields=[
                ('id', models.UUIDField(default=core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('tokens', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None)),
            ],
            options={
                'verbose_name': 'woorden van een document',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['tokens'], name='documents_words_tokens')],
            },
        ),
        migrations.AlterModelOptions(
            name='document',
            options={'verbose_name': 'document', 'verbose_name_plural': 'documenten'},
        ),
        migrations.AddField(
            model_name='document',
            name='current',
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AddField(
            model_name='document',
            name='edition',
            field=models.PositiveSmallIntegerField(default=1, editable=False, verbose_name='versie'),
        ),
        migrations.AddField(
            model_name='document',
            name='kind',
            field=models.CharField(choices=[('PHOTO', 'Foto'), ('REPORT', 'Rapportage'), ('DECISION', 'Besluit'), ('LETTER', 'Brief'), ('MINUTES', 'Verslag'), ('PACK', 'Vergaderstuk'), ('EVIDENCE', 'Bewijsstuk'), ('CORRESPONDENCE', 'Correspondentie'), ('OTHER', 'Ander document')], default='PHOTO', max_length=16, verbose_name='soort document'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='document',
            name='made_by_vik',
            field=models.BooleanField(default=False, editable=False, verbose_name='door VIK gemaakt'),
        ),
        migrations.AddField(
            model_name='document',
            name='marks',
            field=encryption.fields.EncryptedJSONField(context='documents.document.marks', null=True, verbose_name='gelakt'),
        ),
        migrations.AddField(
            model_name='document',
            name='own_level',
            field=models.PositiveSmallIntegerField(choices=[(1, 'Intern'), (2, 'Zaakvertrouwelijk'), (3, 'Vertrouwelijk'), (4, 'Geheim')], default=1, verbose_name='eigen vertrouwelijkheid'),
        ),
        migrations.AddField(
            model_name='document',
            name='own_regimes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=24), default=list, size=None, verbose_name='eigen regimes'),
        ),
        migrations.AddField(
            model_name='document',
            name='pages',
            field=models.PositiveIntegerField(null=True, verbose_name='aantal bladen'),
        ),
        migrations.AddField(
            model_name='document',
            name='record_id',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='document',
            name='record_type',
            field=models.CharField(blank=True, editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name='document',
            name='redacts',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='redactions', to='documents.document'),
        ),
        migrations.AddField(
            model_name='document',
            name='secret',
            field=models.BooleanField(default=False, verbose_name='geheim stuk'),
        ),
        migrations.AddField(
            model_name='document',
            name='secret_why',
            field=encryption.fields.EncryptedCharField(context='documents.document.secret_why', max_length=500, null=True, verbose_name='gewichtige redenen'),
        ),
        migrations.AddField(
            model_name='document',
            name='series',
            field=models.UUIDField(default='00000000-0000-0000-0000-000000000000', editable=False),
            preserve_default=False,
        ),
        # Until now a document was one photo, and its own only version.
        migrations.RunSQL(
            'UPDATE documents_document SET series = id, pages = 1', migrations.RunSQL.noop
        ),
        migrations.AddField(
            model_name='document',
            name='source',
            field=models.CharField(blank=True, choices=[('REGISTER', 'Basisregistratie'), ('DOCUMENT', 'Document'), ('SIGNAL', 'Signaal'), ('CONTROL', 'Controle'), ('OPEN_SOURCE', 'Open bron'), ('COLLEAGUE', 'Collega')], max_length=12, verbose_name='bron'),
        ),
        migrations.AddField(
            model_name='document',
            name='source_number',
            field=models.CharField(blank=True, max_length=40, verbose_name='kenmerk van de bron'),
        ),
        migrations.AddField(
            model_name='document',
            name='title',
            field=encryption.fields.EncryptedCharField(context='documents.document.title', max_length=200, null=True, verbose_name='titel'),
        ),
        migrations.AlterField(
            model_name='document',
            name='media_type',
            field=models.CharField(max_length=80, verbose_name='soort bestand'),
        ),
        migrations.AlterField(
            model_name='document',
            name='scan_state',
            field=models.CharField(choices=[('NOT_SCANNED', 'Niet gescand: er is geen virusscanner ingesteld'), ('CLEAN', 'Gescand, geen bijzonderheden'), ('INFECTED', 'Geweigerd door de virusscanner'), ('OWN', 'Door VIK gemaakt')], default='NOT_SCANNED', max_length=12),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['record_id', '-created_at'], name='documents_document_of'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(fields=('series', 'edition'), name='documents_document_edition_once'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(condition=models.Q(('current', True)), fields=('series',), name='documents_document_one_current'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('record_id', None), ('record_type', '')), models.Q(models.Q(('record_type', ''), _negated=True), ('record_id__isnull', False)), _connector='OR'), name='documents_document_whole_record'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('secret', False), ('secret_why__isnull', False), ('destroyed_at__isnull', False), _connector='OR'), name='documents_document_secret_says_why'),
        ),
        migrations.AddField(
            model_name='documentwords',
            name='document',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='documents.document'),
        ),
        migrations.RunSQL(*protect_part('documents_documentwords', 'documents_document', 'document_id')),
        migrations.RunSQL(*FIND),
    ]
