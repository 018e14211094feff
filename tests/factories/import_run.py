"""Imports: checked, with one bad row, unless a test says otherwise."""

import factory

from jobs.models import HeadingChoice, ImportRun
from tests.factories.accounts import OrganizationFactory, UserFactory

CSV = "单位名称,岗位名称,招聘人数\n甲公司,焊工,很多\n"
PROBLEM = {
    "sheet": "",
    "row": 2,
    "column": "C",
    "heading": "招聘人数",
    "said": "很多",
    "meant": "人数",
}


class ImportRunFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ImportRun

    organization = factory.SubFactory(OrganizationFactory)
    kind = "postings"
    file_name = "岗位.csv"
    digest = factory.Sequence(lambda n: f"{n:064d}")
    content = CSV.encode()
    status = "ready"
    row_count = 1
    counts = factory.LazyFunction(lambda: {"refused": 1})
    problems = factory.LazyFunction(lambda: [dict(PROBLEM)])
    uploaded_by = factory.SubFactory(UserFactory)


class HeadingChoiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HeadingChoice

    organization = factory.SubFactory(OrganizationFactory)
    kind = "postings"
    key = factory.Sequence(lambda n: f"厂家{n}")
    field = "employer"
