"""A role without a person: a bureau's system opens what is closed in the API and nothing else."""

import pytest
from django.urls import reverse

from tests.access_table import CLOSED_API
from tests.factories import (
    ApplicationFactory,
    IntegratorFactory,
    OrganizationFactory,
    RegionFactory,
)
from tests.walks.examples import every_url
from tongwulang.accounts.actions import integrators

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


# What each system gets of the closed addresses: `me`, and the posts whose figures it is told.
CLOSED_TO = {
    "own": (200, 200, ["near"]),
    "foreign": (200, 200, ["far"]),
    # Told who it is, and nothing that it was not let in for.
    "without the scope": (200, 403, None),
    "revoked": (401, 401, None),
    "with the token of an older secret": (401, 401, None),
}


def test_figures_are_those_of_the_own_bureau_as_long_as_the_right_lasts(client, rows, token_of):
    wuqing = OrganizationFactory(region=RegionFactory(code="120114"))
    far = ApplicationFactory(posting__employer__organization=wuqing).posting
    names = {rows["jobs_posting"].pk: "near", far.pk: "far"}
    systems = {
        "own": rows["accounts_integrator"],
        "foreign": IntegratorFactory(organization=wuqing, name="武清"),
        "without the scope": IntegratorFactory(name="只看公开", scopes=()),
        "revoked": IntegratorFactory(name="已停用"),
        "with the token of an older secret": IntegratorFactory(name="换过密钥"),
    }
    tokens = {name: token_of(system) for name, system in systems.items()}
    integrators.revoke(integrator=systems["revoked"])
    integrators.renew_secret(integrator=systems["with the token of an older secret"])

    found = {}
    for name, token in tokens.items():
        headers = {"authorization": f"Bearer {token}"}
        me, figures = (client.get(reverse(address), headers=headers) for address in CLOSED_API)
        posts = figures.json().get("results")
        told_of = None if posts is None else [names[post["posting_id"]] for post in posts]
        found[name] = (me.status_code, figures.status_code, told_of)

    assert found == CLOSED_TO
