"""Form of the résumé file: only its size is looked at here, its content by the action."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.resume_files import MOST_BYTES


class ResumeForm(forms.Form):
    file = forms.FileField(
        label=_("选择文件"),
        help_text=_("PDF、Word（docx）、JPEG 或 PNG，不超过 5 MB。照片里的位置等信息会去掉。"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.jpg,.jpeg,.png"}),
        error_messages={"required": _("请先选择文件。"), "empty": _("文件是空的。")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("文件不能超过 5 MB。"), code="too_big")
        return file
