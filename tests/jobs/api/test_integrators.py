"""Systems of bureaus: a token for id and secret, and with it figures of the own bureau alone."""

import base64
import datetime as dt

import pytest
import time_machine
from allauth.idp.oidc.models import Token
from django.conf.global_settings import PASSWORD_HASHERS
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobs.api.token import RATES
from tests.factories import (
    ApplicationFactory,
    BoothFactory,
    IntegratorFactory,
    OrganizationFactory,
    ParticipationFactory,
    PostingFactory,
    RegionFactory,
)
from tongwulang.accounts.actions import integrators
from tongwulang.accounts.models import AttemptTally

pytestmark = pytest.mark.django_db

TOKEN, ME, FIGURES = (reverse(f"api:{name}") for name in ("token", "me", "application_figures"))


@pytest.fixture
def integrator():
    """Of the bureau of 廊坊, which answers for the rows of the factories."""
    return IntegratorFactory()


def asked(client, integrator, secret=None, **values):
    pair = f"{integrator.client.id}:{integrator.new_secret if secret is None else secret}"
    basic = base64.b64encode(pair.encode()).decode()
    sent = {"grant_type": "client_credentials", **values}
    return client.post(TOKEN, sent, headers={"authorization": f"Basic {basic}"})


def token_of(client, integrator, **values):
    answer = asked(client, integrator, **values)
    assert answer.status_code == 200, answer.content
    return answer.json()["access_token"]


def read(client, url, token, **query):
    return client.get(url, query, headers={"authorization": f"Bearer {token}"})


def told(answer):
    """Status and code of a refusal, whose body is as everywhere in the API."""
    body = answer.json()
    assert (body["type"], body["errors"][0]["attr"]) == ("client_error", None)
    return answer.status_code, body["errors"][0]["code"]


def test_token_is_given_for_id_and_secret_and_says_whose_it_is(client, integrator):
    answer = asked(client, integrator)
    body = answer.json()

    assert (body["token_type"], body["expires_in"], body["scope"]) == (
        "Bearer",
        3600,
        "applications.figures",
    )
    assert "no-store" in answer["Cache-Control"]
    me = read(client, ME, body["access_token"])
    expires_at = me.json().pop("expires_at")
    assert {**me.json(), "expires_at": None} == {
        "client_id": integrator.client.id,
        "name": "区就业平台",
        "organization": integrator.organization.name,
        "region_code": "131000",
        "scopes": ["applications.figures"],
        "expires_at": None,
    }
    assert expires_at == Token.objects.get().expires_at.isoformat()
    assert me["Cache-Control"] == "private, no-store"


def test_neither_secret_nor_token_can_be_read_in_the_database(client, settings):
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    integrator = IntegratorFactory()
    token = token_of(client, integrator)
    integrator.client.refresh_from_db()

    assert integrator.client.secret.startswith("pbkdf2_")
    assert token not in str(Token.objects.values())


def test_secret_in_the_body_serves_too(client, integrator):
    sent = {
        "grant_type": "client_credentials",
        "client_id": integrator.client.id,
        "client_secret": integrator.new_secret,
    }

    assert client.post(TOKEN, sent).status_code == 200


@pytest.mark.parametrize(
    ("secret", "values", "refusal"),
    [
        ("wrong", {}, (401, "invalid_client")),
        ("", {}, (401, "invalid_client")),
        (None, {"scope": "everything"}, (400, "invalid_scope")),
        (None, {"grant_type": "password"}, (400, "unsupported_grant_type")),
        (None, {"grant_type": "authorization_code"}, (400, "unsupported_grant_type")),
        (None, {"grant_type": ""}, (400, "unsupported_grant_type")),
    ],
)
def test_no_token_for_anything_else(client, integrator, secret, values, refusal):
    answer = asked(client, integrator, secret, **values)

    assert told(answer) == refusal
    assert answer.json()["error"] == refusal[1]
    assert Token.objects.count() == 0


def test_token_is_asked_for_by_post(client):
    answer = client.get(TOKEN)

    assert (told(answer), answer["Allow"]) == ((405, "method_not_allowed"), "POST")


def test_tokens_are_limited_by_address_and_others_go_on(client, integrator):
    client = Client()
    with time_machine.travel(timezone.now(), tick=False):
        for _ in range(RATES[0].times):
            assert asked(client, integrator, "wrong").status_code == 401
        answer = asked(client, integrator)
        assert (told(answer), answer["Retry-After"]) == ((429, "throttled"), "60")
        client.defaults["REMOTE_ADDR"] = "192.0.2.7"
        assert asked(client, integrator).status_code == 200
    assert AttemptTally.objects.filter(kind="token").count() == 2


