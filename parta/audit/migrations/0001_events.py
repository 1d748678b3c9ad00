import parta.kit.clock
from django.db import migrations, models

from parta.audit.append_only import guard, unguard


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ts', models.DateTimeField(default=parta.kit.clock.now)),
                ('scope', models.CharField(blank=True, max_length=40)),
                ('actor', models.CharField(max_length=64)),
                ('acting_role', models.CharField(blank=True, max_length=40)),
                ('action', models.CharField(max_length=60)),
                ('object', models.CharField(max_length=120)),
                ('detail', models.JSONField(default=dict)),
                ('request_id', models.CharField(blank=True, max_length=8)),
                ('network', models.CharField(blank=True, max_length=43)),
            ],
            options={
                'db_table': 'audit_event',
                'indexes': [models.Index(fields=['scope', '-id'], name='audit_of_scope'), models.Index(fields=['object', '-id'], name='audit_of_object'), models.Index(fields=['actor', '-id'], name='audit_of_actor')],
            },
        ),
        migrations.RunPython(
            lambda apps, editor: guard(editor.connection),
            lambda apps, editor: unguard(editor.connection),
        ),
    ]
