"""Who answered an invitation is kept beside the answer, and a release names that person."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What is there already: the newest event says who answered; an address shown so far is that of
# the one to whom the letter went.
_FILL = """
UPDATE research_invitation AS invitation SET answered_by_id = event.by_id, answered_at = event.at
FROM (
    SELECT DISTINCT ON (invitation_id) invitation_id, by_id, at
    FROM research_invitationevent WHERE by_id IS NOT NULL
    ORDER BY invitation_id, id DESC
) AS event
WHERE event.invitation_id = invitation.id;
UPDATE research_release AS release SET person_id = invitation.recipient_id
FROM research_invitation AS invitation WHERE invitation.id = release.invitation_id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("research", "0001_create_research"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="answered_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="release",
            name="invitation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="releases",
                to="research.invitation",
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        # Without waiting for the end of the transaction, so that the tables can change after it.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="release",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(
                fields=("invitation", "person"), name="one_release_per_answerer"
            ),
        ),
    ]
