"""What the list page costs on one database, as a server is asked: answers tests.bench.listing.

200 addresses of filters are asked for by Zipf while a post is edited each second, by a visitor and
by somebody who is logged in; then each with its page not kept, and with neither its cards nor its
counts nor what its filters mean; and beside them a view that does nothing, through the same
middleware. They take turns, and of each the median counts. Seconds are of processors' time, so that
others on the machine do not count.
"""

import itertools
import json
import random
import sys
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - after django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402

from jobs import filter_masks, live_facets  # noqa: E402
from jobs.models import Posting  # noqa: E402
from jobs.views import posting_cards  # noqa: E402
from jobs.views.kept_pages import pages  # noqa: E402
from tests.bench.api_site import Site  # noqa: E402
from tests.bench.processors import spent  # noqa: E402
from tongwulang.accounts.models import User  # noqa: E402

ADDRESSES = 200
# A turn of a second each; what is asked for by Zipf begins with the edit of a post.
TURNS, SECONDS = 3, 1.0
EDITED = ("by Zipf", "logged in")
FILTERS = {
    "region": ("", "110112", "120114", "131000", "131003", "131082", "131024", "131081"),
    "industry": ("", "C", "I", "SEI2"),
    "education": ("", "30", "20"),
    "pay": ("", "6000", "8000"),
    "audience": ("", "veterans"),
    "sort": ("", "pay"),
}


def addresses() -> list[str]:
    """Lists by combinations of filters, the same everywhere; the unfiltered one is the first."""
    found = [
        "&".join(f"{name}={value}" for name, value in zip(FILTERS, values, strict=True) if value)
        for values in itertools.product(*FILTERS.values())
    ]
    chosen = random.Random(1).sample(found[1:], ADDRESSES - 1)
    return [f"/postings/?{query}".rstrip("?") for query in ("", *chosen)]


def zipf(paths: list[str]) -> Iterator[str]:
    """The second half as often as the first, the third a third as often, and so on."""
    chance = random.Random(2)
    weights = [1 / rank for rank in range(1, len(paths) + 1)]
    while True:
        yield from chance.choices(paths, weights, k=1000)


def each_costs(ask: Callable[[], Any]) -> float:
    """Milliseconds for each of as many as fill a turn."""
    count, start, total = 0, spent(), 0.0
    while total < SECONDS:
        ask()
        count += 1
        total = spent() - start
    return total * 1000 / count


def edits() -> Iterator[None]:
    """Saves a post at each step, as a clerk would."""
    for posting in itertools.cycle(Posting.objects.published().newest_first()[:50]):
        posting.headcount = posting.headcount % 50 + 1
        posting.save(update_fields=["headcount", "updated_at"])
        yield


def session_cookie() -> str:
    """Of an organizer who is logged in."""
    user = User.objects.filter(is_staff=True).order_by("pk")[0]
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def figures() -> dict[str, float]:
    """Milliseconds a request."""
    site, paths = Site(), addresses()
    popular, again, edited = zipf(paths), itertools.cycle(paths), edits()
    cookie = session_cookie()
    for path in ("/bare/", *paths):
        site.ask(path)

    def missed() -> None:
        pages.forget()
        site.ask(next(again))

    def made_anew() -> None:
        posting_cards.forget()
        live_facets.current().counted.cache_clear()
        filter_masks._known_filterset.cache_clear()
        missed()

    measures: dict[str, Callable[[], Any]] = {
        "bare": lambda: site.ask("/bare/"),
        "by Zipf": lambda: site.ask(next(popular)),
        "logged in": lambda: site.ask(next(popular), cookie),
        "missed": missed,
        "made anew": made_anew,
    }
    found: dict[str, list[float]] = {name: [] for name in measures}
    for _turn in range(TURNS):
        # The last turn has left nothing kept.
        for path in paths:
            site.ask(path)
        for name, ask in measures.items():
            if name in EDITED:
                next(edited)
            found[name].append(each_costs(ask))
    return {name: median(costs) for name, costs in found.items()}


def main() -> None:
    # As in production, where files have their digest in their name.
    settings.ROOT_URLCONF = "tests.bench.api_urls"
    call_command("collectstatic", interactive=False, verbosity=0)
    for _line in sys.stdin:
        print(json.dumps(figures()), flush=True)


if __name__ == "__main__":
    main()
