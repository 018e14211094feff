"""The form of an employer's place at a fair."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from jobs.models import Participation
from tongwulang.accounts.whole_row_form import WholeRowForm


class ParticipationForm(WholeRowForm):
    """Refuses posts of another employer: what an employer brings to a fair is its own."""

    class Meta:
        model = Participation
        fields: str = "__all__"

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        employer = cleaned.get("employer") or getattr(self.instance, "employer", None)
        foreign = [post for post in cleaned.get("postings", ()) if post.employer != employer]
        if foreign:
            titles = "、".join(str(post) for post in foreign)
            self.add_error("postings", _("不是该单位的岗位：%(titles)s。") % {"titles": titles})
        return cleaned
