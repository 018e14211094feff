"""Every page of accounts is ours and Chinese, sends no inline style or script, and every template
that allauth could show is overridden or unreachable."""

import re
from pathlib import Path

import allauth
import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.template.loader import get_template, render_to_string
from django.urls import reverse

from tests.factories import NoticeFactory, UserFactory
from tests.passkeys import SoftPasskey
from tongwulang.accounts import urls
from tongwulang.accounts.actions import consents

pytestmark = pytest.mark.django_db

OURS = settings.BASE_DIR / "templates"
ARGUMENTS = {
    "notice_detail": ["privacy", 1],
    "account_confirm_email": ["unknown"],
    "account_reset_password_from_key": ["1", "unknown"],
}
# Words of our own, the product's and the standards', in Latin letters.
LATIN = re.compile(r"(?<![\w/.@:-])[A-Za-z]{3,}(?![\w/.@-])")
NAMES = {
    "ICP",
    "TOTP",
    "Chrome",
    "Windows",
    "Linux",
    "Firefox",
    "Safari",
    "Edge",
    "iPhone",
    "cookie",
}


@pytest.fixture
def person(db):
    """Somebody with everything that a page could show."""
    person = UserFactory(phone="+8613800138000", email="li@example.invalid", name="李")
    person.set_password("correct horse battery")
    person.save()
    TOTP.activate(person, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    SoftPasskey().on_record(person)
    consents.agree(user=person, notice=NoticeFactory())
    return person


def pages(client, person):
    """The text of every page that answers, as a visitor and as the person, by name."""
    key = person.authenticator_set.get(type="webauthn")
    rows = {
        "mfa_edit_webauthn": [key.pk],
        "mfa_remove_webauthn": [key.pk],
    }
    for is_in in (False, True):
        if is_in:
            client.force_login(person)
        # The consents are shown with what rests on them.
        for name in (*(entry.name for entry in urls.urlpatterns), "account_consents"):
            address = reverse(name, args={**ARGUMENTS, **rows}.get(name, []))
            answer = client.get(address)
            if answer.status_code == 200 and "html" in answer["Content-Type"]:
                yield f"{name} {is_in}", answer


def test_every_page_is_ours_and_chinese(client, person):
    seen = {}
    for name, answer in pages(client, person):
        seen[name] = answer
        html = answer.content.decode()
        for template in answer.templates:
            assert (
                template.origin is None
                or "allauth" not in template.origin.name
                or (template.name.startswith("django/"))
            ), (name, template.name)
        body = re.sub(r"(?s)<(script|style|svg|code)\b.*?</\1>|<[^>]+>|https?://\S+", " ", html)
        english = set(LATIN.findall(body)) - NAMES
        assert english == set(), name
        assert re.findall(r"<style|\sstyle=|\son\w+=", html) == [], name
        assert re.findall(r"<script(?![^>]* (?:src=|type=\"application/json\"))", html) == [], name
        assert f"ICP 备案：{settings.ICP_NUMBER}" in html, name

    assert len(seen) == 36


def test_pages_of_accounts_are_not_indexed(client, person):
    for name, answer in pages(client, person):
        if not name.startswith("notice_detail"):
            assert 'content="noindex"' in answer.content.decode(), name


def allauths_templates():
    """Every template that the parts of allauth in use name: those of mails and messages."""
    root = Path(allauth.__file__).parent / "templates"
    for part in ("account/messages", "account/email", "mfa/messages", "mfa/email"):
        yield from (path.relative_to(root) for path in sorted((root / part).glob("*")))


# Of ways in that this site does not offer: codes by e-mail, allauth's own phones.
NOT_OFFERED = re.compile(r"login_code|password_reset_code|phone_|unknown_account_sms")


@pytest.mark.parametrize(
    "name", [str(name) for name in allauths_templates() if not NOT_OFFERED.search(str(name))]
)
def test_mail_and_message_is_ours(name):
    assert Path(get_template(name).origin.name).is_relative_to(OURS)
    said = render_to_string(name, {"current_site": {"domain": "a"}, "email": "a@b.invalid"})
    assert set(LATIN.findall(re.sub(r"\S*@\S*|https?://\S+", "", said))) - NAMES == set()
