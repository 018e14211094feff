"""Form of the résumé file: only its size is looked at here, its content by the action."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.resume_files import MOST_BYTES
from tongwulang.accounts.forms.agreement import AgreementField
from tongwulang.accounts.models import Notice


class ResumeForm(forms.Form):
    """With a box where there is a `notice` to agree to."""

    file = forms.FileField(
        label=_("选择文件"),
        help_text=_("PDF、Word（docx）、JPEG 或 PNG，不超过 5 MB。照片里的位置等信息会去掉。"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.jpg,.jpeg,.png"}),
        error_messages={"required": _("请先选择文件。"), "empty": _("文件是空的。")},
    )

    def __init__(self, *args: Any, notice: Notice | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notice = notice
        if notice is not None:
            self.fields["agreed"] = AgreementField(notice)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("文件不能超过 5 MB。"), code="too_big")
        return file
