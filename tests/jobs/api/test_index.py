"""Where a client starts, without having been told anything."""

import pytest

from jobs.api.index import NAMED, NUMBERED

pytestmark = pytest.mark.django_db


def test_everything_is_found_from_the_first_address(integrator):
    found = integrator.get("")

    assert list(found["lists"]) == [resource.name for resource in (*NUMBERED, *NAMED)]
    for address in found["lists"].values():
        assert "results" in integrator.client.get(address).json()
    assert integrator.client.get(found["schema"]).json()["openapi"] == "3.1.0"
    documentation = integrator.client.get(found["documentation"])
    assert documentation["Content-Type"].startswith("text/html")


def test_it_takes_no_parameter(integrator):
    assert integrator.refusal("", page="2") == (400, [("unknown_parameter", "page")])
