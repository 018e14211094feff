"""Tables of a fair beside its employers: the posts brought to it, and its booths."""

from collections.abc import Callable
from typing import Any

from jobs.exports.posting_columns import POSTING
from jobs.exports.tables import MIDDLE, WIDE, Cell, Column, name_of
from jobs.models import Booth, Participation


def _there(read: Callable[[Participation], Cell]) -> Callable[[Any], Cell]:
    """Of the participation that brings the post, loaded as `here`."""
    return lambda posting: read(posting.here[0]) if posting.here else None


FAIR_POSTING = (
    Column("会场", _there(lambda row: name_of(row.venue)), MIDDLE),
    Column("展位号", _there(lambda row: row.booth.number if row.booth else "")),
    *POSTING,
)


def _holder(booth: Booth) -> Participation | None:
    """Who stands at the booth, as far as the person may know; loaded with the booth."""
    return getattr(booth, "participation", None)


def _held(read: Callable[[Participation], Cell]) -> Callable[[Any], Cell]:
    def cell(booth: Booth) -> Cell:
        holder = _holder(booth)
        return read(holder) if holder else None

    return cell


FAIR_BOOTH = (
    Column("会场", lambda booth: booth.zone.venue.name, MIDDLE),
    Column("展区", lambda booth: str(booth.zone), MIDDLE),
    Column("展位号", lambda booth: booth.number),
    Column("单位名称", _held(lambda row: row.employer.name), WIDE),
    Column("统一社会信用代码", _held(lambda row: row.employer.uscc), MIDDLE),
    Column("公开岗位数", _held(lambda row: row.posting_count)),
    Column("公开岗位招聘人数", _held(lambda row: row.headcount)),
    Column("负责单位", _held(lambda row: row.organization.name), MIDDLE),
)
