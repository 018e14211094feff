"""Exports: made, their file kept, unless a test says otherwise."""

import factory

from jobs.models import ExportRun
from tests.factories.accounts import OrganizationFactory, UserFactory


class ExportRunFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ExportRun
        skip_postgeneration_save = True

    kind = "postings"
    row_count = 1
    rows_done = 1
    requested_by = factory.SubFactory(UserFactory)
    site = "http://testserver"
    digest = factory.Sequence(lambda n: f"{n:064d}")
    status = "done"
    content = b"PK\x03\x04"

    class Params:
        working = factory.Trait(status="working", content=b"", rows_done=0)

    @factory.post_generation
    def organizations(self, create, extracted, **kwargs):
        self.organizations.set([OrganizationFactory()] if extracted is None else extracted)
