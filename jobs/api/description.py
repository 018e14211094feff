"""How the addresses describe themselves in OpenAPI: in Chinese, from the resources themselves."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers

from jobs.api.asked import LARGEST_PAGE, PAGE_SIZE
from jobs.api.documents import Document
from jobs.api.errors import Problem
from jobs.api.filter_parameters import QUERY, column_schema, filter_parameters
from jobs.api.mirroring import SINCE
from jobs.api.resources import Resource
from jobs.filter_masks import MATCHES_READ
from jobs.models.posting_search import NEWEST_RANKED

PATH: Final = "path"
HEADER: Final = "header"
CURSOR = "^[A-Za-z0-9_-]+$"


class ProblemSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(help_text=_("错误代码，供程序判断。"))
    detail = serializers.CharField(help_text=_("中文说明。"))
    attr = serializers.CharField(
        allow_null=True, help_text=_("有问题的参数；整个请求的问题为 null。")
    )


class ErrorSerializer(serializers.Serializer[Any]):
    type = serializers.ChoiceField(choices=["client_error", "server_error"])
    errors = ProblemSerializer(many=True)  # type: ignore[assignment]


class FacetGroupSerializer(serializers.Serializer[Any]):
    value = serializers.CharField(help_text=_("用作筛选参数的值。"))
    label = serializers.CharField(help_text=_("名称。"))  # type: ignore[assignment]
    count = serializers.IntegerField(help_text=_("加上这个值后有多少条；其他筛选都算在内。"))


ERRORS = {
    400: _("参数的格式不对、未知或重复。"),
    401: _("没有带访问令牌，或令牌已过期、已停用。"),
    403: _("令牌没有所需的范围。"),
    404: _("没有这条数据，或它从未公开。"),
    405: _("只读接口，只接受 GET、HEAD、OPTIONS。"),
    410: _("曾经公开，现已结束。"),
    422: _("参数格式正确，但没有这个值，或不能这样组合。"),
    429: _("请求太频繁，见 Retry-After。"),
}
HEADERS = {
    "ETag": _("内容的标记；放进 If-None-Match，未变时得到 304。"),
    "Last-Modified": _("最近变更时间；放进 If-Modified-Since，未变时得到 304。"),
    "RateLimit-Limit": _("每分钟最多几次。"),
    "RateLimit-Remaining": _("本分钟约剩几次。"),
    "RateLimit-Reset": _("几秒后重新计数。"),
}


def list_described(resource: Resource) -> Callable[[Any], Any]:
    """Describes the list of a resource."""
    return extend_schema(
        operation_id=f"list_{resource.name}",
        summary=_("%(label)s列表") % {"label": resource.label},
        description=_list_text(resource),
        tags=[resource.label],
        parameters=[*filter_parameters(resource.filterset), *_controls(resource), *kept_headers()],
        responses={200: _page(resource), **error_answers(400, 405, 422, 429)},
        examples=_examples(
            {"count": 1, "count_is_exact": True, "next": None, "results": [_example(resource)]}
        ),
    )


def one_described(resource: Resource) -> Callable[[Any], Any]:
    """Describes the address of one row."""
    key = _key_schema(resource)
    statuses = (400, 404, 405, *((410,) if resource.ended else ()), 429)
    return extend_schema(
        operation_id=f"get_{resource.name}",
        summary=_("一条%(label)s") % {"label": resource.label},
        description=_("从未公开的返回 404；曾经公开、现已结束的返回 410。")
        if resource.ended
        else _("没有公开的返回 404。"),
        tags=[resource.label],
        parameters=[
            OpenApiParameter("key", key, PATH, description=_("主键。")),
            *_shape(resource),
            *kept_headers(),
        ],
        responses={200: _document(resource), **error_answers(*statuses)},
        examples=_examples(_example(resource)),
    )


def _list_text(resource: Resource) -> str:
    text = str(_("公开的%(label)s，按页返回；下一页的地址在 next 里，直到它为 null。"))
    if resource.mirrored_by:
        allowed = "、".join(sorted(resource.mirrored_by))
        text += str(_(" updated_since 可与这些筛选同用：%s。")) % allowed
    if resource.is_ranked:
        bounds = {"ranked": NEWEST_RANKED, "read": MATCHES_READ}
        text += str(_("搜索（q）按 relevance 只排列其中最新的 %(ranked)s 条，")) % bounds
        text += str(_("按其他顺序最多列出最新的 %(read)s 条。")) % bounds
    return text % {"label": resource.label}


def _example(resource: Resource) -> dict[str, Any]:
    return dict(resource.document.EXAMPLE)


def _examples(value: dict[str, Any]) -> list[OpenApiExample]:
    problem = Problem("unknown_parameter", str(_("没有这个参数。")), "regoin")
    refusal = {"type": "client_error", "errors": [asdict(problem)]}
    return [
        OpenApiExample(str(_("示例")), value, response_only=True, status_codes=["200"]),
        OpenApiExample(str(_("参数写错")), refusal, response_only=True, status_codes=["400"]),
    ]


def error_answers(*statuses: int) -> dict[int, OpenApiResponse]:
    """The refusals that an address may answer with."""
    return {
        status: OpenApiResponse(ErrorSerializer, description=str(ERRORS[status]))
        for status in statuses
    }


def kept_headers() -> list[OpenApiParameter]:
    """The headers of every answer that may be kept."""
    return _named(HEADERS)


def limit_headers() -> list[OpenApiParameter]:
    """The headers of an answer that nobody keeps."""
    return _named({name: text for name, text in HEADERS.items() if name.startswith("RateLimit")})


def _named(headers: Mapping[str, Any]) -> list[OpenApiParameter]:
    return [
        OpenApiParameter(name, str, HEADER, description=text, response=[200])
        for name, text in headers.items()
    ]


class Sparse(serializers.Serializer[Any]):
    """Nothing in it is required: `fields` may leave out anything."""

    def get_fields(self) -> Any:
        fields = super().get_fields()
        for one in fields.values():
            one.required = False
        return fields


@cache
def _document(resource: Resource) -> type[Sparse]:
    """The document with its expansions."""
    fields: dict[str, Any] = dict(resource.document().fields)
    for name, expansion in resource.expansions.items():
        text = _("仅在 expand=%(name)s 时给出。") % {"name": name}
        options: dict[str, Any] = {"many": True} if expansion.is_many else {"allow_null": True}
        fields[name] = expansion.document(help_text=text, **options)
    return type(f"{_name(resource.document)}Serializer", (Sparse,), fields)


def _name(document: type[Document]) -> str:
    return document.__name__.removesuffix("Document")


def _page(resource: Resource) -> type[serializers.Serializer[Any]]:
    document = _document(resource)
    key = serializers.IntegerField() if _has_number(resource) else serializers.CharField()
    fields: dict[str, Any] = {
        "count": serializers.IntegerField(help_text=_("共有多少条；没有数完的，为已数到的条数。")),
        "count_is_exact": serializers.BooleanField(help_text=_("count 是否准确。")),
        "next": serializers.URLField(allow_null=True, help_text=_("下一页的地址；没有了为 null。")),
        "results": document(many=True),
        "removed": serializers.ListField(
            child=key,
            required=False,
            help_text=_("仅在 updated_since 时给出：不再公开的主键，请从镜像中删去。"),
        ),
        "updated_until": serializers.CharField(
            required=False,
            allow_null=True,
            help_text=_(
                "仅在 updated_since 时给出：最后一页给出下次的 updated_since，之前为 null。"
            ),
        ),
    }
    if resource.facets:
        fields["facets"] = serializers.DictField(
            child=FacetGroupSerializer(many=True),
            required=False,
            help_text=_("仅在 facets 时给出：每组有哪些值、各有多少条。"),
        )
    return type(f"{_name(resource.document)}PageSerializer", (serializers.Serializer,), fields)


def _controls(resource: Resource) -> list[OpenApiParameter]:
    controls = [
        *_shape(resource),
        OpenApiParameter(
            "ordering",
            str,
            QUERY,
            enum=resource.orderings,
            description=_("顺序；relevance 须有 q，有 q 时为默认。")
            if resource.is_ranked
            else _("顺序。"),
        ),
        OpenApiParameter(
            "page_size",
            {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE_SIZE},
            QUERY,
            description=_("每页多少条。"),
        ),
        OpenApiParameter(
            "cursor",
            {"type": "string", "pattern": CURSOR},
            QUERY,
            description=_("翻页位置，取自 next，只用于同样参数的列表。"),
        ),
        OpenApiParameter(
            "updated_since",
            {"type": "string", "pattern": SINCE},
            QUERY,
            description=_(
                "只要此后变更的：首次用 start，以后用上次最后一页的 updated_until，一条不漏；"
                "也可用带时区的时间（往前多给 10 分钟）。不再公开的列在 removed 里。"
            ),
        ),
    ]
    if resource.facets:
        controls.append(_chosen("facets", resource.facets, _("要哪些分组计数，逗号分开。")))
    return controls


def _shape(resource: Resource) -> list[OpenApiParameter]:
    shape = [_chosen("fields", resource.document().fields, _("只要这些字段，逗号分开。"))]
    if resource.expansions:
        shape.append(_chosen("expand", resource.expansions, _("展开这些关联，逗号分开。")))
    return shape


def _chosen(name: str, allowed: Iterable[str], text: Any) -> OpenApiParameter:
    names = list(allowed)
    return OpenApiParameter(
        name,
        {"type": "array", "minItems": 1, "items": {"type": "string", "enum": names}},
        QUERY,
        style="form",
        explode=False,
        description=text,
    )


def _has_number(resource: Resource) -> bool:
    return _key_schema(resource)["type"] == "integer"


def _key_schema(resource: Resource) -> dict[str, Any]:
    column = resource.public().model._meta.get_field(resource.key)
    return column_schema(column)
