"""Whatever a person makes is made once, however often the same form is sent."""

import re
import threading
from typing import NamedTuple

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from jobs.choices import ExportKind
from tests.access_table import ADMIN_MODELS, NOBODY
from tests.conftest import ProvedClient, organizer_of
from tests.factories import (
    ApplicationFactory,
    EducationFactory,
    NoticeFactory,
    PostingFactory,
    RegionFactory,
    SeekerFactory,
    UserFactory,
)
from tests.jobs.test_resume_files import PDF
from tests.walks.examples import every_url, public_names
from tongwulang.accounts.actions import sent_forms
from tongwulang.accounts.actions.email_accounts import vouch_for_email
from tongwulang.accounts.models import SentForm, User
from tongwulang.accounts.scoped_admin import OrganizerAdmin
from tongwulang.outbox.choices import Channel, Topic
from tongwulang.outbox.unsubscribe_links import Ask, token_of

pytestmark = pytest.mark.django_db

PHONE = "+8613900139000"
PASSWORD = "correct horse battery"
UNWANTED = (Topic.ALERTS, Channel.EMAIL)
# What the token against forgery says: which page the form was on.
OF_A_PAGE = {"csrfmiddlewaretoken": "a" * 64}


class Create(NamedTuple):
    """A form that makes a row: `url` and `values` of the rows, who sends it, what it makes.

    By its address's name; what follows a blank tells forms of one address apart.
    """

    url: object
    values: object
    makes: str
    by: str = "seeker"


def applying(rows):
    return {"shown": "name", "notice": rows["notice"].pk, "name": "欧阳", "phone": "13800138000"}


def applicant_form(rows):
    return {
        "name": "李四",
        "phone": "13900139000",
        "region": rows["region"].pk,
        "organization": rows["bureau"].pk,
        "applications-TOTAL_FORMS": 0,
        "applications-INITIAL_FORMS": 0,
        **OF_A_PAGE,
    }


CREATES = {
    "posting_apply": Create(lambda r: [r["posting"].pk], applying, "jobs.Application"),
    "posting_mark": Create(
        lambda r: [r["posting"].pk], lambda r: {"do": "favourite"}, "jobs.PostingMark"
    ),
    "search_save": Create(
        lambda r: [], lambda r: {"name": "焊工", "frequency": "daily"}, "jobs.SavedSearch"
    ),
    "profile_edit": Create(
        lambda r: ["person"], lambda r: {"name": "欧阳"}, "jobs.Applicant", by="newcomer"
    ),
    "resume_detail": Create(
        lambda r: [], lambda r: {"file": SimpleUploadedFile("简历.pdf", PDF)}, "jobs.Resume"
    ),
    "application_withdraw": Create(
        lambda r: [r["application"].pk], lambda r: {}, "jobs.ApplicationStep"
    ),
    "message_choices": Create(
        lambda r: [],
        lambda r: {"wanted": [f"{t}-{c}" for t in Topic for c in Channel if (t, c) != UNWANTED]},
        "outbox.Refusal",
    ),
    "unsubscribe": Create(
        lambda r: [token_of(Ask(r["seeker"].pk, Topic.ALERTS, Channel.EMAIL))],
        lambda r: {},
        "outbox.Refusal",
        by="visitor",
    ),
    "account_login": Create(
        lambda r: [],
        lambda r: {"step": "send", "phone": "13900139000"},
        "accounts.PhoneCode",
        by="visitor",
    ),
    "account_login code": Create(
        lambda r: [],
        lambda r: {"step": "enter", "phone": "13900139000", "code": r["code"], "agreed": "on"},
        "accounts.User",
        by="holder of a code",
    ),
    "account_phone": Create(
        lambda r: [], lambda r: {"step": "send", "phone": "13900139000"}, "accounts.PhoneCode"
    ),
    "account_signup": Create(
        lambda r: [],
        lambda r: {"email": "new@example.invalid", "password1": PASSWORD, "agreed": "on"},
        "accounts.User",
        by="visitor",
    ),
    "account_email": Create(
        lambda r: [],
        lambda r: {"action_add": "", "email": "second@example.invalid", **OF_A_PAGE},
        "account.EmailAddress",
    ),
    "admin:jobs_applicant_add": Create(
        lambda r: [], applicant_form, "jobs.Applicant", by="organizer"
    ),
    "admin:jobs_importrun_add": Create(
        lambda r: [],
        lambda r: {
            "organization": r["bureau"].pk,
            "kind": "postings",
            "file": SimpleUploadedFile("岗位.csv", "单位名称,岗位名称\n甲,焊工\n".encode()),
        },
        "jobs.ImportRun",
        by="organizer",
    ),
    "admin:jobs_exportrun_of_list": Create(
        lambda r: [ExportKind.POSTINGS],
        lambda r: OF_A_PAGE,
        "jobs.ExportRun",
        by="organizer",
    ),
}
# What takes a POST and makes nothing that could be made twice, and why.
OTHERS = {
    "api:token": "each token is one of its own (RFC 6749)",
    "preferences": "a cookie",
    "message_open": "marks as read",
    "message_read_all": "marks as read",
    "resume_download": "gives a file",
    "resume_delete": "takes out",
    "received_resume": "gives a file",
    "received_open": "writes down each look, as a look is",
    "received_answer": "moves a state, which its table lets move once",
    "search_delete": "takes out",
    "block_delete": "takes out",
    "my_data_delete": "takes out, twice at once as below",
    "account_logout": "ends a session",
    "account_devices": "ends sessions",
    "account_consent_withdraw": "ends a consent",
    "account_email_login": "proves who one is",
    "mfa_login_webauthn": "proves who one is",
    "mfa_authenticate": "proves who one is",
    "account_reauthenticate": "proves who one is",
    "account_reauthenticate_phone": "sends codes as account_phone does",
    "mfa_reauthenticate": "proves who one is",
    "mfa_reauthenticate_webauthn": "proves who one is",
    "account_confirm_email": "proves an address",
    "account_reset_password": "sends a letter, of which a database counts how many",
    "account_reset_password_from_key": "changes a password",
    "account_change_password": "changes a password",
    "account_set_password": "changes a password",
    "mfa_activate_totp": "makes a factor of a secret that the session holds once",
    "mfa_deactivate_totp": "takes out",
    "mfa_download_recovery_codes": "gives a file",
    "mfa_generate_recovery_codes": "puts new ones in the place of the old",
    "mfa_add_webauthn": "makes a factor of a challenge that the session holds once",
    "mfa_edit_webauthn": "changes a name",
    "mfa_remove_webauthn": "takes out",
}


