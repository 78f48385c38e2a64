"""When a talk that its leaders open becomes readable for everyone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0003_close_and_merge")]

    operations = [
        migrations.AddField(
            model_name="community",
            name="talk_opens_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
