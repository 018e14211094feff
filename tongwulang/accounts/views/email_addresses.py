"""The e-mail addresses of one's own account."""

from typing import Any

from allauth.account.views import EmailView as TheirEmailView
from django.http import HttpRequest, HttpResponseBase


class EmailView(TheirEmailView):
    """Looking at the page changes nothing: allauth's writes the row of an address that an account
    has without one. Here that waits until something on the page is asked for."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            return super().dispatch(request, *args, **kwargs)
        self._did_send_verification_email = False
        return super(TheirEmailView, self).dispatch(request, *args, **kwargs)


email_addresses = EmailView.as_view()
