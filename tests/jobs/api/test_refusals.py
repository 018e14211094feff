"""What cannot be answered is said in one form: Chinese, with codes, naming the parameter."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from jobs.api import cursors
from tests.factories import (
    DraftFactory,
    EmployerFactory,
    FairFactory,
    ParticipationFactory,
    PostingFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db


def test_form_of_an_error(integrator):
    answer = integrator.ask("postings/", region="000000")

    assert answer["Content-Type"] == "application/json"
    assert answer.json() == {
        "type": "client_error",
        "errors": [
            {"code": "invalid_choice", "detail": "没有代码为“000000”的地区。", "attr": "region"}
        ],
    }


@pytest.mark.parametrize(
    ("params", "status", "problems"),
    [
        ({"regoin": "131000"}, 400, [("unknown_parameter", "regoin")]),
        ({"region": ["131000", "131003"]}, 400, [("repeated_parameter", "region")]),
        ({"page_size": "0"}, 400, [("out_of_range", "page_size")]),
        ({"page_size": "101"}, 400, [("out_of_range", "page_size")]),
        ({"page_size": "１０"}, 400, [("out_of_range", "page_size")]),
        ({"ordering": "best"}, 400, [("invalid_choice", "ordering")]),
        ({"fields": "id,secret"}, 400, [("invalid_choice", "fields")]),
        ({"expand": "applicants"}, 400, [("invalid_choice", "expand")]),
        ({"facets": "titles"}, 400, [("invalid_choice", "facets")]),
        ({"audience": "men"}, 400, [("invalid_choice", "audience")]),
        ({"region": "131000", "nearby": "ja"}, 400, [("invalid_choice", "nearby")]),
        ({"occupation": "没有这种活"}, 422, [("unknown", "occupation")]),
        ({"pay": "0"}, 400, [("min_value", "pay")]),
        ({"q": "焊" * 200}, 400, [("max_length", "q")]),
        ({"updated_since": "yesterday"}, 400, [("invalid", "updated_since")]),
        ({"updated_since": "2026-03-01T00:00:00"}, 400, [("invalid", "updated_since")]),
        ({"updated_since": "2026-13-01T00:00:00Z"}, 422, [("resync_required", "updated_since")]),
        ({"updated_since": "v1.1.20261301"}, 422, [("resync_required", "updated_since")]),
        ({"region": ""}, 400, [("empty_parameter", "region")]),
        ({"updated_since": "v1.9999999999.20260301"}, 422, [("resync_required", "updated_since")]),
        ({"updated_since": "start", "q": "焊工"}, 422, [("not_with_updated_since", "q")]),
        ({"updated_since": "start", "facets": "fair"}, 422, [("not_with_updated_since", "facets")]),
        ({"ordering": "relevance"}, 422, [("nothing_searched", "ordering")]),
        ({"region": "000000"}, 422, [("invalid_choice", "region")]),
        ({"cursor": "abcd"}, 422, [("invalid_cursor", "cursor")]),
        ({"cursor": "焊工"}, 422, [("invalid_cursor", "cursor")]),
    ],
)  # fmt: skip
def test_refused_parameters(integrator, params, status, problems):
    assert integrator.refusal("postings/", **params) == (status, problems)


@pytest.mark.parametrize(
    ("path", "params", "detail"),
    [
        ("fairs/", {"year": "abcd"}, "应为 1900 至 9999 的整数。"),
        ("fairs/", {"year": "99999"}, "应为 1900 至 9999 的整数。"),
        ("venues/", {"fair": "nowhere"}, "没有名为“nowhere”的招聘会。"),
        ("participations/", {"employer": "0"}, "没有编号为“0”的用人单位。"),
        ("participations/", {"venue": "x"}, "没有编号为“x”的会场。"),
        ("employers/", {"region": "1"}, "没有代码为“1”的地区。"),
        ("regions/", {"within": "1"}, "没有代码为“1”的地区。"),
    ],
)
def test_bad_value_is_named(integrator, path, params, detail):
    assert [problem["detail"] for problem in integrator.ask(path, **params).json()["errors"]] == [
        detail
    ]


def test_cursor_belongs_to_one_list(integrator):
    PostingFactory.create_batch(3)
    page = integrator.get("postings/", page_size=1, ordering="id")
    cursor = page["next"].split("cursor=")[1]

    assert integrator.ask("postings/", page_size=2, ordering="id", cursor=cursor).status_code == 200
    refused = integrator.refusal("postings/", ordering="newest", cursor=cursor)
    assert refused == (422, [("invalid_cursor", "cursor")])


MOMENT, HUGE = 1_764_000_000_000_000, 2**63
FORGED = [
    ("postings/", {}, {"after": ["焊工", 1]}),
    ("postings/", {}, {"after": [1.5, 1]}),
    ("postings/", {}, {"after": [MOMENT, HUGE]}),
    ("postings/", {}, {"after": [MOMENT, -1]}),
    ("postings/", {}, {"after": [MOMENT]}),
    ("postings/", {}, {"after": 5}),
    ("postings/", {}, {"count": [1, True]}),
    ("postings/", {}, {"after": [MOMENT, 1], "count": "many"}),
    ("postings/", {"ordering": "pay"}, {"after": ["much", MOMENT, 1]}),
    ("postings/", {"ordering": "pay"}, {"after": [None, MOMENT, 1]}),
    ("postings/", {"ordering": "expiry"}, {"after": ["soon", MOMENT, 1]}),
    ("postings/", {"ordering": "expiry"}, {"after": [20261124, MOMENT, 1]}),
    ("postings/", {"ordering": "id"}, {"after": [True]}),
    ("postings/", {"q": "焊工"}, {"from": -1}),
    ("postings/", {"q": "焊工"}, {"from": "0"}),
    ("regions/", {}, {"after": ["13\0"]}),
    ("regions/", {}, {"after": [131000]}),
    ("postings/", {"updated_since": "start"}, {"since": None, "until": "v1.1.20261124"}),
    (
        "postings/",
        {"updated_since": "start"},
        {"since": None, "until": "v1.1.20261124", "place": [HUGE, 0], "dated": False},
    ),
]


@pytest.mark.parametrize(("path", "params", "state"), FORGED)
def test_made_up_places_are_refused(integrator, path, params, state):
    """A cursor is not signed: whoever reads one may write another."""
    PostingFactory()
    asked = QueryDict(mutable=True)
    asked.update(params)

    cursor = cursors.encode(asked, state)

    assert integrator.refusal(path, **params, cursor=cursor) == (
        422,
        [("invalid_cursor", "cursor")],
    )


def test_never_public_is_not_found_and_ended_is_gone(integrator):
    draft, expired, closed = (
        DraftFactory(),
        PostingFactory(expired=True),
        PostingFactory(closed=True),
    )
    unverified = PostingFactory(closed=True, employer=EmployerFactory(unverified=True))

    statuses = {
        posting: integrator.ask(f"postings/{posting.pk}/").status_code
        for posting in (draft, expired, closed, unverified)
    }

    assert statuses == {draft: 404, expired: 410, closed: 410, unverified: 404}


def test_cancelled_fair_is_gone_with_its_halls(integrator):
    venue = VenueFactory(fair=FairFactory(slug="spring", status="cancelled"))
    participation = ParticipationFactory(venue=venue)

    assert integrator.refusal("fairs/spring/") == (410, [("gone", None)])
    assert integrator.refusal(f"venues/{venue.pk}/") == (404, [("not_found", None)])
    assert integrator.refusal(f"participations/{participation.pk}/")[0] == 404


@pytest.mark.parametrize(
    "path", ["nothing", "nothing/", "postings/abc/", "postings/-1/", f"postings/{10**30}/"]
)
def test_unknown_addresses_are_answered_in_json(integrator, path):
    assert integrator.refusal(path) == (404, [("not_found", None)])


def test_nul_and_unknown_hosts_are_answered_in_json(integrator):
    assert integrator.refusal("postings/", q="a\0b") == (400, [("bad_request", None)])
    answer = integrator.ask("postings/", headers={"Host": "elsewhere.invalid"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "bad_request")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written_to(client, method):
    answer = getattr(client, method)(reverse("api:postings_list"))

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.json()["errors"][0]["code"] == "method_not_allowed"


def test_a_fault_of_ours_is_answered_in_json(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("jobs.api.found.counted", None)

    answer = client.get(reverse("api:regions_list"))

    assert (answer.status_code, answer.json()["type"]) == (500, "server_error")
