"""An import from upload to rows: checked, imported once, killed and taken up again."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from jobs.actions import import_runs
from jobs.choices import ImportKind, ImportStatus
from jobs.imports import runs
from jobs.models import Employer, HeadingChoice, ImportRun, Posting
from jobs.transitions import TransitionRefusedError
from tests.conftest import organizer_of
from tongwulang.outbox.models import Message

pytestmark = pytest.mark.django_db

HEADINGS = ["单位名称", "岗位名称", "招聘人数", "薪资"]


@pytest.fixture
def clerk(tables):
    return organizer_of("131000")


@pytest.fixture
def upload(clerk, xlsx):
    """Uploads a workbook of these rows and has it checked."""

    def upload(*rows, headings=HEADINGS):
        run = import_runs.upload_workbook(
            organization=clerk.memberships.get().organization,
            kind=ImportKind.POSTINGS,
            file_name="岗位.xlsx",
            content=xlsx({"岗位": [headings, *rows]}),
            by=clerk,
        )
        run = import_runs.settle_headings(run=run, chosen={}, by=clerk)
        return runs.work_on(run)

    return upload


def imported(run, clerk):
    return runs.work_on(import_runs.start_import(run=run, by=clerk))


def test_check_says_what_importing_would_do_and_writes_nothing(upload):
    run = upload(
        ["甲", "焊工", "3", "5-8K"], ["甲", "电工", "很多", "高薪"], ["", "钳工", 1, "面议"]
    )

    assert (run.status, run.row_count) == (ImportStatus.READY, 3)
    assert run.counts == {"made": 1, "refused": 2}
    assert [(p["sheet"], p["row"], p["column"], p["heading"], p["said"]) for p in run.problems] == [
        ("岗位", 3, "C", "招聘人数", "很多"),
        ("岗位", 3, "D", "薪资", "高薪"),
        ("岗位", 4, "A", "单位名称", ""),
    ]
    assert run.problems[1]["meant"].startswith("薪资，如 5000-8000")
    assert not Posting.objects.exists()


def test_good_rows_are_imported_and_the_bad_ones_stay_named(upload, clerk):
    run = imported(upload(["甲", "焊工", 3, "200/天"], ["甲", "电工", "很多", "面议"]), clerk)

    assert (run.status, run.rows_done) == (ImportStatus.DONE, 2)
    assert run.counts == {"made": 1, "refused": 1}
    assert [problem["row"] for problem in run.problems] == [3]
    assert run.doubts == [
        {
            "sheet": "岗位",
            "heading": "薪资",
            "said": "200/天",
            "meant": "4,350 元/月",
            "count": 1,
            "rows": [2],
        }
    ]
    assert Posting.objects.get().salary_min == 4350


def test_same_file_twice_changes_nothing(upload, clerk, monkeypatch):
    # More rows than a chunk, and one that is nearly another: neither may look like an edit.
    monkeypatch.setattr(runs, "CHUNK", 2)
    rows = [["甲", f"工种{n}", 1, "面议"] for n in range(5)] + [["甲", "工种0", 2, "面议"]]

    first = imported(upload(*rows), clerk)
    second = imported(upload(*rows), clerk)

    assert first.counts == {"made": 5, "refused": 1}
    assert second.counts == {"same": 5, "refused": 1}
    assert Posting.objects.count() == 5


def test_uploading_the_same_file_again_is_the_same_run(upload):
    assert upload(["甲", "焊工", 1, ""]) == upload(["甲", "焊工", 1, ""])


def test_run_killed_between_chunks_goes_on_where_it_stood(upload, clerk, monkeypatch):
    monkeypatch.setattr(runs, "CHUNK", 2)
    run = upload(*(["甲", f"工种{n}", 1, "面议"] for n in range(5)))
    run = import_runs.start_import(run=run, by=clerk)
    advance = import_runs.advance

    def killed(run, **progress):
        if progress["rows_done"] > 2:
            raise KeyboardInterrupt
        advance(run, **progress)

    monkeypatch.setattr(import_runs, "advance", killed)
    with pytest.raises(KeyboardInterrupt):
        runs.work_on(run)
    monkeypatch.setattr(import_runs, "advance", advance)

    run.refresh_from_db()
    assert (run.rows_done, Posting.objects.count()) == (2, 2)
    assert not runs.work_on_next(), "whoever was killed still holds its lease"
    ImportRun.objects.update(leased_until=timezone.now() - dt.timedelta(seconds=1))
    assert runs.work_on_next()
    run.refresh_from_db()
    assert (run.status, run.counts) == (ImportStatus.DONE, {"made": 5})
    assert Posting.objects.count() == 5
    assert not Message.objects.exists(), "the clerk saw it happen"


def test_worker_that_lost_its_lease_writes_nothing_more(upload, clerk, monkeypatch):
    run = import_runs.start_import(run=upload(["甲", "焊工", 1, ""]), by=clerk)
    write = runs.decide

    def overtaken(*args):
        ImportRun.objects.update(rows_done=1)
        return write(*args)

    monkeypatch.setattr(runs, "decide", overtaken)
    runs.work_on(run)

    assert not Posting.objects.exists()
    assert not Employer.objects.exists()


def test_row_made_by_somebody_else_at_the_same_moment_is_met_again(upload, clerk, monkeypatch):
    run = import_runs.start_import(run=upload(["甲", "焊工", 1, ""]), by=clerk)
    decide = runs.decide

    def collides(*args):
        monkeypatch.setattr(runs, "decide", decide)
        raise IntegrityError

    monkeypatch.setattr(runs, "decide", collides)
    assert runs.work_on(run).status == ImportStatus.IMPORTING
    assert runs.work_on_next()
    assert Posting.objects.count() == 1


def test_unreadable_file_fails_in_words_and_its_content_goes(clerk):
    run = import_runs.upload_workbook(
        organization=clerk.memberships.get().organization,
        kind=ImportKind.POSTINGS,
        file_name="坏.xlsx",
        content=b"PK\x03\x04 no archive",
        by=clerk,
    )
    run = runs.work_on(import_runs.settle_headings(run=run, chosen={}, by=clerk))

    assert (run.status, bytes(run.content)) == (ImportStatus.FAILED, b"")
    assert run.failure.startswith("文件已损坏")


def test_what_a_heading_means_is_remembered_for_the_organization(upload, clerk):
    organization = clerk.memberships.get().organization
    HeadingChoice.objects.remember(organization, "postings", {"厂家": "employer_name"})

    run = upload(["甲", "焊工"], headings=["厂家", "岗位名称"])

    assert run.counts == {"made": 1}


def test_imported_run_is_not_given_up(upload, clerk):
    run = imported(upload(["甲", "焊工", 1, ""]), clerk)

    with pytest.raises(TransitionRefusedError):
        import_runs.cancel_import(run=run, by=clerk)


def test_files_of_old_runs_are_forgotten(upload, clerk):
    run = imported(upload(["甲", "焊工", 1, ""]), clerk)
    assert import_runs.forget_contents() == 0

    ImportRun.objects.update(updated_at=timezone.now() - dt.timedelta(days=31))
    assert import_runs.forget_contents() == 1
    run.refresh_from_db()
    assert bytes(run.content) == b""
