import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0022_export_runs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="EmployerBlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "blocked_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间"),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blocks",
                        to="jobs.employer",
                        verbose_name="用人单位",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="employer_blocks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "屏蔽的单位",
                "verbose_name_plural": "屏蔽的单位",
                "ordering": ["-blocked_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "employer"), name="employerblock_one_per_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PostingMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("favourite", "收藏"), ("hidden", "不再提醒")],
                        max_length=10,
                        verbose_name="标记",
                    ),
                ),
                (
                    "marked_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间"),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks",
                        to="jobs.posting",
                        verbose_name="岗位",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="posting_marks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "岗位标记",
                "verbose_name_plural": "岗位标记",
                "ordering": ["-marked_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "posting"), name="postingmark_one_per_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("query", models.CharField(max_length=500, verbose_name="条件")),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("at_once", "有新岗位就提醒"),
                            ("daily", "每天一次"),
                            ("weekly", "每周一次"),
                            ("never", "不提醒"),
                        ],
                        default="daily",
                        max_length=8,
                        verbose_name="提醒",
                    ),
                ),
                (
                    "seen_until",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="已提醒到"
                    ),
                ),
                (
                    "saved_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="保存时间"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "保存的搜索",
                "verbose_name_plural": "保存的搜索",
                "ordering": ["-saved_at", "-id"],
                "indexes": [
                    models.Index(fields=["frequency", "seen_until"], name="savedsearch_due")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "query"), name="savedsearch_once_per_person"
                    )
                ],
            },
        ),
    ]
