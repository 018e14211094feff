"""What a request asks of a resource: every parameter is checked here, and unknown ones refused."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django_filters import BooleanFilter, FilterSet, ModelChoiceFilter

from jobs.api.documents import fields_of
from jobs.api.errors import Problem, RefusedError, malformed, meaningless
from jobs.api.resources import Resource
from jobs.asked_filters import with_only

RELEVANCE = "relevance"
INVALID, UNKNOWN = "invalid_choice", "unknown"
PAGE_SIZE, LARGEST_PAGE = 20, 100
CONTROLS = ("fields", "expand", "ordering", "facets", "page_size", "cursor", "updated_since")


@dataclass(frozen=True)
class Asked:
    """Checked parameters of one request."""

    resource: Resource
    params: QueryDict
    names: tuple[str, ...]
    expand: tuple[str, ...]
    ordering: str
    facets: tuple[str, ...]
    page_size: int

    @property
    def filters(self) -> dict[str, str]:
        """The filters by name, with what is asked of each."""
        return {name: str(self.params[name]) for name in self.params if name not in CONTROLS}


def asked_of(resource: Resource, params: QueryDict, *, is_list: bool) -> Asked:
    """Raises RefusedError naming every parameter that is unknown, repeated, empty or malformed."""
    refuse_unusable(params, _known(resource) if is_list else _known_of_one(resource))
    names = tuple(fields_of(resource.document))
    return Asked(
        resource,
        params,
        _listed(params, "fields", names) or names,
        _listed(params, "expand", tuple(resource.expansions)),
        _ordering(resource, params),
        _listed(params, "facets", tuple(resource.facets)),
        _page_size(params),
    )


def asked_for_filters(resource: Resource, params: QueryDict) -> Asked:
    """As `asked_of`, where nothing but filters is taken."""
    refuse_unusable(params, set(resource.filterset.base_filters if resource.filterset else ()))
    names = tuple(fields_of(resource.document))
    return Asked(resource, params, names, (), resource.default_order, (), PAGE_SIZE)


def refuse_any(params: QueryDict) -> None:
    """Raises RefusedError for any parameter: an address that takes none."""
    refuse_unusable(params, set())


def filtered(resource: Resource, filters: dict[str, str]) -> Any:
    """The FilterSet over the public rows; raises RefusedError for bad values."""
    assert resource.filterset is not None  # noqa: S101 - only asked of those that have one
    narrow = with_only(resource.filterset, frozenset(filters))  # type: ignore[arg-type]
    filterset = narrow(filters, queryset=resource.public())
    _refuse_unclear(filterset, filters)
    if errors := filterset.form.errors.get_json_data():
        problems = [
            Problem(error["code"] or "invalid", error["message"], name)
            for name, found in errors.items()
            for error in found
        ]
        is_meaningless = all(
            error["code"] == UNKNOWN or isinstance(filterset.filters[name], ModelChoiceFilter)
            for name, found in errors.items()
            for error in found
        )
        raise RefusedError(problems, status=422 if is_meaningless else 400)
    return filterset


def _refuse_unclear(filterset: FilterSet, filters: dict[str, str]) -> None:
    """A page takes whatever is neither true nor false for not chosen; a program is told."""
    for name, one in filterset.filters.items():
        if isinstance(one, BooleanFilter) and filters[name] not in ("true", "false"):
            raise malformed(name, _("应为 true 或 false。"), INVALID)


def _known_of_one(resource: Resource) -> set[str]:
    return {"fields", *(("expand",) if resource.expansions else ())}


def _known(resource: Resource) -> set[str]:
    filters = resource.filterset.base_filters if resource.filterset else {}
    facets = ("facets",) if resource.facets else ()
    controls = ("ordering", "page_size", "cursor", "updated_since")
    return {*filters, *controls, *facets, *_known_of_one(resource)}


def refuse_unusable(params: QueryDict, known: set[str]) -> None:
    """Raises RefusedError naming every parameter that is unknown, repeated or empty."""
    problems = [
        Problem("unknown_parameter", _("没有这个参数。"), name)
        for name in params
        if name not in known
    ]
    problems += [
        Problem("repeated_parameter", _("这个参数只能写一次，多个值用逗号分开。"), name)
        for name in params
        if len(params.getlist(name)) > 1
    ]
    problems += [
        Problem("empty_parameter", _("不能为空；不用就不要写。"), name)
        for name in params
        if not params.get(name)
    ]
    if problems:
        raise RefusedError(problems)


def _listed(params: QueryDict, name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """The values of a comma-separated parameter, once each, in the order of `allowed`."""
    if name not in params:
        return ()
    values = params.get(name, "").split(",")
    if bad := [value for value in values if value not in allowed]:
        detail = _("没有“%(value)s”；可用的有：%(allowed)s。")
        raise malformed(name, detail % {"value": bad[0], "allowed": "、".join(allowed)}, INVALID)
    return tuple(value for value in allowed if value in values)


def _ordering(resource: Resource, params: QueryDict) -> str:
    ordering = params.get("ordering", "")
    if not ordering:
        is_ranked = resource.is_ranked and bool(params.get("q"))
        return RELEVANCE if is_ranked else resource.default_order
    if ordering not in resource.orderings:
        detail = _("没有“%(value)s”这种顺序；可用的有：%(allowed)s。")
        orders = "、".join(resource.orderings)
        raise malformed("ordering", detail % {"value": ordering, "allowed": orders}, INVALID)
    if ordering == RELEVANCE and not params.get("q"):
        raise meaningless("ordering", _("按相关度排序须有 q。"), "nothing_searched")
    return ordering


def _page_size(params: QueryDict) -> int:
    text = params.get("page_size", str(PAGE_SIZE))
    if not re.fullmatch("[0-9]{1,4}", text) or not 1 <= int(text) <= LARGEST_PAGE:
        detail = _("应为 1 至 %(largest)s 的整数。") % {"largest": LARGEST_PAGE}
        raise malformed("page_size", detail, "out_of_range")
    return int(text)
