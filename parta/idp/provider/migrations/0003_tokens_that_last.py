import django.db.models.deletion
import parta.kit.clock
from django.db import migrations, models


def secrets_move(apps, schema_editor):
    secret = apps.get_model("provider", "ClientSecret")
    for client in apps.get_model("provider", "Client").objects.exclude(secret_hash=""):
        secret.objects.create(client=client, hash=client.secret_hash)


class Migration(migrations.Migration):

    dependencies = [
        ('provider', '0002_grant_of_a_holder'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClientSecret',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField(default=parta.kit.clock.now, editable=False)),
                ('used_at', models.DateTimeField(null=True)),
                ('ends_at', models.DateTimeField(null=True)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='secrets', to='provider.client')),
            ],
        ),
        migrations.CreateModel(
            name='LogoutNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sid', models.CharField(max_length=43)),
                ('subject', models.CharField(max_length=43)),
                ('made_at', models.DateTimeField(default=parta.kit.clock.now, editable=False)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('next_at', models.DateTimeField(db_index=True, default=parta.kit.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name='RefreshToken',
            fields=[
                ('hash', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('spent_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='SignInsOfADay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('number', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='UsedAssertion',
            fields=[
                ('hash', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('expires_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.RunPython(secrets_move, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name='client',
            name='client_secret_where_needed',
        ),
        migrations.RemoveField(
            model_name='client',
            name='secret_hash',
        ),
        migrations.AddField(
            model_name='client',
            name='backchannel_logout_uri',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='client',
            name='id_token_alg',
            field=models.CharField(choices=[('RS256', 'Rs256'), ('ES256', 'Es256')], default='RS256', max_length=5),
        ),
        migrations.AddField(
            model_name='client',
            name='is_active',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='client',
            name='jwks',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='client',
            name='logo',
            field=models.BinaryField(blank=True, default=b''),
        ),
        migrations.AddField(
            model_name='client',
            name='origins',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='grant',
            name='counted',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='client',
            name='auth',
            field=models.CharField(choices=[('secret', 'Secret'), ('key', 'Key'), ('none', 'None')], default='secret', max_length=6),
        ),
        migrations.AlterField(
            model_name='code',
            name='code_challenge',
            field=models.CharField(blank=True, max_length=43),
        ),
        migrations.AddField(
            model_name='logoutnotice',
            name='client',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='provider.client'),
        ),
        migrations.AddField(
            model_name='refreshtoken',
            name='grant',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='provider.grant'),
        ),
        migrations.AddField(
            model_name='signinsofaday',
            name='client',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='provider.client'),
        ),
        migrations.AddConstraint(
            model_name='logoutnotice',
            constraint=models.UniqueConstraint(fields=('client', 'sid', 'subject'), name='logout_notice_once'),
        ),
        migrations.AddConstraint(
            model_name='signinsofaday',
            constraint=models.UniqueConstraint(fields=('client', 'day'), name='sign_ins_once_per_day'),
        ),
    ]
