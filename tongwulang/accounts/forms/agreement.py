"""The box by which one agrees to a notice."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts.choices import NoticeKind
from tongwulang.accounts.models import Notice


class VersionBox(forms.CheckboxInput):
    """A box that sends which version it stands for."""

    def __init__(self, version: str) -> None:
        super().__init__(check_test=lambda value: value == version)
        self.version = version

    def format_value(self, value: Any) -> str:
        return self.version

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return data.get(name)


class AgreementField(forms.Field):
    """An unticked box (个人信息保护法 14: 自愿、明确), cleaned to whether it was ticked beside the
    version in force: nobody agrees to one that they were not shown."""

    def __init__(self, notice: Notice | None, *, required: bool = True) -> None:
        self.version = str(notice.pk) if notice else ""
        title = notice.title if notice else _("隐私告知")
        super().__init__(
            label=title,
            required=required,
            widget=VersionBox(self.version),
            error_messages={
                "required": _("请先阅读并同意%(title)s。") % {"title": title},
                "outdated": _("内容刚刚更新，请看一遍再勾选。"),
            },
        )

    def clean(self, value: Any) -> bool:
        has_agreed = bool(value) and value == self.version
        if self.required and not has_agreed:
            code = "outdated" if value else "required"
            raise forms.ValidationError(self.error_messages[code], code=code)
        return has_agreed


class AgreeForm(forms.Form):
    """Nothing but the box beside the privacy notice in force."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notice = Notice.objects.current(NoticeKind.PRIVACY)
        self.fields["agreed"] = AgreementField(self.notice)
