"""Addresses of the doors and of one's own account.

allauth's views are named one by one: what is not here cannot be reached, and what changes how
somebody comes in stands behind `step_up`. What allauth tells people by e-mail is written `together`
with what it changes.
"""

from allauth.account import views as theirs
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.db import transaction
from django.urls import path, re_path

from tongwulang.accounts.sent_once import sent_once
from tongwulang.accounts.step_up import step_up
from tongwulang.accounts.views import account, notices, passkeys
from tongwulang.accounts.views.agree import agree
from tongwulang.accounts.views.confirm_email import confirm_email
from tongwulang.accounts.views.email_addresses import email_addresses
from tongwulang.accounts.views.email_login import email_login
from tongwulang.accounts.views.email_signup import email_signup
from tongwulang.accounts.views.entrance import framed
from tongwulang.accounts.views.phone_login import phone_login

together = transaction.atomic

urlpatterns = [
    path("login/", phone_login, name="account_login"),
    path("login/email/", framed(email_login), name="account_email_login"),
    path("login/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("login/second/", framed(mfa.authenticate), name="mfa_authenticate"),
    path("login/agree/", agree, name="account_agree"),
    path("signup/email/", framed(email_signup), name="account_signup"),
    path("logout/", framed(theirs.logout), name="account_logout"),
    path("inactive/", framed(theirs.account_inactive), name="account_inactive"),
    path("", account.account_home, name="account_home"),
    path("phone/", account.phone_change, name="account_phone"),
    path("devices/", account.device_list, name="account_devices"),
    path("notices/<slug:kind>/<int:version>/", notices.notice_detail, name="notice_detail"),
    # E-mail and password
    path("email/", step_up(together(sent_once(email_addresses))), name="account_email"),
    path(
        "email/sent/",
        framed(theirs.email_verification_sent),
        name="account_email_verification_sent",
    ),
    re_path(
        r"^email/(?P<key>[-:\w]+)/$", framed(together(confirm_email)), name="account_confirm_email"
    ),
    path(
        "password/change/",
        step_up(together(theirs.password_change)),
        name="account_change_password",
    ),
    path("password/set/", step_up(together(theirs.password_set)), name="account_set_password"),
    path("password/reset/", framed(together(theirs.password_reset)), name="account_reset_password"),
    path(
        "password/reset/sent/",
        framed(theirs.password_reset_done),
        name="account_reset_password_done",
    ),
    path(
        "password/reset/done/",
        framed(theirs.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        framed(together(theirs.password_reset_from_key)),
        name="account_reset_password_from_key",
    ),
    # Proving oneself again
    path("again/password/", framed(theirs.reauthenticate), name="account_reauthenticate"),
    path("again/phone/", account.reauthenticate_phone, name="account_reauthenticate_phone"),
    path("again/code/", framed(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "again/passkey/",
        framed(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    # Second factors
    path("second/", framed(mfa.index), name="mfa_index"),
    path("second/totp/", step_up(together(totp.activate_totp)), name="mfa_activate_totp"),
    path(
        "second/totp/remove/", step_up(together(totp.deactivate_totp)), name="mfa_deactivate_totp"
    ),
    path(
        "second/codes/", step_up(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"
    ),
    path(
        "second/codes/new/",
        step_up(together(recovery_codes.generate_recovery_codes)),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second/codes/download/",
        step_up(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("second/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("second/passkeys/add/", step_up(together(webauthn.add_webauthn)), name="mfa_add_webauthn"),
    path(
        "second/passkeys/<int:pk>/name/",
        step_up(webauthn.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
    path(
        "second/passkeys/<int:pk>/remove/",
        step_up(together(passkeys.remove_passkey)),
        name="mfa_remove_webauthn",
    ),
]
