import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parta.kit.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("profiles", "0002_left"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Parent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("phone", models.CharField(max_length=16)),
                ("asked_at", models.DateTimeField(default=parta.kit.clock.now, editable=False)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(blank=True, max_length=12)),
                ("wrong_dates", models.PositiveSmallIntegerField(default=0)),
                ("account", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="children", to=settings.AUTH_USER_MODEL)),
                ("profile", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="parents", to="profiles.profile")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("ended_at", None)), fields=("profile", "phone"), name="parent_once_per_profile"),
                    models.CheckConstraint(condition=models.Q(("confirmed_at", None), ("account__isnull", False), _connector="OR"), name="parent_confirmed_by_somebody"),
                ],
            },
        ),
    ]
