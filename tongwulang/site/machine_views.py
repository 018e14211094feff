"""What browsers and crawlers ask for: service worker, manifest, robots.txt, the offline page."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What the service worker shows without a network; the same for everyone."""
    return render(request, "site/offline.html")


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so that it covers every page."""
    response = render(request, "site/sw.js", content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to put the site on its home screen."""
    icon: dict[str, Any] = {"src": static("img/mark.svg"), "type": "image/svg+xml", "sizes": "any"}
    body = {
        "name": _("通武廊招聘"),
        "short_name": _("通武廊招聘"),
        "lang": "zh-Hans",
        "start_url": reverse("home"),
        "display": "browser",
        "background_color": "#faf8f3",
        "theme_color": "#0b5a6b",
        "icons": [icon],
    }
    return JsonResponse(body, content_type="application/manifest+json")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be indexed."""
    index = request.build_absolute_uri(reverse("sitemap"))
    lines = ["User-agent: *", f"Disallow: {reverse('admin:index')}", f"Sitemap: {index}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
