"""What of a person an employer can be given, one field at a time, as it is shown to both."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from jobs.models.applicant import Applicant
from tongwulang.outbox.masking import spoken_phone

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Field(NamedTuple):
    """A field by its name in a Disclosure; `text` is empty where the person has not said."""

    label: "StrOrPromise"
    text: Callable[[Applicant], str]


class Given(NamedTuple):
    """A field with what it says of one person."""

    name: str
    label: "StrOrPromise"
    text: str


def _years(applicant: Applicant) -> str:
    if applicant.experience_years is None:
        return ""
    return str(_("%(years)s 年") % {"years": applicant.experience_years})


def _resume(applicant: Applicant) -> str:
    resume = getattr(applicant, "resume", None)
    return resume.file_name if resume else ""


# Birth, wishes and pay are for finding posts; no employer needs them to answer an application
# (个人信息保护法 6).
FIELDS: dict[str, Field] = {
    "name": Field(_("姓名"), lambda applicant: applicant.name),
    "phone": Field(_("手机号"), lambda applicant: spoken_phone(applicant.phone)),
    "region": Field(
        _("居住地区"), lambda applicant: applicant.region.name if applicant.region else ""
    ),
    "education": Field(
        _("学历"), lambda applicant: applicant.education.name if applicant.education else ""
    ),
    "major": Field(_("专业"), lambda applicant: applicant.major.name if applicant.major else ""),
    "graduation_year": Field(_("毕业年份"), lambda applicant: str(applicant.graduation_year or "")),
    "experience_years": Field(_("工作年限"), _years),
    "certificates": Field(_("证书"), lambda applicant: "、".join(applicant.certificates)),
    "skills": Field(_("技能"), lambda applicant: "、".join(applicant.skills)),
    "languages": Field(_("语言"), lambda applicant: "、".join(applicant.languages)),
    "resume": Field(_("简历文件"), _resume),
}
# Without these an employer could not answer at all.
NEEDED = ("name", "phone")
STAYS = _("投递过的，姓名和手机号不能空着。")


def given(applicant: Applicant, names: Iterable[str] = tuple(FIELDS)) -> list[Given]:
    """Of these fields, those that the person has filled in, in the order of `FIELDS`."""
    wanted = set(names)
    found = [
        Given(name, field.label, field.text(applicant))
        for name, field in FIELDS.items()
        if name in wanted
    ]
    return [one for one in found if one.text]
