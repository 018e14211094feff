"""Agreeing to what the notices say."""

from tests.factories import NoticeFactory
from tongwulang.accounts.models import Notice


def ticked(kind="privacy"):
    """What the box beside a notice sends: the version in force, or something that stands for none
    where there is none."""
    notice = Notice.objects.current(kind)
    return str(notice.pk) if notice else "on"


def profile_notice():
    """What is agreed to before a profile or a résumé is kept."""
    return NoticeFactory(kind="profile")
