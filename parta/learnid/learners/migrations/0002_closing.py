from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("learners", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="learner",
            name="closes_at",
            field=models.DateTimeField(db_index=True, editable=False, null=True),
        ),
    ]
