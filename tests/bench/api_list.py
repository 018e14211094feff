"""python -m tests.bench.api_list: lists of the API beside a view that does nothing.

200 filter addresses asked for by Zipf while a post is edited each second, and again with no list
kept. Ratios of one run in time of this process, so that another machine, or one that is busy with
other work, gives the same ones. For information: with no document of a post kept either.
"""

import itertools
import random
import sys
import time
from collections.abc import Callable, Iterator

from tests.bench.api_site import POSTS, Site, scratch_site

ADDRESSES, SECONDS, ROUNDS = 200, 3.0, 3
FLOORS = {"by Zipf, an edit each second": 0.30, "list not kept": 0.10, "nothing kept": 0.0}


def addresses() -> list[str]:
    """Lists of 20 by combinations of filters, the same for the same posts."""
    regions = ("110112", "120114", "131000", "131003", "131082", "131024", "131081", "131028")
    filters = {
        "region": ("", *regions),
        "industry": ("", "C", "I", "SEI2"),
        "audience": ("", "veterans", "dependents"),
        "ordering": ("", "pay", "expiry"),
        "fair": ("", "veterans-2024"),
    }
    found = [
        "&".join(f"{name}={value}" for name, value in zip(filters, values, strict=True) if value)
        for values in itertools.product(*filters.values())
    ]
    chosen = random.Random(1).sample(found, ADDRESSES)
    return [f"/api/v1/postings/?{query}".rstrip("?") for query in chosen]


def rate(ask: Callable[[], object], edit: Callable[[], object] | None = None) -> float:
    """Calls in a second of this process; once a second of it, `edit` is called too."""
    count, start = 0, time.process_time()
    edited_at = start
    while (now := time.process_time()) < start + SECONDS:
        if edit and now >= edited_at + 1:
            edit()
            edited_at = now
        ask()
        count += 1
    return count / (now - start)


def zipf(paths: list[str]) -> Iterator[str]:
    chance = random.Random(2)
    weights = [1 / rank for rank in range(1, len(paths) + 1)]
    while True:
        yield from chance.choices(paths, weights, k=1000)


def edits() -> Iterator[None]:
    """Saves a post each time, as a clerk would."""
    from jobs.models import Posting  # noqa: PLC0415 - after django.setup()

    for posting in itertools.cycle(Posting.objects.published()[:50]):
        posting.headcount = posting.headcount % 50 + 1
        posting.save(update_fields=["headcount", "updated_at"])
        yield


def measure(site: Site) -> dict[str, float]:
    """The best of three rounds of each, in turn: others may be busy on the machine."""
    from jobs.api import posting_found  # noqa: PLC0415 - after django.setup()
    from jobs.api.answers import bodies  # noqa: PLC0415

    paths = addresses()
    popular, all_of_them = zipf(paths), itertools.cycle(paths)
    for path in ("/bare/", *paths):
        site.ask(path)

    def missed() -> None:
        bodies._kept.forget()
        site.ask(next(all_of_them))

    def anew() -> None:
        posting_found._documents.forget()
        posting_found._known_filterset.cache_clear()
        missed()

    rates: dict[str, list[float]] = {}
    edit = edits()
    for _ in range(ROUNDS):
        rates.setdefault("bare", []).append(rate(lambda: site.ask("/bare/")))
        zipf_rate = rate(lambda: site.ask(next(popular)), lambda: next(edit))
        rates.setdefault("by Zipf, an edit each second", []).append(zipf_rate)
        rates.setdefault("list not kept", []).append(rate(missed))
        rates.setdefault("nothing kept", []).append(rate(anew))
    return {name: max(found) for name, found in rates.items()}


def main() -> int:
    with scratch_site():
        rates = measure(Site())
        print(f"{POSTS:,} posts, {ADDRESSES} addresses; bare view {rates['bare']:,.0f} a second")
        failed = 0
        for name, floor in FLOORS.items():
            ratio = rates[name] / rates["bare"]
            failed += ratio < floor
            print(f"{name:32}{rates[name]:8,.0f}/s  {ratio:.2f} of bare (floor {floor:.2f})")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
