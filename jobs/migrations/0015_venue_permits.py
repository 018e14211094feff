"""How many each hall expects, and the licence that many of them need."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0014_profile_in_steps")]

    operations = [
        migrations.AddField(
            model_name="venue",
            name="expected_visitors",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="每场（日）预计到场的人数。",
                null=True,
                verbose_name="预计人数",
            ),
        ),
        migrations.AddField(
            model_name="venue",
            name="permit_number",
            field=models.CharField(blank=True, max_length=60, verbose_name="安全许可文号"),
        ),
        migrations.AddField(
            model_name="venue",
            name="exemption",
            field=models.CharField(
                blank=True,
                help_text="如：由县级以上人民政府直接举办。",
                max_length=200,
                verbose_name="无须许可的依据",
            ),
        ),
    ]
