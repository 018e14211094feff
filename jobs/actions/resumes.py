"""A person's résumé file: put in, replaced, taken out."""

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.actions import applicants
from jobs.models import Resume
from jobs.models.resume import LONGEST_NAME
from jobs.resume_files import checked

if TYPE_CHECKING:
    from tongwulang.accounts.models import Notice, User

# Control characters, directions of writing, and what means something to a file system.
UNWANTED = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff<>:"|?*]+')


def put_in(*, by: "User", file_name: str, content: bytes, agreed: "Notice | None" = None) -> Resume:
    """Check the file by its content and keep it in the place of any former one, with the consent
    to the notice that the person has just agreed to.

    Raises ValidationError saying what is wrong with it, and what `applicants.save_own` raises; the
    former one stays then.
    """
    file = checked(content)
    with transaction.atomic():
        applicant = applicants.save_own(by=by, values={}, agreed=agreed)
        resume, _is_new = Resume.objects.update_or_create(
            applicant=applicant,
            defaults={
                "name": plain_name(file_name),
                "kind": file.kind,
                "size": len(file.content),
                "content": file.content,
                "uploaded_at": timezone.now(),
            },
        )
    return resume


def take_out(*, by: "User") -> None:
    """Delete it for good; nothing happens where there is none."""
    Resume.objects.filter(applicant__user=by).delete()


def plain_name(file_name: str) -> str:
    """The name without folders, ending and whatever could mislead; 简历 where nothing is left."""
    stem = PurePosixPath(file_name.replace("\\", "/")).name
    stem = UNWANTED.sub("", stem.rpartition(".")[0] or stem).strip(" .")
    return stem[:LONGEST_NAME] or _("简历")
