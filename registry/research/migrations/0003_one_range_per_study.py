"""Only the first cohort of a study keeps its range: the next one would tell who said no."""

from django.db import migrations

_KEEP_FIRST = """
UPDATE research_campaign AS later SET invited_low = NULL, invited_high = NULL
WHERE EXISTS (
    SELECT 1 FROM research_campaign AS first
    WHERE first.application_id = later.application_id AND first.frozen_at < later.frozen_at
)
"""


class Migration(migrations.Migration):
    dependencies = [("research", "0002_keep_who_answered")]

    operations = [migrations.RunSQL(_KEEP_FIRST, migrations.RunSQL.noop)]
