import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parta.kit.clock


class Migration(migrations.Migration):
    dependencies = [("citizens", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="citizen",
            name="closes_at",
            field=models.DateTimeField(db_index=True, editable=False, null=True),
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=parta.kit.clock.now, editable=False)),
                ("fields", models.JSONField()),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["citizen", "-at"], name="correction_of_citizen")
                ],
            },
        ),
    ]
