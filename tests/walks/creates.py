"""Every form by which a person makes something: who sends it, with what, and what it makes."""

import re
from typing import NamedTuple

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jobs.choices import ExportKind
from tests.agreeing import ticked
from tests.conftest import ProvedClient, organizer_of
from tests.factories import (
    ApplicantFactory,
    ApplicationFactory,
    EducationFactory,
    EmployerFactory,
    FairFactory,
    NoticeFactory,
    PostingFactory,
    RegionFactory,
    SeekerFactory,
    UserFactory,
)
from tests.jobs.test_resume_files import PDF
from tongwulang.accounts.actions.email_accounts import vouch_for_email
from tongwulang.outbox.choices import Channel, Topic
from tongwulang.outbox.unsubscribe_links import Ask, token_of

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
        lambda r: ["person"],
        lambda r: {"name": "欧阳", "agreed": ticked("profile")},
        "jobs.Applicant",
        by="newcomer",
    ),
    "resume_detail": Create(
        lambda r: [],
        lambda r: {"file": SimpleUploadedFile("简历.pdf", PDF), "agreed": ticked("profile")},
        "jobs.Resume",
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
        lambda r: {"step": "enter", "phone": "13900139000", "code": r["code"], "agreed": ticked()},
        "accounts.User",
        by="holder of a code",
    ),
    "account_phone": Create(
        lambda r: [], lambda r: {"step": "send", "phone": "13900139000"}, "accounts.PhoneCode"
    ),
    "account_signup": Create(
        lambda r: [],
        lambda r: {"email": "new@example.invalid", "password1": PASSWORD, "agreed": ticked()},
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
    "admin:jobs_audienceclaim_add": Create(
        lambda r: [],
        lambda r: {"applicant": r["applicant"].pk, "kind": "veteran", **OF_A_PAGE},
        "jobs.AudienceClaim",
        by="platform",
    ),
    "admin:accounts_phonehandover_add": Create(
        lambda r: [],
        lambda r: {
            "account": r["newcomer"].email,
            "new_phone": "13900139000",
            "reason": "当面核对了身份证",
            **OF_A_PAGE,
        },
        "accounts.PhoneHandover",
        by="platform",
    ),
    "admin:jobs_participation_add": Create(
        lambda r: [],
        lambda r: {
            "fair": r["fair"].pk,
            "employer": r["employer"].pk,
            "organization": r["bureau"].pk,
            "power_w": 0,
            "sockets": 0,
            **OF_A_PAGE,
        },
        "jobs.Participation",
        by="organizer",
    ),
    "admin:jobs_fair_changelist copy": Create(
        lambda r: [],
        lambda r: {
            "action": "copy_to_next_year",
            "_selected_action": [r["fair"].pk],
            "confirmed": "yes",
            "year": 2028,
            "name": "下一场",
            "slug": "next",
            **OF_A_PAGE,
        },
        "jobs.Fair",
        by="platform",
    ),
}

# What takes a POST and makes nothing that could be made twice, and why.
OTHERS = {
    "api:token": "each token is one of its own (RFC 6749)",
    "preferences": "a cookie",
    "message_open": "marks as read",
    "message_read_all": "marks as read",
    "profile_contact": "corrects what is there",
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
    "account_consent_withdraw": "ends a consent once (jobs/actions/test_withdrawn_profile.py)",
    "account_agree": "agrees once; after that the step is over",
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


def staged(console):
    """The rows that the forms name, and who sends them; `console` shows the codes of SMS."""
    NoticeFactory()
    NoticeFactory(kind="profile")
    seeker = SeekerFactory()
    vouch_for_email(person=seeker.user)
    organizer = organizer_of("131000")
    bureau = organizer.memberships.get().organization
    return {
        "bureau": bureau,
        "posting": PostingFactory(),
        "notice": NoticeFactory(kind="application"),
        "seeker": seeker.user,
        "application": ApplicationFactory(applicant=seeker),
        "applicant": ApplicantFactory(),
        "region": RegionFactory(code="131003"),
        "education": EducationFactory(),
        "fair": FairFactory(),
        "employer": EmployerFactory(organization=bureau),
        "newcomer": UserFactory(),
        "organizer": organizer,
        "platform": UserFactory(is_staff=True, is_superuser=True),
        "visitor": None,
        "holder of a code": None,
        "console": console,
    }


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
    """How many rows there are of what this form makes."""
    return apps.get_model(CREATES[name].makes)._default_manager.count()
