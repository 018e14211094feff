"""Addresses under /api/v1/."""

from django.urls import path
from django.urls.resolvers import URLPattern

from jobs.api import documentation
from jobs.api.code_tables import INDUSTRIES, OCCUPATIONS, REGIONS
from jobs.api.employers import EMPLOYERS
from jobs.api.fairs import FAIRS, PARTICIPATIONS, VENUES
from jobs.api.postings import POSTINGS
from jobs.api.resources import Resource
from jobs.api.views import list_of, one_of

app_name = "api"

NUMBERED = (POSTINGS, EMPLOYERS, VENUES, PARTICIPATIONS)
NAMED = (FAIRS, REGIONS, INDUSTRIES, OCCUPATIONS)


def addresses_of(resource: Resource, kind: str) -> list[URLPattern]:
    """The list, and one row by its key."""
    return [
        path(f"{resource.name}/", list_of(resource), name=f"{resource.name}_list"),
        path(f"{resource.name}/<{kind}:key>/", one_of(resource), name=f"{resource.name}_detail"),
    ]


urlpatterns = [
    path("openapi.json", documentation.schema, name="schema"),
    path("docs/", documentation.page, name="docs"),
    *(address for resource in NUMBERED for address in addresses_of(resource, "int")),
    *(address for resource in NAMED for address in addresses_of(resource, "slug")),
]
