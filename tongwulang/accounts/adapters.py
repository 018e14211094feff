"""How allauth behaves here: who is limited by what, where people land, what is encrypted."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts import browsers, second_factor
from tongwulang.accounts.models import AttemptTally, User
from tongwulang.accounts.rates import Rate
from tongwulang.outbox.actions import sealed_letters
from tongwulang.outbox.choices import LetterKind
from tongwulang.outbox.models.delivery import TIMELY
from tongwulang.outbox.models.sealed_letter import Content
from tongwulang.secrets_at_rest import seal, unseal

# Wrong passwords and codes for one account, from browsers its owner does not use, and apart from
# them from each of those.
FAILURE_RATES = (Rate(5, 300), Rate(30, 86_400))
# E-mails of one kind to one address, such as proving it: anybody may have them sent.
MAIL_RATES = (Rate(1, 60), Rate(5, 3600), Rate(10, 86_400))
# allauth's letters that hold a link; all others tell an owner what was changed.
RESETS = {"password_reset_key", "unknown_account"}
PROOFS = {"email_confirmation", "email_confirmation_signup", "account_already_exists"}
# A seeker stays logged in; an organizer's session ends after a day's work (SESSION_COOKIE_AGE).
SEEKER_SESSION_AGE = 30 * 24 * 60 * 60


class AccountAdapter(DefaultAccountAdapter):
    """Accounts: doors, limits counted in the database, and what follows a log-in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _("试错次数太多，请几分钟后再试，或换手机验证码登录。"),
        "email_password_mismatch": _("邮箱或密码不对。"),
        "incorrect_password": _("密码不对。"),
        "incorrect_code": _("验证码不对，请核对后重填。"),
        "enter_current_password": _("请填写现在的密码。"),
        "duplicate_email": _("这个邮箱已在您的账号里。"),
        "email_taken": _("这个邮箱已有账号使用。"),
        "cannot_remove_primary_email": _("主要邮箱不能移除，请先把另一个设为主要。"),
        "max_email_addresses": _("最多只能有 %d 个邮箱。"),
        "invalid_password_reset": _("这个重设链接无效或已用过。"),
        "unverified_primary_email": _("主要邮箱须先验证。"),
        "rate_limited": _("操作太频繁，请稍后再试。"),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        return browsers.address_of(request)

    def format_email_subject(self, subject: str) -> str:
        return str(subject)

    def get_login_stages(self) -> list[str]:
        theirs = "allauth.account.stages.EmailVerificationStage"
        ours = "tongwulang.accounts.stages.EmailProof"
        stages = [ours if stage == theirs else stage for stage in super().get_login_stages()]
        return [*stages, "tongwulang.accounts.stages.Agreement"]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        is_staff = getattr(request.user, "is_staff", False)
        return reverse("admin:index") if is_staff else reverse("account_home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_home")

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """Also the last one, where the person comes in by phone."""
        person = email_address.user
        others = EmailAddress.objects.filter(user=person).exclude(pk=email_address.pk)
        if person.phone and not others.exists():
            return True
        return bool(super().can_delete_email(email_address))

    def is_reauthentication_required(self, app: str) -> bool:
        """Never by allauth: step_up.py asks, and asks everybody."""
        return False

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """A second factor if there is one; else the password, or a code to the phone."""
        methods = super().get_reauthentication_methods(user)
        if not isinstance(user, User):
            return methods
        if second_factor.has_one(user):
            return [method for method in methods if method["id"].startswith("mfa")]
        if user.phone:
            by_phone = {
                "id": "phone",
                "description": _("用手机验证码"),
                "url": reverse("account_reauthenticate_phone"),
            }
            methods = [*methods, by_phone]
        return methods

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        if not user.needs_second_factor:
            request.session.set_expiry(SEEKER_SESSION_AGE)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        browsers.remember(request, response, user)
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try; raises ValidationError when there have been too many wrong ones."""
        email = str(credentials.get("email", "")).lower()
        key = _failure_key(request, email)
        if AttemptTally.objects.take(kind="password", key=key, rates=FAILURE_RATES):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        person = super().authenticate(request, **credentials)
        if person is not None:
            email = str(credentials.get("email", "")).lower()
            AttemptTally.objects.give_back(kind="password", key=_failure_key(request, email))
        return person

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """To the primary address; of the last one that was taken out, to that one: its owner is
        told even if it was somebody else who did."""
        if email is None and EmailAddress.objects.get_primary_email(user) is None:
            email = (context or {}).get("deleted_email")
        super().send_notification_mail(template_prefix, user, context, email)

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing is kept in a cache here."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write it for the worker to send, within what one address may be sent; beyond it, silently
        not: the page must not tell whether the address is known, and takes as long if it is not."""
        key = browsers.digest("mail", template_prefix, email.lower())
        if AttemptTally.objects.take(kind="mail", key=key, rates=MAIL_RATES):
            return
        links = {
            name: _on_this_site(value) for name, value in context.items() if name.endswith("_url")
        }
        said = {"request": self.request, "email": email, "site_url": settings.SITE_URL}
        made = self.render_mail(template_prefix, email, {**said, **context, **links})
        kind, lasts = _kind_and_life(template_prefix)
        content = Content(to=email, subject=made.subject, text=str(made.body))
        sealed_letters.write(kind=kind, content=content, lasts=lasts)


def _on_this_site(link: str) -> str:
    """The link under SITE_URL: allauth's begins with the host that whoever asked has named, and a
    letter must lead its reader nowhere else."""
    parts = urlsplit(link)
    return f"{settings.SITE_URL}{parts.path}" + (f"?{parts.query}" if parts.query else "")


def _kind_and_life(template_prefix: str) -> tuple[LetterKind, dt.timedelta]:
    """What a letter is for, the same for known and unknown addresses, and how long it is of use."""
    name = template_prefix.rpartition("/")[2]
    if name in RESETS:
        return LetterKind.RESET, dt.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    if name in PROOFS:
        return LetterKind.PROOF, dt.timedelta(days=app_settings.EMAIL_CONFIRMATION_EXPIRE_DAYS)
    return LetterKind.NOTICE, TIMELY


def _failure_key(request: HttpRequest, email: str) -> str:
    owner = "known" if browsers.knows(request, email__iexact=email) else "anybody"
    return browsers.digest("password", email, owner)


class MfaAdapter(DefaultMFAAdapter):
    """Second factors: secrets encrypted, and never the last one of somebody who needs it."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "工作人员账号不能没有第二重验证；请先添加另一种，再移除这一种。"
        ),
        "incorrect_code": _("验证码不对，请核对后重填。"),
        "cannot_generate_recovery_codes": _("请先设置第二重验证，再生成恢复码。"),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "通武廊招聘"

    def _get_site_name(self) -> str:
        return "通武廊招聘"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not (authenticator.user.needs_second_factor and second_factor.is_last(authenticator))
