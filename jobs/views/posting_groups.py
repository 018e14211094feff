"""The filters beside the list of posts, group by group, each choice with what it would bring."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from jobs.choices import Audience, EmployerNature, EmployerSize, EmploymentType
from jobs.filter_fields import ELSEWHERE
from jobs.filter_masks import PostingMasks
from jobs.filters import PostingFilterSet, first_day
from jobs.models import Fair, Venue
from jobs.views import tallies
from jobs.views.posting_choices import Choice, Choices, Group
from tongwulang.regions.models import Education, Occupation, Region

YEARS = (0, 1, 3, 5, 10)
# 元/月
PAY_FLOORS = (4_000, 6_000, 8_000, 10_000, 15_000, 20_000)
DAYS = (1, 3, 7, 30)
# So many occupations are offered, those with the most posts; any other can be typed.
OCCUPATIONS = 8


def groups_of(choices: Choices) -> list[Group]:
    """Every group that has something to choose."""
    found = [
        _regions(choices),
        *_industries(choices),
        _occupations(choices),
        Group(_("我的学历"), _educations(choices)),
        Group("", [], _("我的经验"), _experiences(choices)),
        Group(_("月薪"), _pay(choices)),
        Group(_("适合"), choices.occurring("audience", Audience)),
        *_fairs(choices),
        _folded(choices, _("用工形式"), "employment", EmploymentType),
        _folded(choices, _("单位性质"), "nature", EmployerNature),
        _folded(choices, _("单位规模"), "size", EmployerSize),
        Group("", [], _("发布时间"), _published(choices)),
    ]
    return [group for group in found if group.choices or group.more or group.typed_as]


def _regions(choices: Choices) -> Group:
    masked = choices.without("region")
    found = tallies.by_region(masked)
    region = choices.chosen.get("region")
    shown: list[Choice] = []
    for place in found.places:
        shown += _tallied(choices, "region", [place], is_exact=masked.is_exact)
        if region is not None and region.place_id == place.code:
            shown += _tallied(
                choices, "region", place.counties, is_exact=masked.is_exact, is_below=True
            )
    elsewhere = tallies.Tally(ELSEWHERE.pk, _("通武廊以外全部"), found.elsewhere_count)
    more = _tallied(choices, "region", [elsewhere, *found.elsewhere], is_exact=masked.is_exact)
    near, note = _nearby(choices)
    more_title = _("京津冀其他地区") if found.elsewhere else ""
    return Group(_("地区"), shown + near, more_title, more if more_title else [], note=note)


def _nearby(choices: Choices) -> tuple[list[Choice], str]:
    """The choice to take in the neighbours of the chosen region, and what is to be said of it."""
    region = choices.chosen.get("region")
    if region is None or region is ELSEWHERE:
        return [], ""
    masked = choices.masks.without("region", "nearby")
    codes, names = masked.facets.remembered(
        ("beside", region.pk), lambda: _own_and_beside(region.pk)
    )
    if not names:
        return [], ""
    counts = masked.by("region")
    count = sum(counts.get(code, 0) for code in codes)
    choice = choices.choice(
        "nearby",
        "true",
        _("含相邻地区"),
        count,
        is_below=True,
        is_exact=masked.is_exact,
        is_chosen="nearby" in choices.chosen,
    )
    note = _("相邻：%(names)s（一般地理知识，未经主管部门核实）") % {"names": "、".join(names)}
    return [choice], note if choice.is_chosen else ""


def _own_and_beside(code: str) -> tuple[set[str], list[str]]:
    """Codes of the region's counties and of those that border on them, and the others' names."""
    counties = Region.objects.counties().within(code)
    own, beside = list(counties.codes()), list(Region.objects.counties().bordering(counties))
    names = [str(each) for each in beside if not each.code.startswith(tuple(own))]
    return {*own, *(each.code for each in beside)}, names


def _industries(choices: Choices) -> list[Group]:
    masked = choices.without("industry")
    emerging, sections = tallies.by_industry(masked)
    return [
        Group(
            _("新兴与未来产业"),
            _tallied(choices, "industry", emerging, is_exact=masked.is_exact),
        ),
        Group(
            "",
            [],
            _("行业门类"),
            _tallied(choices, "industry", sections, is_exact=masked.is_exact),
        ),
    ]


def _tallied(
    choices: Choices,
    name: str,
    found: Iterable[tallies.Tally],
    *,
    is_exact: bool,
    is_below: bool = False,
) -> list[Choice]:
    return [
        choices.choice(
            name, tally.code, tally.name, tally.count, is_below=is_below, is_exact=is_exact
        )
        for tally in found
    ]


def _occupations(choices: Choices) -> Group:
    """The occupations with the most posts, and a field for any other."""
    found = choices.without("occupation")
    names = choices.masks.facets.remembered(
        "occupations", lambda: dict(Occupation.objects.values_list("pk", "name"))
    )
    chosen = choices.chosen.get("occupation")
    more = [
        choices.choice(
            "occupation",
            code,
            names[code],
            count,
            is_exact=found.is_exact,
            is_chosen=chosen is not None and chosen.codes == (code,),
        )
        for code, count in found.most_common("occupation", OCCUPATIONS).items()
    ]
    return Group("", [], _("职业"), more, typed_as="occupation")


def _educations(choices: Choices) -> list[Choice]:
    """One choice a rank: what somebody with that education is let apply for."""
    educations = choices.masks.facets.remembered(
        "educations", lambda: list(Education.objects.all())
    )
    ranks = {education.pk: education.rank for education in educations}
    steps: dict[str, Any] = {}
    for rank in sorted({*ranks.values()} - {0}, reverse=True):
        equal = [each for each in educations if each.rank == rank]
        named = [each for each in equal if each.pk.endswith("0")] or equal
        steps[named[0].pk] = "、".join(each.name for each in named)
    chosen = choices.chosen.get("education")
    found = choices.without("education")
    counts = found.by("education")
    return [
        choices.choice(
            "education",
            code,
            label,
            sum(n for each, n in counts.items() if ranks.get(each, 0) <= ranks[code]),
            is_exact=found.is_exact,
            is_chosen=chosen is not None and chosen.rank == ranks[code],
        )
        for code, label in steps.items()
    ]


def _experiences(choices: Choices) -> list[Choice]:
    return choices.ladder("experience", YEARS, lambda found, own: found.at_most("experience", own))


def _pay(choices: Choices) -> list[Choice]:
    return choices.ladder("pay", PAY_FLOORS, lambda found, floor: found.at_least("pay", floor))


def _published(choices: Choices) -> list[Choice]:
    return choices.ladder(
        "published", DAYS, lambda found, days: found.at_least("published_on", first_day(days))
    )


def _folded(choices: Choices, title: str, name: str, kinds: Any) -> Group:
    return Group("", [], title, choices.occurring(name, kinds))


def _fairs(choices: Choices) -> list[Group]:
    """The fairs, the halls of the chosen fair, and below the chosen hall its zones."""
    found = choices.without("fair")
    counts = found.by("fair")
    fairs = [
        choices.choice(
            "fair", each.slug, each.name, counts.get(each.pk, 0), is_exact=found.is_exact
        )
        for each in choices.masks.facets.remembered("fairs", lambda: list(Fair.objects.announced()))
    ]
    groups = [Group(_("招聘会"), fairs)]
    fair: Fair | None = choices.chosen.get("fair")
    if fair is not None:
        groups.append(Group(_("会场"), _halls(choices, fair)))
    return groups


def _halls(choices: Choices, fair: Fair) -> list[Choice]:
    found = choices.without("venue")
    counts = found.by("venue")
    shown: list[Choice] = []
    for venue in fair.venues.all():
        count = counts.get(venue.pk, 0)
        shown.append(choices.choice("venue", venue.pk, venue.name, count, is_exact=found.is_exact))
        if venue == choices.chosen.get("venue"):
            shown += _zones(choices, venue)
    return shown


def _zones(choices: Choices, venue: Venue) -> list[Choice]:
    found = choices.without("zone")
    counts = found.by("zone")
    return [
        choices.choice(
            "zone",
            zone.pk,
            zone,
            counts.get(zone.pk, 0),
            is_below=True,
            is_exact=found.is_exact,
        )
        for zone in venue.zones.all()
    ]


def context_of(
    filterset: PostingFilterSet, masks: PostingMasks, params: QueryDict
) -> dict[str, Any]:
    """What the page needs of the filters."""
    choices = Choices(filterset, masks, params)
    return {
        "groups": groups_of(choices),
        "chips": choices.chips(),
        "complaints": filterset.complaints(),
    }
