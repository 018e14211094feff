"""A form that is sent twice, as by a double tap or after a lost answer, is acted on once."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from tongwulang.accounts.actions import sent_forms
from tongwulang.accounts.browsers import digest
from tongwulang.accounts.models import User

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field

View = Callable[..., HttpResponseBase]


def key_of(request: HttpRequest) -> str:
    """A keyed digest of address, form and files; empty if the form came from no page of ours.

    The token against forgery is masked anew on every page, so it names the page that was shown;
    with what was filled in, somebody who goes back and changes a word has sent another form.
    """
    if not request.POST.get(TOKEN):
        return ""
    fields = [f"{name}={values}" for name, values in sorted(request.POST.lists())]
    files = [f"{name}={_digest_of(file)}" for name, file in sorted(request.FILES.items())]
    return digest("form", request.get_full_path(), *fields, *files)


def _digest_of(file: Any) -> str:
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()


def answered_once(request: HttpRequest, act: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The answer of `act`; where the form has led somewhere already, it leads there again.

    An answer that leads nowhere, such as a form with its errors, is made each time.
    """
    answers: list[HttpResponseBase] = []

    def location() -> str:
        answers.append(act())
        return str(answers[0].headers.get("Location", ""))

    person = request.user
    if request.method != "POST" or not isinstance(person, User):
        return act()
    address = sent_forms.once(by=person, key=key_of(request), act=location)
    return answers[0] if answers else redirect(address)


def sent_once(view: View) -> View:
    """The view, whose forms are acted on once."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return answered_once(request, lambda: view(request, *args, **kwargs))

    return answer
