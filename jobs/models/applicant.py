"""求职者: who looks for work. Everything here is personal; nothing of it is public."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from jobs.choices import Shift
from jobs.days import start_of
from jobs.responsibility import check_responsible
from jobs.short_texts import ShortTextsField
from tongwulang.accounts.models import Organization
from tongwulang.outbox.masking import masked_phone
from tongwulang.regions.models import Education, Major, Occupation, Region

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from tongwulang.accounts.models import User


YOUNGEST = 16


def validate_working_age(birth_year: int) -> None:
    """Raise ValidationError for someone who cannot be 16 this year (禁止使用童工规定 2, 4)."""
    if birth_year > timezone.localdate().year - YOUNGEST:
        raise ValidationError(_("求职者须年满 16 周岁。"), code="too_young")


def has_working_age(birth_year: int, birth_month: int) -> bool:
    """Whether somebody born in this month is certainly 16 today (禁止使用童工规定 2): the day of
    birth is not asked for, so the month in which they turn 16 does not count yet."""
    today = timezone.localdate()
    return (birth_year + YOUNGEST, birth_month) < (today.year, today.month)


class ApplicantQuerySet(models.QuerySet["Applicant"]):
    def with_codes(self) -> "ApplicantQuerySet":
        """Loads what the codes stand for, the bureau, and of a résumé all but its content."""
        return self.select_related(
            "education", "major", "region__place", "organization__region", "resume"
        ).defer("resume__content")

    def registered_today(self) -> "ApplicantQuerySet":
        """Those entered today."""
        return self.filter(created_at__gte=start_of(timezone.localdate()))

    def frozen(self) -> "ApplicantQuerySet":
        """Deleted by the person, and kept for a while because a law says so."""
        return self.filter(frozen_at__isnull=False)

    def named(self) -> "ApplicantQuerySet":
        """Those of whom it is known who they are."""
        return self.filter(~Q(name="") | Q(phone__isnull=False))

    def visible_to(self, user: "User | AnonymousUser") -> "ApplicantQuerySet":
        """Those whose responsible organization the person works for, and oneself; nobody frozen."""
        living = self.filter(frozen_at=None)
        if user.is_active and user.is_superuser:
            return living
        if not user.is_active:
            return self.none()
        return living.filter(
            Q(organization__in=Organization.objects.of_member(user)) | Q(user=user.pk)
        )


class Applicant(models.Model):
    """求职者. No ID number, sex, ethnicity, religion, health or marital state is asked for or kept
    (个人信息保护法 6; 就业促进法 26–30)."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="applicant",
        verbose_name=_("用户"),
    )
    name = models.CharField(_("姓名"), max_length=60)
    phone = PhoneNumberField(_("手机号"), null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(
        _("出生年份"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1930), validate_working_age],
    )
    birth_month = models.PositiveSmallIntegerField(
        _("出生月份"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    education = models.ForeignKey(
        Education,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applicants",
        verbose_name=_("学历"),
    )
    major = models.ForeignKey(
        Major,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applicants",
        verbose_name=_("专业"),
    )
    graduation_year = models.PositiveSmallIntegerField(_("毕业年份"), null=True, blank=True)
    experience_years = models.PositiveSmallIntegerField(_("工作年限"), null=True, blank=True)
    skills = ShortTextsField(_("技能"))
    certificates = ShortTextsField(_("证书"))
    languages = ShortTextsField(_("语言"))
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applicants",
        verbose_name=_("居住地区"),
    )
    wanted_occupations = models.ManyToManyField(
        Occupation, blank=True, related_name="wanted_by", verbose_name=_("期望职业")
    )
    wanted_regions = models.ManyToManyField(
        Region, blank=True, related_name="wanted_by", verbose_name=_("期望地区")
    )
    wanted_pay = models.PositiveIntegerField(
        _("期望月薪"), null=True, blank=True, help_text=_("元/月。")
    )
    wanted_shift = models.CharField(
        _("期望班次"), max_length=12, choices=Shift, blank=True, help_text=_("空为都可以。")
    )
    commute_max = models.PositiveSmallIntegerField(
        _("单程通勤上限"), null=True, blank=True, help_text=_("分钟；空为不限。")
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        related_name="applicants",
        verbose_name=_("负责单位"),
        help_text=_("本地区的主办单位；京津冀其他地方的求职者填邀请方。"),
    )
    is_demo = models.BooleanField(_("演示数据"), default=False)
    frozen_at = models.DateTimeField(_("删除时间"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    objects = ApplicantQuerySet.as_manager()

    class Meta:
        verbose_name = _("求职者")
        verbose_name_plural = _("求职者")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return _("求职者 %(id)s") % {"id": self.pk}

    def clean(self) -> None:
        if self.organization is not None:
            check_responsible(self.organization, self.region if self.region_id else None)

    @property
    def masked_phone(self) -> str:
        """138****5678, or empty."""
        return masked_phone(self.phone)
