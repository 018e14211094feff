"""Which fair a fair was copied from; one copy a year."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0015_venue_permits")]

    operations = [
        migrations.AddField(
            model_name="fair",
            name="copied_from",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="jobs.fair",
                verbose_name="复制自",
            ),
        ),
        migrations.AddConstraint(
            model_name="fair",
            constraint=models.UniqueConstraint(
                fields=("copied_from", "year"),
                name="fair_copied_once_a_year",
                violation_error_message="这场招聘会已经复制到该年。",
            ),
        ),
    ]
