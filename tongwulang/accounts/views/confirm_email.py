"""Proving an e-mail address by the link of a mail, which mail scanners follow too."""

from typing import Any

from allauth.account.views import ConfirmEmailView as TheirConfirmEmailView


class ConfirmEmailView(TheirConfirmEmailView):
    """Looking at the link changes nothing: allauth's logs out whoever is somebody else."""

    def logout_other_user(self, confirmation: Any) -> None:
        """Whoever is logged in stays so; the address becomes that of its own account."""


confirm_email = ConfirmEmailView.as_view()
