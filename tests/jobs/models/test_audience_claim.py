"""Claims: in force by date, seen only by the bureau that verifies them."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from jobs.models import AudienceClaim
from tests.factories import AudienceClaimFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("verified_on", "valid_until", "holds"),
    [
        (None, None, False),
        (DAY, None, True),
        (DAY, DAY, True),
        (DAY - dt.timedelta(days=9), DAY - dt.timedelta(days=1), False),
        (DAY + dt.timedelta(days=1), None, False),
    ],
)
def test_claim_holds_between_its_days(verified_on, valid_until, holds):
    AudienceClaimFactory(verified_on=verified_on, valid_until=valid_until)

    assert AudienceClaim.objects.in_force(DAY).exists() is holds


def test_claim_cannot_end_before_it_was_verified():
    with pytest.raises(IntegrityError), transaction.atomic():
        AudienceClaimFactory(verified_on=DAY, valid_until=DAY - dt.timedelta(days=1))


def test_only_the_verifying_bureau_sees_a_claim(
    langfang_veterans_organizer, langfang_organizer, wuqing_organizer, seeker, platform_admin
):
    claim = AudienceClaimFactory(shown=True)

    assert list(AudienceClaim.objects.visible_to(langfang_veterans_organizer)) == [claim]
    assert list(AudienceClaim.objects.visible_to(platform_admin)) == [claim]
    for stranger in (langfang_organizer, wuqing_organizer, seeker):
        assert list(AudienceClaim.objects.visible_to(stranger)) == []
