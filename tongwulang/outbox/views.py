"""A person's inbox, what they want by which channel, and the link that refuses e-mail."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongwulang.outbox.actions import messages, refusals
from tongwulang.outbox.choices import OBLIGATORY, Channel, Topic
from tongwulang.outbox.models import Message, Refusal
from tongwulang.outbox.unsubscribe_links import ask_of
from tongwulang.outbox.wording import offered

MESSAGES_ON_A_PAGE = 20
LARGEST_PK = 2**63 - 1


@never_cache
@require_safe
def message_list(request: HttpRequest) -> HttpResponse:
    """The person's messages, newest first. Looking at them marks none as read."""
    mine = Message.objects.visible_to(request.user)
    paginator = Paginator(mine, MESSAGES_ON_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "numbers": paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        **mine.tally(),
    }
    return render(request, "outbox/message_list.html", context)


@never_cache
@require_safe
def message_unread(request: HttpRequest) -> HttpResponse:
    """How many are unread: for the header of pages that are the same for everybody."""
    return JsonResponse({"unread": Message.objects.visible_to(request.user).unread().count()})


@require_POST
def message_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a message as read and go where it leads, or back to the list."""
    found = Message.objects.visible_to(request.user).filter(pk=min(pk, LARGEST_PK))
    message = get_object_or_404(found)
    messages.mark_read(messages=found, by=request.user)  # type: ignore[arg-type]
    return redirect(message.link or "message_list")


@require_POST
def message_read_all(request: HttpRequest) -> HttpResponse:
    """Mark all that the page knew of as read: what came in meanwhile stays unread."""
    until = request.POST.get("until", "")
    if until.isascii() and until.isdigit():
        seen = Message.objects.until(min(int(until), LARGEST_PK))
        messages.mark_read(messages=seen, by=request.user)  # type: ignore[arg-type]
    return redirect("message_list")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def message_choices(request: HttpRequest) -> HttpResponse:
    """What the person wants by which channel."""
    pairs = [(topic, channel) for topic, channels in offered().items() for channel in channels]
    if request.method == "POST":
        ticked = set(request.POST.getlist("wanted"))
        wanted = [pair for pair in pairs if _name(*pair) in ticked]
        refusals.choose(by=request.user, wanted=wanted, offered=pairs)  # type: ignore[arg-type]
        return redirect(f"{request.path}?saved=1")
    refused = {(each.topic, each.channel) for each in Refusal.objects.of(request.user)}  # type: ignore[arg-type]
    rows = [
        {
            "topic": topic,
            "is_obligatory": topic in OBLIGATORY,
            "channels": [
                {
                    "name": _name(topic, channel),
                    "label": channel.label,
                    "is_wanted": (topic, channel) not in refused,
                }
                for channel in channels
            ],
        }
        for topic, channels in offered().items()
    ]
    context = {
        "rows": rows,
        "is_saved": "saved" in request.GET,
        "quiet": settings.QUIET_HOURS.replace("-", "–"),
    }
    return render(request, "outbox/message_choices.html", context)


def _name(topic: Topic, channel: Channel) -> str:
    return f"{topic.value}-{channel.value}"


# The sender proves by the link that the e-mail reached them; e-mail programs post it without a
# session (RFC 8058). Scanners of e-mail follow links, so that a GET only asks.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Refuse further e-mail of one topic; 404 for a link that this site did not make."""
    ask = ask_of(token)
    if ask is None:
        return render(request, "outbox/unsubscribe.html", {"ask": None}, status=404)
    if request.method == "POST":
        refusals.refuse(user_id=ask.user_id, topic=ask.topic, channel=ask.channel)
    context = {"ask": ask, "is_done": request.method == "POST"}
    return render(request, "outbox/unsubscribe.html", context)
