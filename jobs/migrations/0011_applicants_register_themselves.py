import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0010_employer_members_and_hall_staff"),
        ("accounts", "0002_roles_and_consent"),
    ]

    operations = [
        migrations.AddField(
            model_name="applicant",
            name="birth_month",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(12),
                ],
                verbose_name="出生月份",
            ),
        ),
        migrations.AlterField(
            model_name="applicant",
            name="organization",
            field=models.ForeignKey(
                help_text="本地区的主办单位；京津冀其他地方的求职者填邀请方。",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="applicants",
                to="accounts.organization",
                verbose_name="负责单位",
            ),
        ),
    ]
