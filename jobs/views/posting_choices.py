"""The filters beside the list of posts: each choice a link that says what it would bring."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from jobs.choices import Audience
from jobs.filters import PostingFilterSet
from jobs.models import Fair, Participation, Venue
from jobs.views import tallies

# Filters that lose their meaning when another one changes.
DEPENDENT = {"fair": ("venue", "zone"), "venue": ("zone",)}


@dataclass(frozen=True)
class Choice:
    """One value of a filter: where it leads and how many posts are there."""

    label: str
    count: int
    query: str
    is_chosen: bool = False
    is_below: bool = False


@dataclass(frozen=True)
class Group:
    """The choices of one filter; `more` are those that are folded away."""

    title: str
    choices: list[Choice]
    more_title: str = ""
    more: list[Choice] = field(default_factory=list)

    @property
    def more_is_open(self) -> bool:
        """Unfolded when the chosen one is among them."""
        return any(choice.is_chosen for choice in self.more)


@dataclass(frozen=True)
class Chip:
    """A chosen filter that can be taken off; `count` is what that would bring."""

    title: str
    label: str
    query: str
    count: int | None = None


class PostingChoices:
    """Choices of one request: `filterset` says what is chosen, `params` is its query string."""

    def __init__(self, filterset: PostingFilterSet, params: QueryDict) -> None:
        self.filterset = filterset
        self.params = params
        self.chosen = filterset.chosen

    def groups(self) -> list[Group]:
        """Every group that has something to choose."""
        found = [*self._regions(), *self._industries(), self._audiences(), *self._fairs()]
        return [group for group in found if group.choices or group.more]

    def chips(self) -> list[Chip]:
        """The chosen filters, in the order of the filter set."""
        return [self._chip(name) for name in self.chosen]

    def chips_with_counts(self) -> list[Chip]:
        """The same with how many posts would be found without each: for when nothing is."""
        return [
            self._chip(
                name, self.filterset.narrowed_without(name, *DEPENDENT.get(name, ())).count()
            )
            for name in self.chosen
        ]

    def _chip(self, name: str, count: int | None = None) -> Chip:
        value = self.chosen[name]
        label = Audience(value).label if name == "audience" else value
        title = self.filterset.filters[name].label
        return Chip(str(title), str(label), self._query(name, None), count)

    def _query(self, name: str, value: str | None) -> str:
        params = self.params.copy()
        for gone in (name, "page", *DEPENDENT.get(name, ())):
            params.pop(gone, None)
        if value is not None:
            params[name] = value
        return params.urlencode()

    def _choice(
        self, name: str, value: str, label: str, count: int, *, is_below: bool = False
    ) -> Choice:
        """A link that sets the filter, or takes it off again when it is the chosen one."""
        chosen = self.chosen.get(name)
        key = {"fair": "slug"}.get(name, "pk")
        is_chosen = chosen is not None and str(getattr(chosen, key, chosen)) == value
        query = self._query(name, None if is_chosen else value)
        return Choice(label, count, query, is_chosen, is_below)

    def _regions(self) -> list[Group]:
        found = tallies.by_region(self.filterset.narrowed_without("region"))
        region = self.chosen.get("region")
        shown: list[Choice] = []
        for place in found.places:
            shown.append(self._choice("region", place.code, place.name, place.count))
            if region is not None and region.place_id == place.code:
                shown += self._tallied("region", place.counties, is_below=True)
        more = self._tallied("region", found.elsewhere)
        return [Group(_("地区"), shown, _("京津冀其他地区"), more)]

    def _industries(self) -> list[Group]:
        posts = self.filterset.narrowed_without("industry")
        return [
            Group(
                _("新兴与未来产业"), self._tallied("industry", tallies.by_emerging_industry(posts))
            ),
            Group("", [], _("行业门类"), self._tallied("industry", tallies.by_section(posts))),
        ]

    def _tallied(
        self, name: str, found: Iterable[tallies.Tally], *, is_below: bool = False
    ) -> list[Choice]:
        return [
            self._choice(name, tally.code, tally.name, tally.count, is_below=is_below)
            for tally in found
        ]

    def _audiences(self) -> Group:
        counts = self.filterset.narrowed_without("audience").audience_counts()
        choices = [
            self._choice("audience", str(audience), str(audience.label), counts[audience])
            for audience in Audience
            if counts[audience] or self.chosen.get("audience") == audience
        ]
        return Group(_("适合"), choices)

    def _fairs(self) -> list[Group]:
        """The fairs, the halls of the chosen fair, and below the chosen hall its zones."""
        fair: Fair | None = self.chosen.get("fair")
        counts = self._counts("fair", "fair", "venue", "zone")
        fairs = [
            self._choice("fair", each.slug, each.name, counts.get(each.pk, 0))
            for each in Fair.objects.announced()
        ]
        groups = [Group(_("招聘会"), fairs)]
        if fair is not None:
            groups.append(Group(_("会场"), self._halls(fair)))
        return groups

    def _halls(self, fair: Fair) -> list[Choice]:
        counts = self._counts("venue", "venue", "zone")
        choices: list[Choice] = []
        for venue in fair.venues.all():
            count = counts.get(venue.pk, 0)
            choices.append(self._choice("venue", str(venue.pk), venue.name, count))
            if venue == self.chosen.get("venue"):
                choices += self._zones(venue)
        return choices

    def _zones(self, venue: Venue) -> list[Choice]:
        counts = self._counts("booth__zone", "zone")
        return [
            self._choice("zone", str(zone.pk), str(zone), counts.get(zone.pk, 0), is_below=True)
            for zone in venue.zones.all()
        ]

    def _counts(self, field: str, *without: str) -> dict[Any, int]:
        """Posts by a field of who brings them, with these filters left out."""
        posts = self.filterset.narrowed_without(*without)
        return Participation.objects.public().posting_counts(field, posts)


def context_of(filterset: PostingFilterSet, params: QueryDict, found: int) -> dict[str, Any]:
    """What the page needs of the filters; counts of dropping one only when nothing is found."""
    choices = PostingChoices(filterset, params)
    return {
        "groups": choices.groups(),
        "chips": choices.chips() if found else choices.chips_with_counts(),
        "complaints": filterset.complaints(),
    }
