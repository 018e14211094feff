"""Log-in by e-mail and password, for organizers and for those whom no SMS reaches."""

from allauth.account.views import LoginView


class EmailLoginView(LoginView):
    """allauth's, under our own name: its `account_login` is the screen for phones."""

    template_name = "account/login_email.html"


email_login = EmailLoginView.as_view()
