from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("profiles", "0001_profiles"),
    ]

    operations = [
        migrations.AddField(
            model_name="profile",
            name="left_at",
            field=models.DateTimeField(db_index=True, null=True),
        ),
    ]
