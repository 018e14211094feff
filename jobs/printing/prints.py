"""What can be printed of a fair: signs, posters, lists of halls, and the handbook."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.choices import ExportKind, FairRole, FairStatus
from jobs.models import ExportRun, Fair, Venue, Zone
from jobs.printing.machine import lacking
from jobs.printing.press import Advance, Part, Press, printed
from jobs.printing.stands import Stand, badges_of, qr, stands_of

# Sheets that are written together: each part has fonts of its own, and says how far the run is.
PART = 12


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

    def sign(stand: Stand) -> list[str]:
        return [render_to_string("print/booth_sign.html", {"stand": stand, "title": str(run)})]

    return printed(render_to_string("print/booth_sign.css"), _parts(stands, sign), advance)


def _posters(run: ExportRun, stands: list[Stand], advance: Advance) -> bytes:
    """One sheet for each stand, in the biggest rows that it holds, as long as they can be read from
    three metres; else more."""
    context = {"title": str(run), **_common(run)}

    def poster(stand: Stand) -> list[str]:
        return [
            render_to_string("print/poster.html", {**context, "stand": stand, "density": density})
            for density in stand.densities
        ]

    return printed(render_to_string("print/poster.css"), _parts(stands, poster), advance)


def _parts(stands: list[Stand], sheet: Callable[[Stand], list[str]]) -> Iterator[Part]:
    """The sheets of all stands, so many together: a fair's would not fit into memory."""
    for start in range(0, len(stands), PART):
        there = stands[start : start + PART]
        yield Part([sheet(stand) for stand in there], len(there))


def _common(run: ExportRun) -> dict[str, Any]:
    """What every sheet says at its foot: where it comes from, and of which day it is."""
    return {"host": run.site.partition("://")[2], "today": timezone.localdate()}


def _hall_list(run: ExportRun, stands: list[Stand], advance: Advance) -> bytes:
    """A list for each hall, with pages of its own numbers: it lies at the door."""

    def part(hall: Venue | None, there: list[Stand]) -> Part:
        context = {
            "hall": hall,
            "fair": there[0].fair,
            "zones": _zones(there).items(),
            "title": str(run),
            **_sums(there),
            **_common(run),
        }
        return Part([[render_to_string("print/hall_list.html", context)]], len(there))

    parts = (part(hall, there) for hall, there in _halls(stands).items())
    return printed(render_to_string("print/hall_list.css"), parts, advance)


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
    fair = stands[0].fair
    chapters = [
        (hall, zone, there)
        for hall, in_hall in _halls(stands).items()
        for zone, there in _zones(in_hall).items()
    ]
    pages: dict[str, int] = {}
    first, done = 1, 0
    with Press(render_to_string("print/handbook.css")) as press:
        for hall, zone, there in chapters:
            context = {
                "fair": fair,
                "hall": hall,
                "zone": zone,
                "stands": there,
                "badges": badges_of(there),
                "first": first,
            }
            laid = press.lay_out([render_to_string("print/handbook_chapter.html", context)])
            pages |= {anchor: first + page for anchor, page in laid.anchors.items()}
            first += laid.pages
            done += len(there)
            advance(done)
        front = {"chapters": _with_pages(chapters, pages), **_front(run, fair, stands)}
        press.lay_out([render_to_string("print/handbook_front.html", front)], on_top=True)
        return press.take()


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
