import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_roles_and_consent"),
        ("jobs", "0021_retention"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ExportRun",
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
                        choices=[
                            ("postings", "岗位"),
                            ("national", "岗位（国家招聘信息格式）"),
                            ("employers", "用人单位"),
                            ("participations", "参会单位"),
                            ("applicants", "求职者"),
                            ("applications", "投递"),
                            ("fair_employers", "招聘会单位表"),
                            ("fair_postings", "招聘会岗位表"),
                            ("fair_booths", "展位表"),
                            ("booth_signs", "展位牌"),
                            ("posters", "岗位海报"),
                            ("hall_list", "会场名单"),
                            ("handbook", "招聘手册"),
                        ],
                        max_length=16,
                        verbose_name="内容",
                    ),
                ),
                ("filters", models.CharField(blank=True, max_length=500, verbose_name="筛选条件")),
                ("is_named", models.BooleanField(default=False, verbose_name="含姓名、联系方式")),
                (
                    "has_personal_data",
                    models.BooleanField(default=False, verbose_name="含个人信息"),
                ),
                ("row_count", models.PositiveIntegerField(verbose_name="行数")),
                ("requested_at", models.DateTimeField(auto_now_add=True, verbose_name="导出时间")),
                ("site", models.CharField(max_length=200, verbose_name="站点地址")),
                ("keys", models.JSONField(default=list, verbose_name="各行的主键")),
                ("digest", models.CharField(max_length=64, verbose_name="请求的 SHA-256 摘要")),
                (
                    "status",
                    models.CharField(
                        choices=[("working", "生成中"), ("done", "已生成"), ("failed", "失败")],
                        default="working",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("rows_done", models.PositiveIntegerField(default=0, verbose_name="已处理")),
                ("content", models.BinaryField(default=bytes, verbose_name="文件内容")),
                ("failure", models.CharField(blank=True, max_length=300, verbose_name="失败原因")),
                (
                    "leased_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="处理中，直到"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                (
                    "fair",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="export_runs",
                        to="jobs.fair",
                        verbose_name="招聘会",
                    ),
                ),
                (
                    "organizations",
                    models.ManyToManyField(
                        blank=True,
                        related_name="export_runs",
                        to="accounts.organization",
                        verbose_name="导出人所在单位",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requested_exports",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="导出人",
                    ),
                ),
            ],
            options={
                "verbose_name": "导出与打印",
                "verbose_name_plural": "导出与打印",
                "ordering": ["-requested_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "working")),
                        fields=("requested_by", "digest"),
                        name="exportrun_once_while_working",
                        violation_error_message="正在生成同样的文件。",
                    )
                ],
            },
        ),
    ]
