"""Choices and chips of the list of posts: links that set a filter or take it off again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jobs.choices import Audience, EmployerNature, EmployerSize, EmploymentType
from jobs.filter_masks import Masked, PostingMasks
from jobs.filters import PostingFilterSet
from jobs.templatetags.links import encoded, kept_pairs

# Filters that lose their meaning when another one changes.
DEPENDENT = {"fair": ("venue", "zone"), "venue": ("zone",), "region": ("nearby",)}
KEYS = {"fair": "slug"}


def experience_label(years: int) -> str:
    return _("%(years)s 年") % {"years": years} if years else _("无经验")


def pay_label(floor: int) -> str:
    return _("%(floor)s 元以上") % {"floor": f"{floor:,}"}


def published_label(days: int) -> str:
    return _("近 %(days)s 天") % {"days": days} if days > 1 else _("今天")


LABELS: dict[str, Callable[[Any], Any]] = {
    "audience": lambda value: Audience(value).label,
    "employment": lambda value: EmploymentType(value).label,
    "nature": lambda value: EmployerNature(value).label,
    "size": lambda value: EmployerSize(value).label,
    "nearby": lambda value: _("含相邻地区"),
    "experience": experience_label,
    "pay": pay_label,
    "published": published_label,
}


@dataclass(frozen=True)
class Choice:
    """One value of a filter: where it leads and how many posts are there, `amount` in words."""

    label: str
    count: int
    query: str
    is_chosen: bool = False
    is_below: bool = False
    is_exact: bool = True

    @property
    def amount(self) -> str:
        return amount(self.count, is_exact=self.is_exact)


def amount(count: int, *, is_exact: bool) -> str:
    """3,104, or 3,104+ where only so many were counted."""
    return f"{count:,}" if is_exact else f"{count:,}+"


@dataclass(frozen=True)
class Group:
    """The choices of one filter; `more` are those that are folded away.

    `typed_as` is the parameter of a filter that can be typed too.
    """

    title: str
    choices: list[Choice]
    more_title: str = ""
    more: list[Choice] = field(default_factory=list)
    typed_as: str = ""
    note: str = ""

    @property
    def more_is_open(self) -> bool:
        """Unfolded when the chosen one is among them."""
        return any(choice.is_chosen for choice in self.more)


@dataclass(frozen=True)
class Chip:
    """A chosen filter that can be taken off; `amount` is what that would bring."""

    name: str
    title: str
    label: str
    query: str
    count: int
    amount: str


class Choices:
    """Links of one request: `filterset` says what is chosen, `params` is its query string."""

    def __init__(self, filterset: PostingFilterSet, masks: PostingMasks, params: QueryDict) -> None:
        self.filterset = filterset
        self.masks = masks
        self.chosen = filterset.chosen
        # As a query string has them: a page has some eighty links.
        self._encoded = [(name, encoded(name, value)) for name, value in kept_pairs(params)]
        self._others: dict[str, str] = {}
        self._language = get_language()

    def without(self, name: str) -> Masked:
        """What could be chosen from: the posts that the other filters let through."""
        return self.masks.without(name, *DEPENDENT.get(name, ()))

    def chips(self) -> list[Chip]:
        """The chosen filters, in the order of the filter set."""
        return [self._chip(name) for name in self.chosen]

    def _chip(self, name: str) -> Chip:
        value, found = self.chosen[name], self.without(name)
        return Chip(
            name,
            str(self.filterset.filters[name].label),
            str(LABELS.get(name, str)(value)),
            self.query(name, None),
            found.total,
            amount(found.total, is_exact=found.is_exact),
        )

    def query(self, name: str, value: str | None) -> str:
        """The query string with the filter set, or taken off for None."""
        if name not in self._others:
            gone = (name, *DEPENDENT.get(name, ()))
            kept = (encoded for own, encoded in self._encoded if own not in gone)
            self._others[name] = "&".join(kept)
        others = self._others[name]
        if value is None:
            return others
        own = encoded(name, value)
        return f"{others}&{own}" if others else own

    def is_chosen(self, name: str, value: str) -> bool:
        """Whether this is the filter's present value."""
        chosen = self.chosen.get(name)
        return chosen is not None and str(getattr(chosen, KEYS.get(name, "pk"), chosen)) == value

    def choice(
        self,
        name: str,
        value: Any,
        label: Any,
        count: int,
        *,
        is_below: bool = False,
        is_exact: bool = True,
        is_chosen: bool | None = None,
    ) -> Choice:
        """A link that sets the filter, or takes it off again when it is the chosen one."""
        if is_chosen is None:
            is_chosen = self.is_chosen(name, str(value))
        query = self.query(name, None if is_chosen else str(value))
        return Choice(str(label), count, query, is_chosen, is_below, is_exact)

    def occurring(self, name: str, kind: type[TextChoices]) -> list[Choice]:
        """The values that some post has, and the chosen one, in the order of their kind; the fact
        is called as the filter is."""
        found = self.without(name)
        counts = found.by(name)
        return [
            self.choice(name, value, label, counts.get(value, 0), is_exact=found.is_exact)
            for value, label in _labels_of(kind, self._language)
            if counts.get(value) or self.is_chosen(name, value)
        ]

    def ladder(
        self, name: str, steps: tuple[int, ...], count: Callable[[Masked, int], int]
    ) -> list[Choice]:
        """Steps that each take in all that `count` counts for them."""
        found = self.without(name)
        return [
            self.choice(name, step, label, count(found, step), is_exact=found.is_exact)
            for step, label in _steps_of(name, steps, self._language)
        ]


# A page has some fifty labels, which take longer to look up than to count what they are of.
@lru_cache
def _labels_of(kind: type[TextChoices], language: str | None) -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in kind.choices]


@lru_cache
def _steps_of(name: str, steps: tuple[int, ...], language: str | None) -> list[tuple[int, str]]:
    return [(step, str(LABELS[name](step))) for step in steps]
