"""Secrets of second factors move into sealed rows that key rotation reaches."""

from django.db import migrations, models

import rareshare.lib.clock
import rareshare.lib.crypto


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="FactorSecret",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row_key", rareshare.lib.crypto.RowKeyField()),
                ("body", rareshare.lib.crypto.EncryptedTextField()),
                ("made_at", models.DateTimeField(default=rareshare.lib.clock.now)),
            ],
        ),
    ]
