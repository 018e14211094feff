"""The figure by which pay is ordered is right after every way of writing."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from jobs.models import Posting
from tests.factories import DraftFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("pay", "figure"),
    [
        ({"salary_min": 6000, "salary_max": 9000, "base_pay": 4000}, 9000),
        ({"salary_min": None, "salary_max": None, "base_pay": 4000}, 4000),
        ({"salary_min": None, "salary_max": None, "base_pay": None}, 0),
    ],
)
def test_upper_end_else_base_pay_else_nothing(pay, figure):
    posting = DraftFactory(**pay)
    posting.refresh_from_db()

    assert posting.top_pay == figure
    posting.full_clean()


def test_every_way_of_writing_keeps_it():
    posting = DraftFactory(base_pay=4000, salary_min=6000, salary_max=9000)
    mine = Posting.objects.filter(pk=posting.pk)

    mine.update(salary_max=10000)
    assert mine.get().top_pay == 10000
    mine.update(salary_max=F("salary_max") + 500)
    assert mine.get().top_pay == 10500
    mine.update(salary_min=None, salary_max=None)
    assert mine.get().top_pay == 4000

    posting.base_pay, posting.salary_min, posting.salary_max = 4200, None, None
    posting.save(update_fields=["base_pay", "salary_min", "salary_max"])
    assert mine.get().top_pay == 4200

    posting.base_pay = 4300
    Posting.objects.bulk_update([posting], ["base_pay"])
    assert mine.get().top_pay == 4300

    posting.base_pay = 4400
    Posting.objects.bulk_create(
        [posting], update_conflicts=True, unique_fields=["id"], update_fields=["base_pay"]
    )
    assert mine.get().top_pay == 4400


def test_another_figure_cannot_be_stored():
    posting = DraftFactory()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE jobs_posting SET top_pay = 1 WHERE id = %s", [posting.pk])
