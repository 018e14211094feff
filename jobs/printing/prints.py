"""What can be printed of a fair: signs, posters, lists of halls, and the handbook."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.choices import ExportKind, FairRole, FairStatus
from jobs.models import ExportRun, Fair, Venue, Zone
from jobs.printing.machine import lacking
from jobs.printing.paper import Paper, bound
from jobs.printing.stands import Stand, badges_of, qr, stands_of

# Sheets that are laid out before the run says how far it is.
BATCH = 8
# Sheets that are written together: each part has fonts of its own.
PART = 24
Advance = Callable[[int], None]


def print_of(run: ExportRun, advance: Advance) -> bytes:
    """The PDF of a run; `advance` is told how many of its rows are laid out. Raises ValidationError
    where the machine cannot print or nothing is left to be printed."""
    if lack := lacking():
        raise ValidationError(lack, code="lacking")
    stands = list(stands_of(run.keys, by=run.requested_by, site=run.site))
    if not stands:
        raise ValidationError(_("没有可打印的内容：这些单位都不参会，或已不公开。"), code="empty")
    return PRINTS[ExportKind(run.kind)](run, stands, advance)


def _booth_signs(run: ExportRun, stands: list[Stand], advance: Advance) -> bytes:
    """One sheet for each stand."""
    paper = Paper("print/booth_sign.css")

    def sign(stand: Stand) -> Any:
        return paper.lay_out("print/booth_sign.html", {"stand": stand, "title": str(run)})

    return _bound(paper, stands, sign, advance)


def _posters(run: ExportRun, stands: list[Stand], advance: Advance) -> bytes:
    """One sheet for each stand, as long as its rows can be read from three metres; else more."""
    paper = Paper("print/poster.css")
    context = {"title": str(run), **_common(run)}
    return _bound(paper, stands, lambda stand: _poster(paper, stand, context), advance)


def _bound(
    paper: Paper, stands: list[Stand], lay_out: Callable[[Stand], Any], advance: Advance
) -> bytes:
    """The sheets of all stands, written part by part: a fair's would not fit into memory."""
    parts = []
    for done, stand in enumerate(stands, 1):
        paper.add(lay_out(stand))
        if done % PART == 0 or done == len(stands):
            parts.append(paper.take())
        if done % BATCH == 0 or done == len(stands):
            advance(done)
    return bound(parts)


def _poster(paper: Paper, stand: Stand, context: dict[str, Any]) -> Any:
    """Laid out in the biggest rows that one sheet holds; in the biggest where none does."""
    tried = []
    for density in stand.densities:
        page = {**context, "stand": stand, "density": density}
        tried.append(paper.lay_out("print/poster.html", page))
        if len(tried[-1].pages) == 1:
            return tried[-1]
    return tried[0]


def _common(run: ExportRun) -> dict[str, Any]:
    """What every sheet says at its foot: where it comes from, and of which day it is."""
    return {"host": run.site.partition("://")[2], "today": timezone.localdate()}


def _hall_list(run: ExportRun, stands: list[Stand], advance: Advance) -> bytes:
    """A list for each hall, with pages of its own numbers: it lies at the door."""
    paper = Paper("print/hall_list.css")
    done = 0
    for hall, there in _halls(stands).items():
        context = {
            "hall": hall,
            "fair": there[0].fair,
            "zones": _zones(there).items(),
            "title": str(run),
            **_sums(there),
            **_common(run),
        }
        paper.add(paper.lay_out("print/hall_list.html", context))
        done += len(there)
        advance(done)
    return paper.take()


def _halls(stands: Iterable[Stand]) -> dict[Venue | None, list[Stand]]:
    """Those of each hall, in the order in which one comes by; who has no hall yet comes last."""
    return _grouped(stands, lambda stand: stand.venue)


def _zones(stands: Iterable[Stand]) -> dict[Zone | None, list[Stand]]:
    """Those of each zone of a hall; who has no booth yet comes last."""
    return _grouped(stands, lambda stand: stand.booth.zone if stand.booth else None)


def _grouped(stands: Iterable[Stand], by: Callable[[Stand], Any]) -> dict[Any, list[Stand]]:
    groups: dict[Any, list[Stand]] = {}
    for stand in stands:
        groups.setdefault(by(stand), []).append(stand)
    without = groups.pop(None, None)
    return {**groups, None: without} if without else groups


def _sums(stands: list[Stand]) -> dict[str, int]:
    """How many employers, posts and people wanted."""
    return {
        "employers": len(stands),
        "posts": sum(len(stand.offers) for stand in stands),
        "headcount": sum(stand.headcount for stand in stands),
    }


def _handbook(run: ExportRun, stands: list[Stand], advance: Advance) -> bytes:
    """Cover, contents with page numbers, and the employers zone by zone, in this order.

    The contents are laid out last: the pages are known then, and numbered from the first employer.
    """
    paper = Paper("print/handbook.css")
    fair = stands[0].fair
    chapters = [
        (hall, zone, there)
        for hall, in_hall in _halls(stands).items()
        for zone, there in _zones(in_hall).items()
    ]
    bodies: list[Any] = []
    pages: dict[str, int] = {}
    done = 0
    for hall, zone, there in chapters:
        body = paper.lay_out(
            "print/handbook_chapter.html",
            {
                "fair": fair,
                "hall": hall,
                "zone": zone,
                "stands": there,
                "badges": badges_of(there),
                "first": _next(bodies),
            },
        )
        pages |= _pages_of(body, _next(bodies))
        bodies.append(body)
        done += len(there)
        advance(done)
    front = {"chapters": _with_pages(chapters, pages), **_front(run, fair, stands)}
    for part in (paper.lay_out("print/handbook_front.html", front), *bodies):
        paper.add(part)
    return paper.take()


def _next(bodies: list[Any]) -> int:
    """The number of the page after these."""
    return sum(len(body.pages) for body in bodies) + 1


def _pages_of(body: Any, first: int) -> dict[str, int]:
    """Anchor to the number of its page."""
    return {
        anchor: number for number, page in enumerate(body.pages, first) for anchor in page.anchors
    }


def _with_pages(chapters: list[Any], pages: dict[str, int]) -> list[Any]:
    return [
        (hall, zone, [(stand, pages[f"stand-{stand.participation.pk}"]) for stand in there])
        for hall, zone, there in chapters
    ]


def _front(run: ExportRun, fair: Fair, stands: list[Stand]) -> dict[str, Any]:
    """What the cover says; its code leads to the fair's page where there is one."""
    is_public = fair.status in (FairStatus.PUBLISHED, FairStatus.HELD)
    hosts = fair.hosts.select_related("organization")
    return {
        "title": f"{fair} {run.get_kind_display()}",
        "fair": fair,
        "hosts": [host.organization for host in hosts if host.role == FairRole.HOST],
        "co_hosts": [host.organization for host in hosts if host.role == FairRole.CO_HOST],
        "code": qr(f"{run.site}{fair.get_absolute_url()}") if is_public else "",
        "halls": [hall for hall in _halls(stands) if hall],
        **_sums(stands),
        "is_demo": any(stand.employer.is_demo for stand in stands),
        **_common(run),
    }


PRINTS: dict[ExportKind, Callable[[ExportRun, list[Stand], Advance], bytes]] = {
    ExportKind.BOOTH_SIGNS: _booth_signs,
    ExportKind.POSTERS: _posters,
    ExportKind.HALL_LIST: _hall_list,
    ExportKind.HANDBOOK: _handbook,
}
