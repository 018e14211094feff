"""简历文件: one file a person, in the database and nowhere that a server could serve from."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.models.applicant import Applicant
from jobs.resume_files import CONTENT_TYPES, ResumeKind

LONGEST_NAME = 60


class Resume(models.Model):
    """简历文件. `name` is for people and has no ending; `content` is what was checked or made anew.
    In the table of its own, so that no list of people reads it."""

    applicant = models.OneToOneField(
        Applicant, on_delete=models.CASCADE, related_name="resume", verbose_name=_("求职者")
    )
    name = models.CharField(_("文件名"), max_length=LONGEST_NAME)
    kind = models.CharField(_("类型"), max_length=4, choices=ResumeKind)
    size = models.PositiveIntegerField(_("大小"))
    content = models.BinaryField(_("内容"))
    uploaded_at = models.DateTimeField(_("上传时间"), default=timezone.now)

    class Meta:
        verbose_name = _("简历文件")
        verbose_name_plural = _("简历文件")
        ordering = ["-uploaded_at", "-id"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def file_name(self) -> str:
        """The name with the ending of what the content is."""
        return f"{self.name}.{self.kind}"

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[ResumeKind(self.kind)]
