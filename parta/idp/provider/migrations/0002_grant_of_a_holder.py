from django.db import migrations, models
from django.db.models import F


def accounts_hold(apps, schema_editor):
    apps.get_model("provider", "Grant").objects.update(holder=F("account_id"))


class Migration(migrations.Migration):
    dependencies = [
        ("provider", "0001_initial"),
    ]

    operations = [
        migrations.AddField("grant", "holder", models.UUIDField(null=True)),
        migrations.RunPython(accounts_hold, migrations.RunPython.noop),
        migrations.AlterField("grant", "holder", models.UUIDField()),
        migrations.AddField("grant", "id_token_claims", models.JSONField(default=list)),
        migrations.AddField("grant", "userinfo_claims", models.JSONField(default=list)),
    ]