@pytest.fixture
def stage(settings, capsys):
    """What the forms name, a browser for each person, and the console where codes are read."""
    settings.DEMO = True
    NoticeFactory()
    posting = PostingFactory()
    seeker = SeekerFactory()
    vouch_for_email(person=seeker.user)
    made = {
        "posting": posting,
        "notice": NoticeFactory(kind="application"),
        "seeker": seeker.user,
        "application": ApplicationFactory(applicant=seeker),
        "region": RegionFactory(code="131003"),
        "education": EducationFactory(),
        "newcomer": UserFactory(),
        "organizer": organizer_of("131000"),
        "visitor": None,
        "holder of a code": None,
        "console": capsys,
    }
    return {**made, "bureau": made["organizer"].memberships.get().organization}


def browser_of(stage, role):
    browser = ProvedClient(raise_request_exception=False)
    if stage[role]:
        browser.force_login(stage[role])
    # A page with a form, by which the site knows the browser again.
    browser.get(reverse("account_logout" if stage[role] else "account_login"))
    if role == "holder of a code":
        browser.post(reverse("account_login"), {"step": "send", "phone": "13900139000"})
        stage["code"] = re.search("验证码([0-9]{6})", stage["console"].readouterr().out)[1]
    return browser


def send(browser, name, stage):
    """(status, where it leads) of the answer to this form."""
    create = CREATES[name]
    url = reverse(name.split()[0], args=create.url(stage))
    answer = browser.post(url, create.values(stage))
    return answer.status_code, answer.headers.get("Location")


def made(name):
    return apps.get_model(CREATES[name].makes)._default_manager.count()


def counts():
    """How many rows each table has."""
    tables = [model for model in apps.get_models() if model._meta.managed]
    return {table._meta.label: table._base_manager.count() for table in tables}


# How often somebody tried is counted, and whoever signs up again is told that the account is there.
COUNTED = {"accounts.AttemptTally", "sessions.Session"}
TOLD = {"account_signup": {"outbox.Delivery", "outbox.SealedLetter"}}


@pytest.mark.parametrize("name", CREATES)
def test_form_sent_again_makes_nothing_more_and_is_answered_the_same(name, stage):
    browser, before = browser_of(stage, CREATES[name].by), made(name)

    first = send(browser, name, stage)
    between = counts()
    second = send(browser, name, stage)

    assert (first, made(name)) == (second, before + 1)
    after = counts()
    assert {label for label in between if between[label] != after[label]} <= (
        COUNTED | TOLD.get(name, set())
    )
    assert first[0] in (200, 302)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", CREATES)
