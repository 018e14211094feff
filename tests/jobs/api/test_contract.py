"""Thousands of calls that schemathesis makes up from the schema: no answer that it does not name.

A long run is the same with more examples: CONTRACT_EXAMPLES=2000.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test.testcases import QuietWSGIRequestHandler
from django.urls import reverse

from tests.factories import (
    BoothFactory,
    EmployerFactory,
    FairFactory,
    IntegratorFactory,
    OccupationFactory,
    ParticipationFactory,
    PostingFactory,
    RegionFactory,
    VenueFactory,
    ZoneFactory,
)

EXAMPLES = os.environ.get("CONTRACT_EXAMPLES", "45")
CONFIG = Path(__file__).with_name("schemathesis.toml")
SCHEMA = settings.BASE_DIR / "jobs" / "api" / "openapi.json"
AT_LEAST = 2_000


@pytest.fixture
def token(transactional_db, client):
    """Of a system that may read everything; what is public looks at none."""
    integrator = IntegratorFactory()
    sent = {
        "grant_type": "client_credentials",
        "client_id": integrator.client.id,
        "client_secret": integrator.new_secret,
    }
    return client.post(reverse("api:token"), sent).json()["access_token"]


@pytest.fixture
def no_phone_in_logs():
    """Not watched here: keys that are made up may look like one, and the rows hold none."""


@pytest.fixture
def rows(transactional_db):
    """What the dictionaries of schemathesis.toml name."""
    fair = FairFactory(slug="spring")
    RegionFactory(code="131082")
    occupation = OccupationFactory()
    for number in (1, 2, 3):
        zone = ZoneFactory(pk=number, venue=VenueFactory(pk=number, fair=fair))
        posting = PostingFactory(
            pk=number,
            title="焊工",
            employer=EmployerFactory(pk=number),
            occupation=occupation,
            for_veterans=True,
        )
        ParticipationFactory(
            pk=number,
            employer=posting.employer,
            booth=BoothFactory(zone=zone),
            postings=[posting],
        )


@pytest.mark.long
@pytest.mark.postgres
def test_every_answer_is_as_the_schema_says(
    rows, token, live_server, settings, tmp_path, monkeypatch
):
    """On PostgreSQL, which refuses more than SQLite does."""
    settings.API_REQUESTS_PER_MINUTE = 10**9
    # Head and body are sent apart: the body waited 40 ms for word that the head had arrived.
    monkeypatch.setattr(QuietWSGIRequestHandler, "disable_nagle_algorithm", True)
    program = shutil.which("schemathesis", path=str(Path(sys.executable).parent))
    options = ["--checks", "all", "--mode", "all", "--max-examples", EXAMPLES, "--no-color"]
    options += ["--header", f"Authorization: Bearer {token}"]
    # A busy machine is not a fault of the API.
    options += ["--request-timeout", "120"]
    done = subprocess.run(
        [program, "--config-file", str(CONFIG), "run", *options, "--seed", "1",
         "--url", live_server.url, str(SCHEMA)],
        check=False, capture_output=True, text=True, cwd=tmp_path,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    assert int(re.search(r"(\d+) generated", done.stdout)[1]) >= AT_LEAST
