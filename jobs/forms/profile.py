"""The steps of 我的资料, each saved alone and each to be left half done; and what is kept of those
who applied without it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.actions import keeping
from jobs.choices import Shift
from jobs.forms.profile_fields import MajorField, OccupationsField, PayField, major_of
from jobs.models import Applicant
from jobs.models.applicant import has_working_age
from jobs.models.handover import NEEDED, STAYS
from jobs.short_texts import LONGEST
from tongwulang.accounts.forms.agreement import AgreementField
from tongwulang.accounts.models import Notice
from tongwulang.accounts.phone_field import ReachableField
from tongwulang.outbox.masking import spoken_phone
from tongwulang.regions.models import Region

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MONTHS = [("", "—"), *((month, f"{month} 月") for month in range(1, 13))]
COMMUTES = [("", _("不限")), *((minutes, f"{minutes} 分钟内") for minutes in (20, 30, 45, 60, 90))]
EARLIEST_GRADUATION = 1950
LATEST_GRADUATION = 6  # years from now
NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}


def number(label: Any, lowest: int, highest: int, **options: Any) -> forms.IntegerField:
    """A whole number that may be left out, typed on a phone's number keys."""
    return forms.IntegerField(
        label=label,
        min_value=lowest,
        max_value=highest,
        required=False,
        widget=forms.TextInput(attrs=NUMERIC),
        error_messages={"invalid": _("请只用数字填一个整数。")},
        **options,
    )


