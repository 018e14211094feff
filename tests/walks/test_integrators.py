"""A role without a person: a bureau's system opens what is closed in the API and nothing else."""

import pytest
from django.urls import reverse

from tests.access_table import CLOSED_API
from tests.factories import IntegratorFactory, OrganizationFactory, RegionFactory
from tests.walks.examples import every_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def token_of(client):
    """Asks for a token as a system does."""

    def asked(integrator):
        sent = {
            "grant_type": "client_credentials",
            "client_id": integrator.client.id,
            "client_secret": integrator.new_secret,
        }
        return client.post(reverse("api:token"), sent).json()["access_token"]

    return asked


def told(answer):
    return answer.status_code, answer.get("Location", "")


@pytest.mark.parametrize("method", ["get", "post"])
def test_token_opens_the_closed_part_of_the_api_and_nothing_else(client, rows, token_of, method):
    """Of every address, what a token changes of the answer to a visitor."""
    headers = {"authorization": f"Bearer {token_of(IntegratorFactory())}"}
    ask = getattr(client, method)
    changed = {}
    for name, url in every_url(rows).items():
        without, with_token = told(ask(url)), told(ask(url, headers=headers))
        if without != with_token:
            changed[name] = (without[0], with_token[0])

    assert changed == (dict.fromkeys(CLOSED_API, (401, 200)) if method == "get" else {})


def test_figures_are_those_of_the_own_bureau(client, rows, token_of):
    url, posting = reverse("api:application_figures"), rows["jobs_posting"]
    wuqing = OrganizationFactory(region=RegionFactory(code="120114"))
    found = {}
    for whose, integrator in {
        "own": rows["accounts_integrator"],
        "foreign": IntegratorFactory(organization=wuqing),
    }.items():
        page = client.get(url, headers={"authorization": f"Bearer {token_of(integrator)}"}).json()
        found[whose] = [one["posting_id"] for one in page["results"]]

    assert found == {"own": [posting.pk], "foreign": []}
