"""How a post's pay, place and requirements read on a page."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any, Protocol

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from jobs.choices import Audience
from jobs.models import Participation, Posting
from jobs.search import highlight
from jobs.search.query import Query
from tongwulang.regions.models import Education, Region

register = template.Library()

# A card carries few marks, or none of them is read.
MARKS_ON_A_CARD = 2
# GB/T 4658 其他: asking for it asks for nothing.
ANY_EDUCATION_RANK = 0


class Choice(Protocol):
    """As jobs/views/posting_choices.py has it."""

    label: str
    query: str
    is_chosen: bool
    is_below: bool

    @property
    def amount(self) -> str: ...


class Group(Protocol):
    """As jobs/views/posting_choices.py has it."""

    title: str
    choices: list[Any]
    more_title: str
    more: list[Any]
    typed_as: str
    note: str

    @property
    def more_is_open(self) -> bool: ...


@register.simple_tag(takes_context=True)
def choice_groups(context: Any, groups: Iterable[Group]) -> SafeString:
    """The choices of every filter. In Python, for a page has eighty and templates take long."""
    made = "".join(part for group in groups for part in _parts_of(context, group))
    return mark_safe(made)  # noqa: S308 - escaped there


def _parts_of(context: Any, group: Group) -> Iterator[str]:
    if group.choices:
        yield f"<h3>{escape(group.title)}</h3>{_choice_links(group.choices)}"
    if group.more:
        is_open = " open" if group.more_is_open else ""
        typed = _typed(context, group) if group.typed_as else ""
        summary = f"<summary>{escape(group.more_title)}</summary>"
        yield f"<details{is_open}>{summary}{_choice_links(group.more)}{typed}</details>"
    if group.note:
        yield f'<p class="note">{escape(group.note)}</p>'


def _typed(context: Any, group: Group) -> str:
    """The field in which any other value can be typed."""
    field = context.template.engine.get_template("components/filter_field.html")
    own = {"kept": context["request"].GET, "name": group.typed_as, "label": group.more_title}
    return str(field.render(Context(own)))


def _choice_links(choices: Iterable[Choice]) -> str:
    return f"<ul>{''.join(map(_choice_link, choices))}</ul>"


def _choice_link(choice: Choice) -> str:
    below = ' class="in"' if choice.is_below else ""
    present = ' aria-current="true"' if choice.is_chosen else ""
    return (
        f'<li{below}><a href="?{escape(choice.query)}#filters"{present}>'
        f"<span>{escape(choice.label)}</span><span>{choice.amount}</span></a></li>"
    )


@register.filter
def thousands(number: int | None) -> str:
    """3104 as 3,104; nothing for None."""
    return "" if number is None else f"{number:,}"


@register.filter
def marked(text: str, query: Query) -> str:
    """The text with what was searched marked; as it is where nothing was."""
    return highlight.marked(text, query) if query else text


@register.filter
def pay(posting: Posting) -> str:
    """8,000–12,000 元/月, or 面议 with its base pay; never 0 for unknown."""
    if posting.is_negotiable:
        base = posting.base_pay
        return _("面议（底薪 %(pay)s 元/月）") % {"pay": f"{base:,}"} if base else _("面议")
    if posting.salary_min is None or posting.salary_max is None:
        return _("底薪 %(pay)s 元/月") % {"pay": thousands(posting.base_pay)}
    if posting.salary_min == posting.salary_max:
        return _("%(pay)s 元/月") % {"pay": f"{posting.salary_min:,}"}
    return _("%(low)s–%(high)s 元/月") % {
        "low": f"{posting.salary_min:,}",
        "high": f"{posting.salary_max:,}",
    }


@register.filter
def place(region: Region | None) -> str:
    """通州区, 廊坊 · 三河市, 天津 · 宝坻区: the place of the three or the parent, then the name."""
    if region is None:
        return ""
    if region.place_id == region.pk:
        return region.name
    above = region.place or region.parent
    return f"{above.short_name} · {region.name}" if above else region.name


@register.filter
def education(level: Education | None) -> str:
    """本科及以上, or 学历不限."""
    if level is None or level.rank == ANY_EDUCATION_RANK:
        return _("学历不限")
    return _("%(level)s及以上") % {"level": level.name}


@register.filter
def experience(years: int) -> str:
    """经验 3 年以上, or 经验不限."""
    return _("经验 %(years)s 年以上") % {"years": years} if years else _("经验不限")


@register.filter
def majors(posting: Posting) -> str:
    """机械类、自动化类, or 不限; one name of several levels of study is said once."""
    names = dict.fromkeys(major.name for major in posting.majors.all())
    return "、".join(names) or _("不限")


@register.filter
def stand(participation: Participation | None) -> str:
    """The hall and the booth, as far as they are known; nothing for a post at no fair."""
    if not participation or participation.venue is None:
        return ""
    if participation.booth is None:
        return participation.venue.name
    return _("%(hall)s %(booth)s 展位") % {
        "hall": participation.venue.name,
        "booth": participation.booth.number,
    }


@register.filter
def marks(posting: Posting) -> list[tuple[str, str]]:
    """At most two quiet marks of a card, as (kind, text)."""
    named = [
        ("vet" if military(audience) else "", str(audience.label)) for audience in posting.audiences
    ]
    if posting.published_at and timezone.localdate(posting.published_at) == timezone.localdate():
        named.append(("", _("今日发布")))
    return named[:MARKS_ON_A_CARD]


@register.filter
def military(audience: str) -> bool:
    """Whether the audience has to do with the army, and so is shown in olive."""
    return bool(audience) and audience != Audience.FRESH_GRADUATES
