"""Something is kept of a person at the moment at which they withdraw, or delete all."""

import itertools
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, OperationalError, connection

from jobs.actions import applicants, applications, claims, erasure, export_runs, keeping
from jobs.choices import ExportKind
from jobs.models import Applicant, Application, AudienceClaim, ExportRun
from jobs.transitions import TransitionRefusedError
from tests.agreeing import profile_notice
from tests.factories import (
    AudienceClaimFactory,
    NoticeFactory,
    OrganizationFactory,
    PostingFactory,
    SeekerFactory,
)
from tests.jobs.actions.applying import apply
from tests.races import patience
from tongwulang.accounts.actions import consents
from tongwulang.accounts.models import Consent, User

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


class Step:
    """One goes on once the other has done all, if the lock lets it."""

    def __init__(self, is_locked):
        self.is_locked, self.has_come, self.is_over = (
            is_locked,
            threading.Event(),
            threading.Event(),
        )

    def wait(self):
        self.has_come.set()
        self.is_over.wait(patience(is_locked=self.is_locked))


@pytest.fixture(params=[True, False], ids=["locked", "unlocked"])
def step(request, monkeypatch):
    """Who saves has looked at the account and the consent, and writes after the other is done."""
    step = Step(request.param)
    fill = applicants._filled

    def waiting(*what):
        step.wait()
        return fill(*what)

    monkeypatch.setattr(applicants, "_filled", waiting)
    if not step.is_locked:
        leave_open(monkeypatch)
    return step


def leave_open(monkeypatch):
    """The lock on the account is left out."""
    monkeypatch.setattr(consents, "held", lambda person: User.objects.filter(pk=person.pk).first())


@pytest.fixture
def seeker():
    seeker = SeekerFactory()
    consents.agree(user=seeker.user, notice=profile_notice())
    return seeker


def meanwhile(step, save, act):
    """What saving came to: nothing, or the name of what refused it."""
    said = []

    def run():
        try:
            save()
        except (PermissionDenied, ValidationError, consents.ConsentNeededError) as refusal:
            said.append(type(refusal).__name__)
        finally:
            connection.close()

    saver = threading.Thread(target=run)
    saver.start()
    assert step.has_come.wait(30)
    act()
    step.is_over.set()
    saver.join(60)
    return said


def test_profile_saved_while_its_consent_ends_is_not_kept(seeker, step):
    consent = Consent.objects.get()

    meanwhile(
        step,
        lambda: applicants.save_own(by=seeker.user, values={"skills": ["焊接"]}),
        lambda: erasure.withdraw_profile(consent=consent, by=seeker.user),
    )

    assert not Consent.objects.in_force().exists()
    assert Applicant.objects.exists() != step.is_locked


def test_profile_saved_while_all_is_deleted_is_not_kept(seeker, step):
    apply(seeker)  # a record that stays

    meanwhile(
        step,
        lambda: applicants.save_own(by=seeker.user, values={"skills": ["焊接"]}),
        lambda: erasure.delete_everything(by=seeker.user),
    )

    frozen = Applicant.objects.get()
    assert bool(frozen.skills) != step.is_locked


def test_applying_while_all_is_deleted_leaves_no_open_application(seeker, step):
    apply(seeker)
    notice, posting = NoticeFactory(kind="application"), PostingFactory()

    meanwhile(
        step,
        lambda: applications.apply_oneself(
            by=seeker.user,
            values={"birth_year": 1990, "birth_month": 5},
            posting=posting,
            fields=["name", "phone"],
            notice=notice,
        ),
        lambda: erasure.delete_everything(by=seeker.user),
    )

    assert Application.objects.open().exists() != step.is_locked
    assert not User.objects.get(pk=seeker.user.pk).is_active


@pytest.mark.parametrize("is_locked", [True, False])
def test_person_handed_over_while_the_consent_ends_is_seen_by_no_bureau(
    seeker, monkeypatch, is_locked
):
    apply(seeker)  # a record that stays
    step, turns, held_of = Step(is_locked), itertools.count(), keeping.held_of

    def holding(person):
        row = held_of(person) if is_locked else Applicant.objects.filter(user=person).first()
        if next(turns) == 0:
            step.wait()
        return row

    monkeypatch.setattr(keeping, "held_of", holding)
    if not is_locked:
        leave_open(monkeypatch)
    to, consent = seeker.organization, Consent.objects.of_kind("profile").get()

    said = meanwhile(
        step,
        lambda: applicants.hand_over(applicant=seeker, to=to),
        lambda: erasure.withdraw_profile(consent=consent, by=seeker.user),
    )

    assert said == []
    assert (Applicant.objects.get().organization is None) == is_locked


