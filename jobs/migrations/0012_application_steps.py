import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import jobs.models.application


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0011_applicants_register_themselves"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="answer_by",
            field=models.DateField(
                default=jobs.models.application.answer_due_on, verbose_name="答复期限"
            ),
        ),
        migrations.AlterField(
            model_name="application",
            name="submitted_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="投递时间"),
        ),
        migrations.CreateModel(
            name="ApplicationStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("submitted", "已投递"),
                            ("viewed", "已查看"),
                            ("interview", "面试"),
                            ("offered", "录用通知"),
                            ("hired", "已录用"),
                            ("declined", "未通过"),
                            ("withdrawn", "已撤回"),
                            ("expired", "已过期"),
                            ("obsolete", "已在别处录用"),
                        ],
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("filled", "岗位已招满"),
                            ("chose_another", "已选择其他求职者"),
                            ("posting_withdrawn", "岗位已取消"),
                            ("experience", "工作经验与岗位要求不符"),
                            ("skills", "技能与岗位要求不符"),
                            ("education", "学历或专业与岗位要求不符"),
                            ("certificates", "缺少岗位必需的证书"),
                            ("pay", "薪资期望不一致"),
                            ("schedule", "班次或到岗时间不合适"),
                            ("place", "工作地点或通勤不合适"),
                            ("not_reached", "多次联系不上"),
                        ],
                        max_length=20,
                        verbose_name="理由",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="jobs.application",
                        verbose_name="投递",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="application_steps",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经手人",
                    ),
                ),
            ],
            options={
                "verbose_name": "投递进展",
                "verbose_name_plural": "投递进展",
                "ordering": ["application", "at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status", "declined"), models.Q(("reason", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("status", "declined"), _negated=True), ("reason", "")
                            ),
                            _connector="OR",
                        ),
                        name="applicationstep_declined_has_reason",
                        violation_error_message="未通过须选择理由；其他状态不填理由。",
                    )
                ],
            },
        ),
    ]
