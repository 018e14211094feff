"""manage.py generate_demo at small scales: refusals, progress, and going on after being killed."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from jobs.models import (
    Applicant,
    Application,
    Booth,
    Employer,
    Participation,
    Posting,
    PostingRevision,
)
from tongwulang.site.demo.writer import EmployerWriter

pytestmark = pytest.mark.django_db


class KilledError(Exception):
    """Stands for the process being killed."""


@pytest.fixture
def small_demo(seeded: None) -> None:
    call_command("generate_demo", postings=300, stderr=StringIO())


def titles() -> list[tuple[str, str]]:
    return sorted(Posting.objects.values_list("employer__uscc", "title", "duties"))


@pytest.mark.parametrize("postings", [0, -5])
def test_a_scale_below_one_is_refused(seeded: None, postings: int):
    with pytest.raises(CommandError, match="--postings"):
        call_command("generate_demo", postings=postings)


@pytest.mark.usefixtures("small_demo")
def test_small_scale_has_both_fairs_and_applicants_in_proportion():
    fairs = Participation.objects.values_list("fair__slug", flat=True)
    assert set(fairs) == {"talent-2024", "veterans-2024"}
    assert 300 <= Posting.objects.published().count() < 380
    assert Applicant.objects.count() == 73
    assert Application.objects.exists()


def test_progress_is_told_on_stderr(seeded: None, capsys: pytest.CaptureFixture[str]):
    call_command("generate_demo", postings=100)
    output = capsys.readouterr()
    assert output.out == ""
    assert "岗位 1" in output.err
    assert "求职者 24" in output.err


def test_a_killed_run_goes_on_where_it_stopped(seeded: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tongwulang.site.demo.writer.EMPLOYERS_PER_CHUNK", 10)
    bring = EmployerWriter._bring_postings
    calls = []

    def killed_in_the_third_chunk(self, *args):
        calls.append(1)
        if len(calls) == 3:
            raise KilledError
        bring(self, *args)

    monkeypatch.setattr(EmployerWriter, "_bring_postings", killed_in_the_third_chunk)
    with pytest.raises(KilledError):
        call_command("generate_demo", postings=900, stderr=StringIO())
    assert Employer.objects.count() == 20
    monkeypatch.setattr(EmployerWriter, "_bring_postings", bring)
    call_command("generate_demo", postings=900, stderr=StringIO())
    resumed = titles()
    for model in (Application, Applicant, Participation, Booth, PostingRevision):
        model.objects.all().delete()
    Posting.objects.all().delete()
    Employer.objects.all().delete()
    call_command("generate_demo", postings=900, stderr=StringIO())
    assert titles() == resumed


@pytest.mark.usefixtures("small_demo")
def test_a_repeated_run_reads_little(django_assert_max_num_queries: DjangoAssertNumQueries):
    with django_assert_max_num_queries(100) as queries:
        call_command("generate_demo", postings=300, stderr=StringIO())
    written = [
        query["sql"]
        for query in queries.captured_queries
        if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert written == []
