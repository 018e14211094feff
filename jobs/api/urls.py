"""Addresses under /api/v1/; feeds and calendars stand beside what they are made of."""

from django.urls import path
from django.urls.resolvers import URLPattern

from jobs.api import calendars, documentation, feeds, integrators, token
from jobs.api.index import NAMED, NUMBERED, index
from jobs.api.resources import Resource
from jobs.api.views import list_of, one_of

app_name = "api"


def addresses_of(resource: Resource, kind: str) -> list[URLPattern]:
    """The list, and one row by its key."""
    return [
        path(f"{resource.name}/", list_of(resource), name=f"{resource.name}_list"),
        path(f"{resource.name}/<{kind}:key>/", one_of(resource), name=f"{resource.name}_detail"),
    ]


urlpatterns = [
    path("", index, name="index"),
    path("openapi.json", documentation.schema, name="schema"),
    path("docs/", documentation.page, name="docs"),
    path("postings.atom", feeds.postings_feed, name="postings_feed"),
    path("fairs/<slug:key>.ics", calendars.fair_calendar, name="fair_calendar"),
    path("venues/<int:key>.ics", calendars.venue_calendar, name="venue_calendar"),
    path("token/", token.token, name="token"),
    path("me/", integrators.me, name="me"),
    path("application-figures/", integrators.application_figures, name="application_figures"),
    *(address for resource in NUMBERED for address in addresses_of(resource, "int")),
    *(address for resource in NAMED for address in addresses_of(resource, "slug")),
]
