"""The schema, as committed beside this file, and the page that shows it."""

from functools import cache
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema

from jobs.api.answers import served
from jobs.kept_answers import Body

SCHEMA = Path(__file__).with_name("openapi.json")


@cache
def _schema() -> Body:
    return Body(SCHEMA.read_bytes(), SCHEMA.stat().st_mtime, "application/vnd.oai.openapi+json")


@extend_schema(exclude=True)
@served
def schema(request: HttpRequest) -> Body:
    """OpenAPI 3.1. A test holds that it is what the code says (`make schema` writes it)."""
    return _schema()


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The schema to read and to try."""
    return render(request, "api/docs.html")
