import jobs.short_texts
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0013_disclosures_and_looks"),
    ]

    operations = [
        migrations.AddField(
            model_name="applicant",
            name="commute_max",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="分钟；空为不限。", null=True, verbose_name="单程通勤上限"
            ),
        ),
        migrations.AddField(
            model_name="applicant",
            name="languages",
            field=jobs.short_texts.ShortTextsField(verbose_name="语言"),
        ),
        migrations.AddField(
            model_name="applicant",
            name="wanted_shift",
            field=models.CharField(
                blank=True,
                choices=[
                    ("day", "白班"),
                    ("two_shifts", "两班倒"),
                    ("three_shifts", "三班倒"),
                    ("night", "夜班"),
                    ("flexible", "弹性工作"),
                ],
                help_text="空为都可以。",
                max_length=12,
                verbose_name="期望班次",
            ),
        ),
    ]
