"""What a person keeps for later: favourites, hidden posts, blocked employers, searches."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jobs.actions import applications
from jobs.choices import AlertFrequency, MarkKind
from jobs.models import Employer, EmployerBlock, Posting, PostingMark, SavedSearch
from jobs.models.saved_search import MOST_SEARCHES
from tongwulang.accounts.models import User


def mark_posting(*, by: User, posting: Posting, kind: MarkKind) -> PostingMark:
    """Make it a favourite, or hide it; the later word counts, and again changes nothing."""
    mark, _is_new = PostingMark.objects.update_or_create(
        user=by, posting=posting, defaults={"kind": kind}
    )
    return mark


def unmark_posting(*, by: User, posting: Posting) -> None:
    """Neither a favourite nor hidden any more."""
    PostingMark.objects.of_person(by).filter(posting=posting).delete()


@transaction.atomic
def block_employer(*, by: User, employer: Employer) -> EmployerBlock:
    """Be seen by this employer no more, at once."""
    block, _is_new = EmployerBlock.objects.get_or_create(user=by, employer=employer)
    applications.hide_from(employer=employer, by=by)
    return block


def unblock_employer(*, by: User, employer: Employer) -> None:
    """The employer may be applied to again; what was withdrawn stays so."""
    EmployerBlock.objects.of_person(by).filter(employer=employer).delete()


@transaction.atomic
def save_search(*, by: User, name: str, query: str, frequency: AlertFrequency) -> SavedSearch:
    """Keep a search, or change the name and frequency of one with the same query.

    Raises ValidationError beyond the 20 that one person may have.
    """
    User.objects.select_for_update().get(pk=by.pk)
    mine = SavedSearch.objects.of_person(by)
    if not mine.filter(query=query).exists() and mine.count() >= MOST_SEARCHES:
        raise ValidationError(
            _("最多保存 %(most)s 个搜索，请先删掉不用的。"),
            code="too_many",
            params={"most": MOST_SEARCHES},
        )
    search, _is_new = SavedSearch.objects.update_or_create(
        user=by, query=query, defaults={"name": name, "frequency": frequency}
    )
    return search


def delete_search(*, by: User, search: SavedSearch) -> None:
    """Forget it; nothing happens to somebody else's."""
    SavedSearch.objects.of_person(by).filter(pk=search.pk).delete()
