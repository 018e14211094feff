"""Where a client starts: every list by its name, and where they are described."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from jobs.api.answers import served
from jobs.api.asked import refuse_any
from jobs.api.code_tables import INDUSTRIES, OCCUPATIONS, REGIONS
from jobs.api.description import error_answers, kept_headers
from jobs.api.documents import encoded
from jobs.api.employers import EMPLOYERS
from jobs.api.fairs import FAIRS, PARTICIPATIONS, VENUES
from jobs.api.postings import POSTINGS
from jobs.kept_answers import Body

# Known by a number, and known by a name or code.
NUMBERED = (POSTINGS, EMPLOYERS, VENUES, PARTICIPATIONS)
NAMED = (FAIRS, REGIONS, INDUSTRIES, OCCUPATIONS)


class IndexSerializer(serializers.Serializer[Any]):
    documentation = serializers.URLField(help_text=_("接口说明，供人阅读和试用。"))
    schema = serializers.URLField(help_text=_("OpenAPI 3.1 描述，供程序读取。"))
    lists = serializers.DictField(
        child=serializers.URLField(), help_text=_("公开的列表，名称与地址。")
    )


@extend_schema(
    operation_id="get_index",
    summary=_("目录"),
    description=_("从这里开始：有哪些公开的列表，说明在哪里。"),
    tags=["目录"],
    parameters=kept_headers(),
    responses={200: IndexSerializer, **error_answers(400, 405, 429)},
)
@served
def index(request: HttpRequest) -> Body:
    """The addresses of the API, as the caller reaches them."""
    refuse_any(request.GET)

    def address(name: str) -> str:
        return request.build_absolute_uri(reverse(f"api:{name}"))

    lists = {one.name: address(f"{one.name}_list") for one in (*NUMBERED, *NAMED)}
    found = {"documentation": address("docs"), "schema": address("schema"), "lists": lists}
    return Body(encoded(found))
