"""How allauth behaves here: who is limited by what, where people land, what is encrypted."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongwulang.accounts import browsers, second_factor
from tongwulang.accounts.models import AttemptTally, User
from tongwulang.accounts.rates import Rate
from tongwulang.accounts.secrets_at_rest import seal, unseal
from tongwulang.outbox.masking import masked_email

logger = logging.getLogger(__name__)

# Wrong passwords and codes for one account, from browsers its owner does not use, and apart from
# them from each of those.
FAILURE_RATES = (Rate(5, 300), Rate(30, 86_400))
# E-mails of one kind to one address, such as proving it: anybody may have them sent.
MAIL_RATES = (Rate(1, 60), Rate(5, 3600), Rate(10, 86_400))
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
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        is_staff = getattr(request.user, "is_staff", False)
        return reverse("admin:index") if is_staff else reverse("account_home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_home")

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

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing is kept in a cache here."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, within what one address may be sent; beyond it, silently not: the page must not
        tell whether the address is known. A mail server that fails undoes nothing and is logged."""
        key = browsers.digest("mail", template_prefix, email.lower())
        if AttemptTally.objects.take(kind="mail", key=key, rates=MAIL_RATES):
            return
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            logger.exception("%s to %s not sent", template_prefix, masked_email(email))


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
