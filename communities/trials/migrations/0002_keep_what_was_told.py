"""What a person was told of stays on their list when the wish that it came from ends."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trials", "0001_create_trials")]

    operations = [
        migrations.AlterField(
            model_name="trialnews",
            name="watch",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="news",
                to="trials.trialwatch",
            ),
        ),
    ]