def test_form_sent_twice_at_once_makes_one_row_and_is_answered_the_same(name, stage):
    before = made(name)

    answers = sent_twice_at_once(name, stage)

    assert (len(answers), made(name)) == (2, before + 1)
    if name != "admin:jobs_exportrun_of_list":  # the second is led to the run, not given its file
        assert answers[0] == answers[1]
    assert {status for status, _location in answers} <= {200, 302}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", ["seeker", "newcomer"])
def test_deleting_ones_data_twice_at_once_is_said_to_be_done_twice(role, stage):
    """Of the seeker records are kept; of the newcomer nothing is."""
    url, first = reverse("my_data_delete"), browser_of(stage, role)

    answers = at_once(first, lambda browser: browser.post(url, {"understood": "on"}).status_code)

    assert answers == [200, 200]
    assert not User.objects.filter(pk=stage[role].pk, is_active=True).exists()


def sent_twice_at_once(name, stage):
    return at_once(browser_of(stage, CREATES[name].by), lambda one: send(one, name, stage))


def at_once(first, act):
    """What two requests of one browser are answered that start together."""
    second = ProvedClient(raise_request_exception=False)
    second.cookies = first.cookies.copy()
    gate, answers = threading.Barrier(2), []

    def run(browser):
        gate.wait(30)
        answers.append(act(browser))
        connection.close()

    threads = [threading.Thread(target=run, args=(one,)) for one in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_without_the_guard_a_double_tap_makes_two(stage, monkeypatch):
    monkeypatch.setattr(sent_forms, "once", lambda *, by, key, act: act())
    before = made("admin:jobs_applicant_add")

    sent_twice_at_once("admin:jobs_applicant_add", stage)

    assert made("admin:jobs_applicant_add") == before + 2


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_act_at_the_same_moment(monkeypatch):
    by, gate, acted = UserFactory(), threading.Barrier(2), []
    SentForm.objects.create(by=by, key="a")

    def read(by, key):
        form = SentForm.objects.get(by=by, key=key)
        gate.wait(30)
        return form

    def run():
        sent_forms.once(by=by, key="a", act=lambda: acted.append(1) or "made")
        connection.close()

    monkeypatch.setattr(sent_forms, "held", read)
    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert acted == [1, 1]


def test_changed_form_of_the_same_page_is_another_one(stage):
    browser, before = browser_of(stage, "organizer"), made("admin:jobs_applicant_add")
    url, values = reverse("admin:jobs_applicant_add"), applicant_form(stage)

    browser.post(url, values)
    browser.post(url, {**values, "name": "王五"})

    assert made("admin:jobs_applicant_add") == before + 2


def test_refused_form_is_sent_again_with_effect(stage):
    browser, before = browser_of(stage, "organizer"), made("admin:jobs_applicant_add")
    url, values = reverse("admin:jobs_applicant_add"), applicant_form(stage)

    assert browser.post(url, {**values, "name": ""}).status_code == 200
    assert browser.post(url, values).status_code == 302
    assert made("admin:jobs_applicant_add") == before + 1


def test_every_address_that_takes_a_post_is_known(client, people, rows):
    client.raise_request_exception = False
    taking = set()
    for name, url in every_url(rows).items():
        if name.startswith("admin:"):
            continue
        client.force_login(people["seeker"])
        if client.post(url).status_code != 405:
            taking.add(name)
        if name in public_names():
            client.logout()
            if client.post(url).status_code != 405:
                taking.add(name)

    # Not there before there are codes, whatever is asked.
    taking.add("mfa_download_recovery_codes")
    forms = {name.split()[0] for name in CREATES if not name.startswith("admin:")}
    assert taking == forms | OTHERS.keys()


def test_everything_added_in_the_admin_is_added_once():
    # Their keys are codes, or a constraint holds the pair.
    by_key = {
        f"regions_{name}"
        for name in ("region", "regionneighbour", "industry", "education", "occupation", "major")
    }
    # Answered by the run that is there (jobs/actions/import_runs.py).
    by_content = {"jobs_importrun"}
    desks = {
        model._meta.label_lower.replace(".", "_"): desk
        for model, desk in admin.site._registry.items()
    }
    addable = {name for name, (_listed, added, *_rest) in ADMIN_MODELS.items() if added != NOBODY}

    unguarded = {
        name for name in addable if type(desks[name]).add_view is not OrganizerAdmin.add_view
    }

    assert unguarded == by_key | by_content
