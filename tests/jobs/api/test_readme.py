"""The calls that README.md shows, run as they stand there, but for the address."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.factories import (
    ApplicationFactory,
    FairFactory,
    IntegratorFactory,
    PostingFactory,
    RegionFactory,
)
from tests.jobs.api.mirror import settled

README = Path(settings.BASE_DIR) / "README.md"


def section(title):
    return re.search(rf"\n## {title}\n(.*?)\n## ", README.read_text(), re.DOTALL)[1]


SECTION = section("For programs")
SHELL = re.findall(r"```sh\n(.*?)```", SECTION, re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", SECTION, re.DOTALL)


@pytest.fixture
def rows(transactional_db):
    """Three posts, of which one is for veterans, and a fair."""
    there = RegionFactory(code="131082")
    FairFactory(slug="spring")
    return [
        PostingFactory(title="数控车床操作工", salary_max=9_000, for_veterans=True),
        PostingFactory(title="焊工", salary_max=12_000, region=there),
        PostingFactory(title="数控车床调机员", salary_max=10_000, region=there),
    ]


@pytest.fixture
def run(rows, live_server, tmp_path):
    """Runs one of the blocks and gives what it prints."""

    settled()

    def printed(command, block):
        told = block.replace("http://localhost:8000", live_server.url)
        done = subprocess.run(
            [*command, told], check=False, capture_output=True, text=True, cwd=tmp_path
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return printed


def test_five_calls_are_shown_each_in_both_ways():
    assert (len(SHELL), len(PYTHON)) == (5, 5)


def of_each(page, *path):
    """What each of the results has there."""
    found = page["results"]
    for name in path:
        found = [one[name] for one in found]
    return found


@pytest.fixture
def curled(run):
    return [run(["sh", "-c"], block) for block in SHELL]


def test_by_curl(curled, rows):
    veterans, search, paid, again, mirror = curled
    turner, welder, setter = rows

    assert of_each(json.loads(veterans), "title") == [turner.title]
    assert sorted(of_each(json.loads(search), "title")) == sorted([turner.title, setter.title])
    assert json.loads(search)["facets"]["region"] == [
        {"value": "131003", "label": "广阳区", "count": 1},
        {"value": "131082", "label": "三河市", "count": 1},
    ]
    assert of_each(json.loads(paid), "employer", "name") == [
        row.employer.name for row in (welder, setter, turner)
    ]
    assert again == "304\n"
    assert sorted(of_each(json.loads(mirror), "id")) == [row.pk for row in rows]


def test_in_python(run, rows, live_server):
    turner, welder, setter = rows

    paid = [
        f"{row.title} {row.salary_max} {row.employer.name}\n" for row in (welder, setter, turner)
    ]

    assert [run([sys.executable, "-c"], block) for block in PYTHON] == [
        f"数控车床操作工 6500 9000 {live_server.url}/postings/{turner.pk}/\n",
        "广阳区 1\n三河市 1\n",
        "".join(paid),
        "304\n",
        "3\n3\n",
    ]


def test_by_a_bureaus_system(run, rows, monkeypatch):
    integrator = IntegratorFactory()
    ApplicationFactory.create_batch(2, posting=rows[0])
    monkeypatch.setenv("CLIENT_ID", integrator.client.id)
    monkeypatch.setenv("CLIENT_SECRET", integrator.new_secret)
    [block] = re.findall(r"```sh\n(.*?)```", section("For a bureau's systems"), re.DOTALL)

    assert [
        (one["posting_id"], one["by_status"])
        for one in json.loads(run(["sh", "-c"], block))["results"]
    ] == [(rows[0].pk, {"submitted": 2})]