@pytest.mark.parametrize("is_locked", [True, False])
def test_hand_over_outlasts_a_profile_saved_meanwhile(seeker, monkeypatch, is_locked):
    """Who saves has read the bureau of before, and writes the whole row."""
    veterans = OrganizationFactory(region=seeker.organization.region, kind="veterans")
    step, store = Step(is_locked), applicants._stored

    def waiting(*what):
        step.wait()
        return store(*what)

    monkeypatch.setattr(applicants, "_stored", waiting)
    if not is_locked:
        leave_open(monkeypatch)

    meanwhile(
        step,
        lambda: applicants.save_own(by=seeker.user, values={"skills": ["焊接"]}),
        lambda: applicants.hand_over(applicant=seeker, to=veterans),
    )

    assert (Applicant.objects.get().organization == veterans) == is_locked


APPLICANTS = ExportKind.APPLICANTS


def made(by, seeker):
    run = export_runs.request_export(
        kind=APPLICANTS, keys=[seeker.pk], by=by, site="http://testserver"
    )
    return export_runs.finish_export(run=run, content=b"PK\x03\x04")


@pytest.mark.parametrize("is_looked_for_again", [True, False])
def test_file_made_before_the_withdrawal_is_seen_goes_too(
    seeker, langfang_organizer, monkeypatch, is_looked_for_again
):
    looked, going, is_made = export_runs._forget_rows, threading.Event(), threading.Event()
    turns = itertools.count()

    def forgetting(rows):
        turn = next(turns)
        if turn == 0 or is_looked_for_again:
            looked(rows)
        if turn == 0:
            going.set()
            is_made.wait(30)

    def export():
        try:
            going.wait(30)
            made(langfang_organizer, seeker)
        finally:
            is_made.set()
            connection.close()

    monkeypatch.setattr(export_runs, "_forget_rows", forgetting)
    exporter = threading.Thread(target=export)
    exporter.start()
    erasure.withdraw_profile(consent=Consent.objects.get(), by=seeker.user)
    exporter.join(60)

    assert bool(bytes(ExportRun.objects.get().content)) != is_looked_for_again


@pytest.mark.parametrize("is_locked", [True, False])
def test_file_that_gets_ready_while_it_is_given_up_goes(
    seeker, langfang_organizer, monkeypatch, is_locked
):
    run = export_runs.request_export(
        kind=APPLICANTS, keys=[seeker.pk], by=langfang_organizer, site="http://testserver"
    )
    locked = export_runs._locked

    def overtaken(row):
        """The worker has finished the file just before the row is read, or just after."""
        monkeypatch.setattr(export_runs, "_locked", locked)
        stale = ExportRun.objects.without_content().get(pk=row.pk)
        export_runs.finish_export(run=run, content=b"PK\x03\x04")
        return locked(row) if is_locked else stale

    monkeypatch.setattr(export_runs, "_locked", overtaken)

    def withdraw():
        erasure.withdraw_profile(consent=Consent.objects.get(), by=seeker.user)

    if is_locked:
        withdraw()
        assert not bytes(ExportRun.objects.get().content)
    else:
        with pytest.raises(TransitionRefusedError):
            withdraw()


@pytest.mark.parametrize("is_locked", [True, False])
def test_row_that_goes_while_it_is_corrected_is_no_error(monkeypatch, is_locked):
    """The nightly command deletes what the last record of an application has kept."""
    alone = SeekerFactory(region=None, organization=None)
    step, check = Step(is_locked), applicants._check_stays

    def waiting(*what):
        step.wait()
        check(*what)

    monkeypatch.setattr(applicants, "_check_stays", waiting)
    if not is_locked:
        monkeypatch.setattr(
            keeping, "held_of", lambda person: Applicant.objects.filter(user=person).first()
        )
    said = []

    def correct():
        try:
            applicants.correct_own(by=alone.user, values={"name": "欧阳健国"})
        except DatabaseError as error:
            said.append(type(error).__name__)

    meanwhile(step, correct, erasure.purge)

    assert bool(said) != is_locked
    assert not Applicant.objects.exists()


@pytest.mark.parametrize("is_held_alone", [True, False])
def test_claim_verified_while_its_person_withdraws_keeps_neither_waiting(
    seeker, monkeypatch, is_held_alone
):
    """Whoever withdraws holds the applicant, and deletes the claims after."""
    claim, consent = AudienceClaimFactory(applicant=seeker), Consent.objects.get()
    if not is_held_alone:
        both = AudienceClaim.objects.select_for_update().order_by("applicant__created_at")
        monkeypatch.setattr(claims, "_held", lambda claim: both.filter(pk=claim.pk).first())
    errors, empty = [], keeping.empty

    def verify():
        try:
            claims.verify_claim(claim=claim, by=seeker.user)
        except (OperationalError, ValidationError) as error:
            errors.append(type(error).__name__)
        finally:
            connection.close()

    verifier = threading.Thread(target=verify)

    def emptying(applicant):
        if verifier.ident is None:
            verifier.start()
            verifier.join(patience(is_locked=not is_held_alone))
        empty(applicant)

    monkeypatch.setattr(keeping, "empty", emptying)
    try:
        erasure.withdraw_profile(consent=consent, by=seeker.user)
    except OperationalError as error:
        errors.append(type(error).__name__)
    verifier.join(60)

    assert ("OperationalError" in errors) != is_held_alone
