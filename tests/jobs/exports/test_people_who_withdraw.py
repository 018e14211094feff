"""Files in which somebody is who withdraws, or deletes all: they go at once, the record stays."""

import pytest
from django.urls import reverse

from jobs.actions import erasure, export_runs
from jobs.choices import ExportKind, ExportStatus
from jobs.models import ExportRun
from tests.agreeing import profile_notice
from tests.factories import ApplicantFactory, ExportRunFactory, SeekerFactory
from tests.jobs.actions.applying import apply
from tests.jobs.admin.test_import_screens import texts
from tongwulang.accounts.actions import consents

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeker():
    return SeekerFactory()


def withdraw(seeker):
    consent = consents.agree(user=seeker.user, notice=profile_notice())
    erasure.withdraw_profile(consent=consent, by=seeker.user)


def delete(seeker):
    erasure.delete_everything(by=seeker.user)


def made(by, kind, keys):
    """A file of these rows, made as the worker makes it."""
    run = export_runs.request_export(kind=kind, keys=keys, by=by, site="http://testserver")
    return export_runs.finish_export(run=run, content=b"PK\x03\x04")


@pytest.mark.parametrize("leave", [withdraw, delete])
def test_every_file_with_the_person_goes_and_no_other(leave, seeker, langfang_organizer):
    application, other = apply(seeker), ApplicantFactory()
    theirs = [
        made(langfang_organizer, ExportKind.APPLICANTS, [other.pk, seeker.pk]),
        made(langfang_organizer, ExportKind.APPLICATIONS, [application.pk]),
    ]
    others = [
        made(langfang_organizer, ExportKind.APPLICANTS, [other.pk]),
        made(langfang_organizer, ExportKind.APPLICATIONS, [application.pk + 1]),
        made(langfang_organizer, ExportKind.POSTINGS, [seeker.pk, application.pk]),
    ]

    leave(seeker)

    for run in (*theirs, *others):
        run.refresh_from_db()
        assert bool(bytes(run.content)) == (run in others)
        assert run.status == ExportStatus.DONE


def test_file_goes_with_what_the_nightly_command_takes_out(seeker, langfang_organizer):
    other = SeekerFactory()
    consents.agree(user=other.user, notice=profile_notice())
    theirs = made(langfang_organizer, ExportKind.APPLICANTS, [other.pk, seeker.pk])
    others = made(langfang_organizer, ExportKind.APPLICANTS, [other.pk])

    assert erasure.purge() == 1

    for run in (theirs, others):
        run.refresh_from_db()
        assert bool(bytes(run.content)) == (run == others)


def test_file_that_is_being_made_is_given_up_in_words(seeker, langfang_organizer):
    run = export_runs.request_export(
        kind=ExportKind.APPLICANTS, keys=[seeker.pk], by=langfang_organizer, site="http://a"
    )
    assert export_runs.lease(run)

    withdraw(seeker)

    with pytest.raises(export_runs.LeaseLostError):
        export_runs.finish_export(run=run, content=b"PK\x03\x04")
    run.refresh_from_db()
    assert (run.status, bytes(run.content), run.keys) == (ExportStatus.FAILED, b"", [])
    assert "请重新导出" in run.failure


def test_page_of_such_a_run_says_why(client, langfang_organizer):
    client.force_login(langfang_organizer)
    run = ExportRunFactory(
        kind="applicants",
        content=b"",
        requested_by=langfang_organizer,
        organizations=[langfang_organizer.memberships.get().organization],
    )

    assert "撤回同意" in texts(client.get(run.get_absolute_url()))
    assert client.get(reverse("admin:jobs_exportrun_file", args=[run.pk])).status_code == 404


def test_who_is_in_a_file_is_kept_for_as_long_as_the_file(seeker, langfang_organizer):
    run = made(langfang_organizer, ExportKind.APPLICANTS, [seeker.pk])
    assert run.keys == [seeker.pk]
    assert made(langfang_organizer, ExportKind.POSTINGS, [1]).keys == []

    ExportRun.objects.update(updated_at="2026-01-01T00:00Z")
    assert export_runs.forget_contents() == 2

    run.refresh_from_db()
    assert run.keys == []
