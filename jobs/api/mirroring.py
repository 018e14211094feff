"""`updated_since`: what changed since a mirror was last even, and what left the public.

A walk over the noted changes (jobs/changes) from the mirror's token up to a horizon that is fixed
when the walk begins. A row that changes meanwhile moves past the horizon, into the next walk; a row
that left, however it left, is named in `removed`. Posts that ran out without a write are found by
the days between the token's and today. So nothing is missed, and applying a page twice does no
harm. What was never public may be named in `removed` too; a mirror ignores it.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, Self

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.api import cursors, expanding
from jobs.api.asked import Asked, filtered
from jobs.api.errors import RefusedError, malformed, meaningless
from jobs.api.listing import Page
from jobs.api.orders import whole
from jobs.models import Change
from jobs.row_counts import counted

START = "start"
EVEN = r"v1\.([0-9]{1,18})\.([0-9]{8})"
DAY, TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}", r"[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?"
# What `updated_since` takes.
SINCE = rf"^({START}|{EVEN}|{DAY}T{TIME}(Z|[+-][0-9]{{2}}:[0-9]{{2}}))$"
# A moment is not a token: a transaction that took longer than this to commit could be missed.
OVERLAP = dt.timedelta(minutes=10)


@dataclass(frozen=True)
class Even:
    """Where a mirror is even with us: all changes below `number`, and what ran out before `day`."""

    number: int
    day: dt.date

    @classmethod
    def now(cls) -> Self:
        return cls(Change.objects.horizon(), timezone.localdate())

    def __str__(self) -> str:
        return f"v1.{self.number}.{self.day:%Y%m%d}"

    @classmethod
    def parse(cls, text: Any) -> Self:
        """Raises ValueError for what is no token."""
        found = re.fullmatch(EVEN, text)
        if found is None:
            raise ValueError(text)
        return cls(int(found[1]), dt.datetime.strptime(found[2], "%Y%m%d").date())  # noqa: DTZ007


@dataclass(frozen=True)
class Walk:
    """From one evenness to the next; `place` is where in it a page begins.

    First the noted changes, by (sequence, id), then (`is_dated`) the posts that ran out, by id.
    """

    since: Even | None  # None: from nothing
    until: Even
    place: tuple[int, int] = (0, 0)
    is_dated: bool = False


def page_of(asked: Asked, site: str) -> Page:
    """A page of changes. Raises RefusedError."""
    _refuse_others(asked)
    state = cursors.decode(asked.params)
    walk = _begun(asked) if state is None else _resumed(state)
    count, is_exact = _counts(asked, walk, state)
    page, further = _changes(asked, walk, site) if not walk.is_dated else _run_out(asked, walk)
    page.count, page.is_exact = count, is_exact
    page.more |= {"updated_until": None if further else str(walk.until)}
    if further:
        page.state = {**_state_of(further), "count": (count, is_exact)}
    return page


def _refuse_others(asked: Asked) -> None:
    allowed = asked.resource.mirrored_by
    if others := sorted(set(asked.filters) - allowed):
        detail = _("不能与 updated_since 同用；可用的筛选有：%(allowed)s。")
        names = "、".join(sorted(allowed)) or _("无")
        raise meaningless(others[0], detail % {"allowed": names}, "not_with_updated_since")
    for name in ("ordering", "facets"):
        if name in asked.params:
            raise meaningless(name, _("不能与 updated_since 同用。"), "not_with_updated_since")


def _begun(asked: Asked) -> Walk:
    until = Even.now()
    # A plus sign that was not encoded arrives as a blank.
    text = asked.params.get("updated_since", "").replace(" ", "+")
    if re.search(SINCE, text) is None or text.endswith("\n"):
        detail = _("应为 start、上次得到的 updated_until，或带时区的时间，如 %(example)s。")
        raise malformed("updated_since", detail % {"example": "2026-11-24T08:00:00+08:00"})
    if text == START:
        return Walk(None, until)
    try:
        since = Even.parse(text) if re.fullmatch(EVEN, text) else _at(asked, text, until)
    except ValueError as error:
        raise _resync() from error
    if since.number > until.number:
        raise _resync()
    return Walk(since, until)


def _resync() -> RefusedError:
    detail = _("没有这个时间，或这个同步位置不属于现在的数据；请用 start 重新取全部。")
    return meaningless("updated_since", detail, "resync_required")


def _at(asked: Asked, text: str, until: Even) -> Even:
    """The evenness at a moment. Raises ValueError for one that never was."""
    try:
        moment = dt.datetime.fromisoformat(text)
        start = moment - OVERLAP
        day = timezone.localdate(start)
    except OverflowError as error:
        raise ValueError(text) from error
    changes = Change.objects.of(asked.resource.name).filter(changed_at__gte=start)
    first = changes.aggregate(first=Min("sequence"))["first"]
    return Even(until.number if first is None else min(first, until.number), day)


def _resumed(state: dict[str, Any]) -> Walk:
    try:
        since = Even.parse(state["since"]) if state["since"] else None
        first, second = map(whole, state["place"])
        return Walk(since, Even.parse(state["until"]), (first, second), bool(state["dated"]))
    except (KeyError, TypeError, ValueError) as error:
        raise cursors.foreign() from error


def _state_of(walk: Walk) -> dict[str, Any]:
    return {
        "since": str(walk.since) if walk.since else None,
        "until": str(walk.until),
        "place": walk.place,
        "dated": walk.is_dated,
    }


def _noted(asked: Asked, walk: Walk) -> Any:
    return Change.objects.of(asked.resource.name).numbered(_first(walk), walk.until.number)


def _first(walk: Walk) -> int:
    """The lowest number that the walk names."""
    return walk.since.number if walk.since else 0


def _dated(asked: Asked, walk: Walk) -> Any:
    """Rows that left by their date alone since the mirror was even; none for a new mirror."""
    if asked.resource.run_out is None or walk.since is None:
        return asked.resource.public().none()
    return asked.resource.run_out(walk.since.day, walk.until.day).order_by("pk")


def _changes(asked: Asked, walk: Walk, site: str) -> tuple[Page, Walk | None]:
    size = asked.page_size
    changes = Change.objects.of(asked.resource.name)
    rows = changes.rows_after(max(walk.place, (_first(walk), 0)), walk.until.number, size + 1)
    keys = _typed(asked, [key for _sequence, _pk, key in rows[:size]])
    found = expanding.read(asked, _let_through(asked, keys), site)
    page = Page(list(found.values()))
    page.more["removed"] = [key for key in keys if key not in found] if walk.since else []
    if len(rows) > size:
        return page, Walk(walk.since, walk.until, rows[size - 1][:2])
    further = Walk(walk.since, walk.until, is_dated=True)
    return page, further if _dated(asked, walk).exists() else None


def _run_out(asked: Asked, walk: Walk) -> tuple[Page, Walk | None]:
    size = asked.page_size
    rows = _dated(asked, walk).filter(pk__gt=walk.place[1])
    keys = list(rows.values_list("pk", flat=True)[: size + 1])
    page = Page([], more={"removed": keys[:size]})
    if len(keys) <= size:
        return page, None
    return page, Walk(walk.since, walk.until, (0, keys[size - 1]), is_dated=True)


def _let_through(asked: Asked, keys: list[Any]) -> list[Any]:
    """Those of the keys that the filters let through."""
    if not asked.filters:
        return keys
    rows = filtered(asked.resource, asked.filters).qs.order_by()
    name = asked.resource.key
    return list(rows.filter(**{f"{name}__in": keys}).values_list(name, flat=True))


def _typed(asked: Asked, keys: list[str]) -> list[Any]:
    to_python = asked.resource.public().model._meta.get_field(asked.resource.key).to_python
    return [to_python(key) for key in keys]


def _counts(asked: Asked, walk: Walk, state: dict[str, Any] | None) -> tuple[int, bool]:
    """How many rows the walk names, taken once."""
    if state is not None:
        match state.get("count"):
            case [int(count), bool(is_exact)]:
                return count, is_exact
        raise cursors.foreign()
    noted, is_noted_exact = counted(_noted(asked, walk))
    dated, is_dated_exact = counted(_dated(asked, walk))
    return noted + dated, is_noted_exact and is_dated_exact
