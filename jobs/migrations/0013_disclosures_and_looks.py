import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_roles_and_consent"),
        ("jobs", "0012_application_steps"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(max_length=200, verbose_name="目的")),
                ("fields", models.JSONField(verbose_name="提供的内容")),
                (
                    "disclosed_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="提供时间"
                    ),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="jobs.applicant",
                        verbose_name="求职者",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="jobs.application",
                        verbose_name="投递",
                    ),
                ),
                (
                    "consent",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosure",
                        to="accounts.consent",
                        verbose_name="依据的同意",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="jobs.employer",
                        verbose_name="接收方",
                    ),
                ),
            ],
            options={
                "verbose_name": "提供记录",
                "verbose_name_plural": "提供记录",
                "ordering": ["-disclosed_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("capacity", models.CharField(max_length=120, verbose_name="代表")),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="查看时间"
                    ),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="jobs.applicant",
                        verbose_name="求职者",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="查看人",
                    ),
                ),
            ],
            options={
                "verbose_name": "查看记录",
                "verbose_name_plural": "查看记录",
                "ordering": ["-at", "-id"],
                "indexes": [models.Index(fields=["applicant", "by", "at"], name="look_lasting")],
            },
        ),
    ]
