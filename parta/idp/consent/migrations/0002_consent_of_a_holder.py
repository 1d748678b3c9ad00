from django.db import migrations, models
from django.db.models import F


def accounts_hold(apps, schema_editor):
    apps.get_model("consent", "Consent").objects.update(holder=F("account_id"))


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0001_initial"),
        ("provider", "0002_grant_of_a_holder"),
    ]

    operations = [
        migrations.AddField("consent", "holder", models.UUIDField(null=True)),
        migrations.RunPython(accounts_hold, migrations.RunPython.noop),
        migrations.AlterField("consent", "holder", models.UUIDField()),
        migrations.AddField("consent", "claims", models.JSONField(default=list)),
        migrations.RemoveConstraint("consent", "consent_once_per_client"),
        migrations.RemoveField("consent", "account"),
        migrations.AddConstraint(
            "consent",
            models.UniqueConstraint(fields=("holder", "client"), name="consent_once_per_client"),
        ),
    ]