class ProfileForm(forms.ModelForm):
    """A step: what is left empty is empty, nothing has to be filled in, but for the box where there
    is a `notice` to agree to."""

    title: "StrOrPromise" = ""

    def __init__(self, *args: Any, notice: Notice | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
        self.notice = notice
        if notice is not None:
            self.fields["agreed"] = AgreementField(notice)

    def _post_clean(self) -> None:
        # Who answers for the person follows from what they say (`save_own`), and limits nothing.
        self.instance.organization = None
        super()._post_clean()  # type: ignore[misc]

    @property
    def values(self) -> dict[str, Any]:
        """Cleaned values by field of Applicant."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class WishesForm(ProfileForm):
    title = _("想找什么工作")
    wanted_occupations = OccupationsField(
        label=_("想做的职业"),
        help_text=_("用平常的叫法就行，几个之间用顿号隔开，如：焊工、数控车床、会计。"),
    )
    wanted_regions = forms.ModelMultipleChoiceField(
        Region.objects.none(), label=_("想在哪里上班"), widget=forms.CheckboxSelectMultiple
    )
    wanted_pay = PayField(
        label=_("期望月薪，至少"),
        min_value=1,
        max_value=1_000_000,
        help_text=_("元/月，如 6000、6千、6-8K。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("请填每月多少元，如 6000。")},
    )

    class Meta:
        model = Applicant
        fields = ["wanted_occupations", "wanted_regions", "wanted_pay"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted_regions"].queryset = (  # type: ignore[attr-defined]
            Region.objects.counties().exclude(place=None).select_related("place").order_by("code")
        )
        self.fields["wanted_regions"].label_from_instance = _with_place  # type: ignore[attr-defined]


class IdentityForm(ProfileForm):
    """Who somebody is, as far as an application asks. Name and phone stay while there is a record
    of one: employers were told whom to answer, and it has to say whom it is about."""

    phone = ReachableField(help_text=_("用人单位答复您时用。"))
    birth_year = number(_("出生年"), 1930, 2100, help_text=_("四位数字，如 1995。不给用人单位。"))
    birth_month = forms.TypedChoiceField(
        label=_("出生月"), choices=MONTHS, coerce=int, empty_value=None
    )

    class Meta:
        model = Applicant
        fields = ["name", "phone", "birth_year", "birth_month"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["phone"] = spoken_phone(self.instance.phone)
        if self.instance.pk and self.instance.applications.exists():
            for name in NEEDED:
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = STAYS

    def clean_phone(self) -> str | None:
        return self.cleaned_data["phone"] or None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        year, month = cleaned.get("birth_year"), cleaned.get("birth_month")
        if year and not has_working_age(year, month or 1):
            self.add_error(
                "birth_year", _("未满 16 周岁不能在这里求职（禁止使用童工规定第二条）。")
            )
        return cleaned


class PersonForm(IdentityForm):
    title = _("我是谁")
    region = forms.ModelChoiceField(Region.objects.none(), label=_("住在哪里"), empty_label="—")

    class Meta(IdentityForm.Meta):
        fields = [*IdentityForm.Meta.fields, "region"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Region.objects.counties().select_related("place", "parent")
        region = self.fields["region"]
        region.queryset = places.order_by(F("place").asc(nulls_last=True), "code")  # type: ignore[attr-defined]
        region.label_from_instance = _with_place  # type: ignore[attr-defined]


class ContactForm(IdentityForm):
    """What is known of who somebody is: corrected, not taken out, and nothing is asked for that is
    not kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self._meta.fields or () if keeping.is_kept(self.instance) else NEEDED
        for name in list(self.fields):
            self.fields[name].required = True
            if name not in kept or not getattr(self.instance, name):
                del self.fields[name]

    @property
    def values(self) -> dict[str, Any]:
        """Cleaned values by field of Applicant, of those that are asked for."""
        return {name: self.cleaned_data[name] for name in self.fields}


def _with_place(region: Region) -> str:
    above = region.place or region.parent
    return region.name if above in (None, region) else f"{above.short_name} · {region.name}"


class EducationForm(ProfileForm):
    title = _("学历和经验")
    major = MajorField(label=_("专业"), help_text=_("写毕业证上的名称，没有就不填。"))
    experience_years = number(_("工作年限"), 0, 60, help_text=_("年；没有工作过填 0。"))

    class Meta:
        model = Applicant
        fields = ["education", "major", "graduation_year", "experience_years"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latest = timezone.localdate().year + LATEST_GRADUATION
        self.fields["graduation_year"] = number(_("毕业年份"), EARLIEST_GRADUATION, latest)
        self.fields["education"].empty_label = "—"  # type: ignore[attr-defined]
        self.initial["major"] = self.instance.major

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        education = cleaned.get("education")
        cleaned["major"] = major_of(cleaned.get("major") or "", education.code if education else "")
        return cleaned


class SkillsForm(ProfileForm):
    """`common` are skills that posts of the wanted occupations ask for, to be ticked."""

    title = _("技能和其他")
    field_order = ["common", "skills"]
    common = forms.MultipleChoiceField(
        label=_("想做的岗位常要这些，会的请勾"), widget=forms.CheckboxSelectMultiple
    )
    commute_max = forms.TypedChoiceField(
        label=_("上班单程最多"), choices=COMMUTES, coerce=int, empty_value=None
    )

    class Meta:
        model = Applicant
        fields = ["skills", "certificates", "languages", "wanted_shift", "commute_max"]
        labels = {"skills": _("会什么"), "wanted_shift": _("班次")}
        help_texts = {
            "skills": _("每行一项，如：氩弧焊。"),
            "certificates": _("每行一项，如：焊工证、初级会计。"),
            "languages": _("每行一项，如：英语四级。"),
            "wanted_shift": "",
        }

    def __init__(self, *args: Any, common: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted_shift"].choices = [("", _("都可以")), *Shift.choices]  # type: ignore[attr-defined]
        offered = [skill for skill in common if len(skill) <= LONGEST]
        self.fields["common"].choices = [  # type: ignore[attr-defined]
            (skill, skill) for skill in offered if skill not in self.instance.skills
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        ticked, typed = cleaned.get("common") or [], cleaned.get("skills") or []
        cleaned["skills"] = list(dict.fromkeys([*typed, *ticked]))
        return cleaned


STEPS: dict[str, type[ProfileForm]] = {
    "wishes": WishesForm,
    "person": PersonForm,
    "education": EducationForm,
    "skills": SkillsForm,
}
