"""The shipped code tables, and exports as a clerk asks for them."""

import io

import openpyxl
import pytest
from django.conf import settings
from django.db import transaction

from jobs.actions import export_runs
from jobs.exports import runs
from jobs.models import Posting
from tests.factories import (
    EmployerFactory,
    OrganizationFactory,
    PostingFactory,
    RegionFactory,
)
from tongwulang.site.seed_tables import load_seeds


@pytest.fixture(scope="module")
def seeded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        list(load_seeds(settings.BASE_DIR / "seeds"))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def exported(langfang_organizer):
    """Asks for rows as a clerk of 廊坊, has the file made, and gives the finished run."""

    def exported(kind, rows, **facts):
        run = export_runs.request_export(
            kind=kind,
            keys=[row.pk for row in rows],
            by=facts.pop("by", langfang_organizer),
            site="https://jobs.example",
            **facts,
        )
        return runs.work_on(run)

    return exported


@pytest.fixture
def wuqing_posting():
    """A public post that 武清 answers for."""
    bureau = OrganizationFactory(region=RegionFactory(code="120114"))
    employer = EmployerFactory(organization=bureau, region=RegionFactory(code="120114"))
    return PostingFactory(employer=employer)


def sheets_of(content):
    """Sheet name to its rows, as another program reads them."""
    book = openpyxl.load_workbook(io.BytesIO(bytes(content)))
    return {sheet.title: [list(row) for row in sheet.values] for sheet in book}


def table_of(run):
    """The first sheet as dicts by heading; empty cells are left out."""
    headings, *rows = next(iter(sheets_of(run.content).values()))
    return [
        {name: cell for name, cell in zip(headings, row, strict=True) if cell is not None}
        for row in rows
    ]


def copied(posting, count):
    """So many more posts like it, made at once."""
    facts = {
        field.attname: getattr(posting, field.attname)
        for field in Posting._meta.concrete_fields
        if field.name not in ("id", "title", "search")
    }
    return Posting.objects.bulk_create(
        Posting(**facts, title=f"岗位{number}") for number in range(count)
    )
