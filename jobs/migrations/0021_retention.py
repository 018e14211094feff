from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0020_fill_announced_at"),
    ]

    operations = [
        migrations.AddField(
            model_name="applicant",
            name="frozen_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="删除时间"
            ),
        ),
        migrations.CreateModel(
            name="RetentionRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "record",
                    models.CharField(
                        choices=[("application", "投递、进展与提供记录"), ("look", "查看记录")],
                        max_length=16,
                        verbose_name="记录",
                    ),
                ),
                ("months", models.PositiveSmallIntegerField(verbose_name="保存月数")),
                ("valid_from", models.DateField(verbose_name="起用日期")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
            ],
            options={
                "verbose_name": "留存期限",
                "verbose_name_plural": "留存期限",
                "ordering": ["record", "-valid_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("record", "valid_from"),
                        name="retentionrule_once_a_day",
                        violation_error_message="这一天已有该记录的期限。",
                    )
                ],
            },
        ),
    ]
