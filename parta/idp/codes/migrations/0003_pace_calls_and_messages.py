from datetime import timedelta

from django.db import migrations, models
from django.db.models import F

BY = {"phone": "sms", "email": "email"}


def tell_old_rows(apps, _editor):
    """Codes that were under way: the next one after two minutes, as it was."""
    for row in apps.get_model("codes", "Challenge").objects.all():
        row.resend_at, row.by, row.sent = row.sent_at + timedelta(minutes=2), BY[row.kind], 1
        row.save(update_fields=["resend_at", "by", "sent"])
    apps.get_model("codes", "Sent").objects.update(last_at=F("since"))


class Migration(migrations.Migration):

    dependencies = [
        ('codes', '0002_words_in_place_of_a_code'),
    ]

    operations = [
        migrations.AddField('challenge', 'by', models.CharField(default='', max_length=5), preserve_default=False),
        migrations.AddField('challenge', 'message', models.UUIDField(null=True)),
        migrations.AddField('challenge', 'sent', models.PositiveSmallIntegerField(default=0)),
        migrations.AddField('challenge', 'resend_at', models.DateTimeField(null=True)),
        migrations.AddField('sent', 'last_at', models.DateTimeField(null=True)),
        migrations.RunPython(tell_old_rows, migrations.RunPython.noop),
        migrations.AlterField('challenge', 'resend_at', models.DateTimeField()),
        migrations.AlterField('sent', 'last_at', models.DateTimeField()),
        migrations.AddIndex('challenge', models.Index(fields=['message'], name='challenge_of_a_message')),
    ]
