"""A form that names a person by the phone they log in with, which the person need not have used."""

from django.utils.translation import gettext_lazy as _

from tongwulang.accounts.models import User
from tongwulang.accounts.phone_field import MobileField
from tongwulang.accounts.whole_row_form import WholeRowForm


class PersonByPhoneForm(WholeRowForm):
    """For rows with a `user`: an organizer types a phone and learns nothing about its owner.

    Whoever has no account yet gets one without any right; the first log-in with a code proves the
    phone and asks for consent.
    """

    phone = MobileField(help_text=_("对方用这个手机号登录。"))

    def _post_clean(self) -> None:
        phone = self.cleaned_data.get("phone")
        if phone:
            self.instance.user = User.objects.with_phone(phone)
        super()._post_clean()
