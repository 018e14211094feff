"""Every list of the admin asks the same number of questions for 1 row and for 30."""

import pytest
from django.urls import reverse

from tests.factories import (
    ApplicantFactory,
    ApplicationFactory,
    AudienceClaimFactory,
    BoothFactory,
    EmployerFactory,
    FairFactory,
    ImportRunFactory,
    ParticipationFactory,
    PostingFactory,
    PostingRevisionFactory,
    ReportedFigureFactory,
    VenueFactory,
    ZoneFactory,
)

pytestmark = pytest.mark.django_db

# Session, user and the list itself with its counts; the rest are the choices of filters.
LISTS = {
    "employer": (EmployerFactory, 6),
    "posting": (PostingFactory, 5),
    "postingrevision": (PostingRevisionFactory, 5),
    "participation": (lambda: ParticipationFactory(booth=BoothFactory()), 8),
    "applicant": (ApplicantFactory, 7),
    "application": (ApplicationFactory, 5),
    "audienceclaim": (AudienceClaimFactory, 5),
    "importrun": (ImportRunFactory, 6),
    "fair": (FairFactory, 6),
    "reportedfigure": (ReportedFigureFactory, 5),
    "venue": (VenueFactory, 6),
    "zone": (ZoneFactory, 6),
    "booth": (BoothFactory, 6),
}


@pytest.mark.parametrize("name", LISTS)
def test_admin_list(client, name, platform_admin, django_assert_num_queries):
    factory, queries = LISTS[name]
    client.force_login(platform_admin)
    url = reverse(f"admin:jobs_{name}_changelist")

    factory()
    with django_assert_num_queries(queries):
        client.get(url)
    for _ in range(29):
        factory()
    with django_assert_num_queries(queries):
        answer = client.get(url)
    assert answer.context["cl"].result_count == 30
