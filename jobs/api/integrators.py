"""What a bureau's system reads beyond what is public: who it is, and figures without any person."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers

from jobs.api import errors
from jobs.api.asked import refuse_any, refuse_unusable
from jobs.api.closed import closed
from jobs.api.description import error_answers, limit_headers
from jobs.api.filter_parameters import QUERY
from jobs.api.orders import LARGEST
from jobs.choices import ApplicationStatus
from jobs.models import Application, Fair, Posting
from tongwulang.accounts.choices import Scope
from tongwulang.accounts.models import Integrator

PAGE = 100
STATES = "、".join(f"{one.value} {one.label}" for one in ApplicationStatus) + "。"
TAG = "接入系统"
OAUTH: Any = [{"oauth2": []}]
FIGURES_OAUTH: Any = [{"oauth2": [Scope.APPLICATION_FIGURES.value]}]


class MeSerializer(serializers.Serializer[Any]):
    client_id = serializers.CharField(help_text=gettext_lazy("客户端编号。"))
    name = serializers.CharField(help_text=gettext_lazy("系统名称。"))
    organization = serializers.CharField(help_text=gettext_lazy("所属主办单位。"))
    region_code = serializers.CharField(help_text=gettext_lazy("主办单位所在地区的代码。"))
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=Scope.values),
        help_text=gettext_lazy("这个令牌可以读取的范围。"),
    )
    expires_at = serializers.DateTimeField(help_text=gettext_lazy("令牌失效时间（UTC）。"))


class PostingFiguresSerializer(serializers.Serializer[Any]):
    posting_id = serializers.IntegerField(help_text=gettext_lazy("岗位主键，同公开接口。"))
    title = serializers.CharField(help_text=gettext_lazy("岗位名称。"))
    employer_id = serializers.IntegerField(help_text=gettext_lazy("用人单位主键，同公开接口。"))
    employer = serializers.CharField(help_text=gettext_lazy("用人单位名称。"))
    total = serializers.IntegerField(help_text=gettext_lazy("共收到多少份投递。"))
    by_status = serializers.DictField(
        child=serializers.IntegerField(),
        help_text=f"每种状态各有多少份，没有的不列：{STATES}",
    )


class FiguresSerializer(serializers.Serializer[Any]):
    results = PostingFiguresSerializer(many=True)
    next = serializers.URLField(
        allow_null=True, help_text=gettext_lazy("下一页的地址；没有了为 null。")
    )


@extend_schema(
    operation_id="get_me",
    summary=gettext_lazy("本系统"),
    description=gettext_lazy("这个令牌属于哪个系统、哪个主办单位，可以读取什么，何时失效。"),
    tags=[TAG],
    auth=OAUTH,
    parameters=limit_headers(),
    responses={200: MeSerializer, **error_answers(400, 401, 405, 429)},
)
@closed()
def me(request: HttpRequest, integrator: Integrator) -> dict[str, Any]:
    """Whose token this is."""
    refuse_any(request.GET)
    client, token = integrator.client, integrator.token
    assert token is not None and token.expires_at is not None  # noqa: S101, PT018 - it came by one
    return {
        "client_id": client.id,
        "name": client.name,
        "organization": integrator.organization.name,
        "region_code": integrator.organization.region_id,
        "scopes": token.get_scopes(),
        "expires_at": token.expires_at,
    }


@extend_schema(
    operation_id="list_application_figures",
    summary=gettext_lazy("投递汇总"),
    description=gettext_lazy(
        "本单位负责的用人单位的岗位，各收到多少份投递、各在什么状态；不含任何个人。"
        "需要范围 applications.figures。没有收到投递的岗位不列。"
    ),
    tags=[TAG],
    auth=FIGURES_OAUTH,
    parameters=[
        OpenApiParameter(
            "fair",
            {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
            QUERY,
            description=gettext_lazy("只要带到这场招聘会的岗位，写招聘会的主键。"),
        ),
        OpenApiParameter(
            "after",
            {"type": "integer", "minimum": 0, "maximum": LARGEST},
            QUERY,
            description=gettext_lazy("从这个岗位之后开始，取自 next。"),
        ),
        *limit_headers(),
    ],
    responses={200: FiguresSerializer, **error_answers(400, 401, 403, 405, 422, 429)},
)
@closed(Scope.APPLICATION_FIGURES)
def application_figures(request: HttpRequest, integrator: Integrator) -> dict[str, Any]:
    """Applications of the bureau's own posts, counted; 100 posts a page, by key."""
    refuse_unusable(request.GET, {"fair", "after"})
    received = Application.objects.of_bureau(integrator.organization)
    if "fair" in request.GET:
        fair = _fair(request.GET["fair"])
        received = received.filter(posting__in=Posting.objects.at_fair(fair))
    after = _after(request.GET.get("after", "0"))
    keys = received.filter(posting__gt=after).order_by("posting").values_list("posting", flat=True)
    page = list(keys.distinct()[: PAGE + 1])
    found: dict[int, dict[str, Any]] = {}
    for row in received.filter(posting__in=page[:PAGE]).tally():
        figures = found.setdefault(row["posting"], _figures(row))
        figures["total"] += row["count"]
        figures["by_status"][row["status"]] = row["count"]
    return {
        "results": [found[key] for key in page[:PAGE]],
        "next": _next(request, page[PAGE - 1]) if len(page) > PAGE else None,
    }


def _figures(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "posting_id": row["posting"],
        "title": row["title"],
        "employer_id": row["employer"],
        "employer": row["employer_name"],
        "total": 0,
        "by_status": {},
    }


def _fair(slug: str) -> Fair:
    fair = Fair.objects.announced().filter(slug=slug).first()
    if fair is None:
        raise errors.meaningless("fair", _("没有这场招聘会。"), "unknown")
    return fair


def _after(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:20]) <= LARGEST):
        raise errors.malformed("after", _("应为岗位主键，一个不小于 0 的整数。"))
    return int(text)


def _next(request: HttpRequest, last: int) -> str:
    params = request.GET.copy()
    params["after"] = str(last)
    return request.build_absolute_uri(f"{request.path}?{params.urlencode()}")
