"""What readers may want to know before they open a topic."""

import django.contrib.postgres.fields
from django.db import migrations, models

NOTES = [
    ("death", "talks about death"),
    ("suicide", "talks about suicide"),
    ("wounds", "shows or describes wounds"),
    ("survival", "has survival numbers"),
    ("loss", "talks about losing a baby"),
    ("surgery", "describes an operation"),
    ("violence", "talks about violence"),
]


class Migration(migrations.Migration):
    dependencies = [("talk", "0002_tell_page_updates")]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="content_notes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=NOTES, max_length=10),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(("content_notes__contained_by", [note for note, _ in NOTES])),
                name="topic_notes",
            ),
        ),
    ]
