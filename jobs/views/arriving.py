"""Pages for whoever is logged in, and for whoever has proved who they are and is only asked to
agree again: taking one's data home, or deleting them, takes no consent (个人信息保护法 45, 47)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.stages import LoginStageController
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from tongwulang.accounts.models import User
from tongwulang.accounts.stages import Agreement

View = Callable[..., HttpResponse]


def also_arriving(view: View) -> View:
    """Give the view `by`: whose page it is. Everybody else is sent to the log-in."""

    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        by = _whose(request)
        if by is None:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, by=by, **kwargs)

    return answer


def _whose(request: HttpRequest) -> User | None:
    if isinstance(request.user, User):
        return request.user
    stage = LoginStageController.enter(request, Agreement.key)
    return stage.login.user if stage else None
