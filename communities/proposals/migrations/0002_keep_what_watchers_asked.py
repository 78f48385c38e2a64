"""Whoever waits for a community keeps the words in which they asked for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("proposals", "0001_create_proposals"),
    ]

    operations = [
        migrations.AddField(
            model_name="proposalwatch",
            name="asked",
            field=models.CharField(blank=True, max_length=200),
        ),
    ]
