"""Home, the pages about the site, and the visitor's display."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.template import loader
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from jobs import filter_masks
from jobs.api import errors
from jobs.models import Fair, Posting, ReportedFigure
from jobs.views import tallies
from jobs.views.hidden_posts import hidden_ids
from tongwulang.accounts import browsers
from tongwulang.accounts.choices import NoticeKind
from tongwulang.accounts.models import Notice, Organization
from tongwulang.regions.models import SeedTable
from tongwulang.site.preferences import COOKIE, COOKIE_AGE, display_of

NEWEST_ON_HOME = 6


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The three places, the fairs, and posts by industry and region."""
    posts = filter_masks.everything()
    emerging, sections = tallies.by_industry(posts)
    newest = Posting.objects.published().exclude(pk__in=hidden_ids(request)).newest_first()
    context = {
        "regions": tallies.by_region(posts),
        "emerging": emerging,
        "sections": sections,
        "audiences": posts.by_audience(),
        "fairs": Fair.objects.announced().with_counts(),
        "newest": newest.with_card()[:NEWEST_ON_HOME],
    }
    return render(request, "site/home.html", context)


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this is, who runs it and where its data come from."""
    context = {
        "organizations": Organization.objects.select_related("region"),
        "figures": ReportedFigure.objects.of_the_region(),
        "tables": SeedTable.objects.all(),
    }
    return render(request, "site/about.html", context)


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What this version keeps of whom, what for, and who sees it."""
    context = {
        "cookie": COOKIE,
        "known_cookie": browsers.COOKIE,
        "notice": Notice.objects.current(NoticeKind.PRIVACY),
        "profile_notice": Notice.objects.current(NoticeKind.PROFILE),
    }
    return render(request, "site/privacy.html", context)


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "site/accessibility.html")


# It changes nothing but how pages look to the sender; without a token, no page needs a cookie.
@csrf_exempt
@login_not_required
def preferences(request: HttpRequest) -> HttpResponse:
    """Remember size and colours in a cookie, and go back to the page one came from.

    405 for anything but POST: a link must not change how pages look.
    """
    if request.method != "POST":
        refusal = render(request, "405.html", status=405)
        refusal["Allow"] = "POST"
        return refusal
    display = display_of(request).changed(
        request.POST.get("size", ""), request.POST.get("theme", "")
    )
    response = HttpResponseRedirect(_own_address(request))
    response.set_cookie(
        COOKIE,
        display.cookie,
        max_age=COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def _own_address(request: HttpRequest) -> str:
    """The address in `next` if it is one of this site, else home."""
    address = request.POST.get("next", "")
    is_own = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_own else resolve_url("home")


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith(errors.PREFIX)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, without a query: the error pages must stand when the database does not."""
    if _is_api(request):
        return errors.bad_request()
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, without a query."""
    if _is_api(request):
        return errors.forbidden()
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, without a query."""
    if _is_api(request):
        return errors.not_found()
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fixed page, for whatever failed may fail again."""
    if _is_api(request):
        return errors.server_error()
    return HttpResponse(loader.get_template("500.html").render(), status=500)
