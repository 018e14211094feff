"""An evaluation works in a database of its own."""

import pytest

from jobs.models import Posting
from tests.factories.posting import DraftFactory
from tongwulang.site.evaluation.scratch import scratch_database


@pytest.mark.django_db
def test_the_real_database_is_left_alone():
    posting = DraftFactory()
    with scratch_database():
        assert not Posting.objects.exists()
        DraftFactory()
    assert list(Posting.objects.all()) == [posting]