@pytest.mark.parametrize("url", [ME, FIGURES])
@pytest.mark.parametrize("authorization", ["", "Bearer ", "Bearer x", "Basic eDp5", "Bearer \xe9"])
def test_without_a_token_in_force_nothing_opens(client, url, authorization):
    headers = {"authorization": authorization} if authorization else {}
    answer = client.get(url, headers=headers)

    assert told(answer) == (401, "invalid_token")
    assert answer["WWW-Authenticate"].startswith("Bearer ")


def test_token_ends_after_an_hour(client, integrator):
    token = token_of(client, integrator)
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=61), tick=False):
        assert told(read(client, ME, token)) == (401, "invalid_token")
        assert [integrators.forget_expired_tokens() for _ in range(2)] == [1, 0]


def test_revoking_bites_at_once(client, integrator):
    token = token_of(client, integrator)
    for _ in range(2):
        integrators.revoke(integrator=integrator)

    assert told(read(client, ME, token)) == (401, "invalid_token")
    assert told(asked(client, integrator)) == (401, "invalid_client")
    assert Token.objects.count() == 0


def test_token_that_a_revoked_system_still_has_opens_nothing(client, integrator):
    token = token_of(client, integrator)
    kept = Token.objects.get()
    integrators.revoke(integrator=integrator)
    kept.save(force_insert=True)

    assert told(read(client, ME, token)) == (401, "invalid_token")


def test_new_secret_ends_the_old_one_and_its_tokens_and_lets_a_revoked_system_in(
    client, integrator
):
    token = token_of(client, integrator)
    integrators.revoke(integrator=integrator)
    renewed = integrators.renew_secret(integrator=integrator)

    assert told(read(client, ME, token)) == (401, "invalid_token")
    assert told(asked(client, integrator)) == (401, "invalid_client")
    assert read(client, ME, token_of(client, renewed)).status_code == 200


def test_figures_need_their_scope(client):
    integrator = IntegratorFactory(scopes=[])
    token = token_of(client, integrator)

    assert read(client, ME, token).json()["scopes"] == []
    assert told(read(client, FIGURES, token)) == (403, "insufficient_scope")


def test_figures_count_the_own_bureaus_posts_by_state(client, integrator):
    posting = PostingFactory(title="数控车工")
    for status in ("submitted", "submitted", "hired"):
        ApplicationFactory(posting=posting, status=status)
    PostingFactory()
    wuqing = OrganizationFactory(region=RegionFactory(code="120114"))
    ApplicationFactory(posting__employer__organization=wuqing)
    answer = read(client, FIGURES, token_of(client, integrator))

    assert answer.json() == {
        "results": [
            {
                "posting_id": posting.pk,
                "title": "数控车工",
                "employer_id": posting.employer_id,
                "employer": posting.employer.name,
                "total": 3,
                "by_status": {"submitted": 2, "hired": 1},
            }
        ],
        "next": None,
    }


def test_figures_of_one_fair(client, integrator):
    participation = ParticipationFactory(booth=BoothFactory())
    there = PostingFactory(employer=participation.employer)
    participation.postings.add(there)
    for posting in (there, PostingFactory()):
        ApplicationFactory(posting=posting)
    token = token_of(client, integrator)
    answer = read(client, FIGURES, token, fair=participation.fair.slug)

    assert [one["posting_id"] for one in answer.json()["results"]] == [there.pk]
    assert read(client, FIGURES, token, fair="nowhere").status_code == 422


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"after": "-1"}, "invalid"),
        ({"after": "x"}, "invalid"),
        ({"after": "9" * 30}, "invalid"),
        ({"region": "131000"}, "unknown_parameter"),
    ],
)
def test_bad_parameter_is_named(client, integrator, query, code):
    answer = read(client, FIGURES, token_of(client, integrator), **query)

    assert answer.status_code == 400
    assert [(one["code"], one["attr"]) for one in answer.json()["errors"]] == [(code, *query)]


@pytest.mark.parametrize("rows", [1, 30])
def test_figures_cost_the_same_for_one_and_many(
    client, integrator, rows, django_assert_num_queries
):
    ApplicationFactory.create_batch(rows)
    token = token_of(client, integrator)
    read(client, ME, token)
    with django_assert_num_queries(4):
        assert len(read(client, FIGURES, token).json()["results"]) == rows


def test_pages_follow_each_other_without_loss(client, integrator, monkeypatch):
    monkeypatch.setattr("jobs.api.integrators.PAGE", 2)
    postings = [one.posting_id for one in ApplicationFactory.create_batch(5)]
    token, url, found = token_of(client, integrator), FIGURES, []
    while url:
        page = read(client, url, token).json()
        found += [one["posting_id"] for one in page["results"]]
        url = page["next"]

    assert found == sorted(postings)


def test_token_counts_for_nothing_outside_the_api(client, integrator):
    token = token_of(client, integrator)
    for name in ("admin:index", "account_home", "received_list", "application_list"):
        answer = client.get(reverse(name), headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == 302, name
