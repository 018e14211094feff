"""python -m tests.bench.api_list: lists of the API beside a view that does nothing.

200 filter addresses asked for by Zipf while a post is edited each second, and again with nothing
kept. Ratios of one run, so that another machine gives the same ones.
"""

import itertools
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator

from tests.bench.api_site import POSTS, Site, scratch_site

ADDRESSES, SECONDS, ROUNDS = 200, 4.0, 3
FLOORS = {"by Zipf, an edit each second": 0.30, "nothing kept": 0.10}


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


def rate(ask: Callable[[], object], seconds: float) -> float:
    """Calls in a second."""
    count, start = 0, time.perf_counter()
    while (elapsed := time.perf_counter() - start) < seconds:
        ask()
        count += 1
    return count / elapsed


def zipf(paths: list[str]) -> Iterator[str]:
    chance = random.Random(2)
    weights = [1 / rank for rank in range(1, len(paths) + 1)]
    while True:
        yield from chance.choices(paths, weights, k=1000)


class Editor(threading.Thread):
    """Saves a post each second, as a clerk would."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.is_done = threading.Event()

    def run(self) -> None:
        from jobs.models import Posting  # noqa: PLC0415 - after django.setup()

        for posting in itertools.cycle(Posting.objects.published()[:50]):
            posting.headcount = posting.headcount % 50 + 1
            posting.save(update_fields=["headcount", "updated_at"])
            if self.is_done.wait(1):
                return


def measure(site: Site) -> dict[str, float]:
    """The best of three rounds of each, in turn: others may be busy on the machine."""
    from jobs.api.answers import bodies  # noqa: PLC0415 - after django.setup()

    paths = addresses()
    popular, all_of_them = zipf(paths), itertools.cycle(paths)
    for path in ("/bare/", *paths):
        site.ask(path)

    def missed() -> None:
        bodies.forget()
        site.ask(next(all_of_them))

    rates: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        rates.setdefault("bare", []).append(rate(lambda: site.ask("/bare/"), SECONDS / 4))
        editor = Editor()
        editor.start()
        rates.setdefault("by Zipf, an edit each second", []).append(
            rate(lambda: site.ask(next(popular)), SECONDS)
        )
        editor.is_done.set()
        editor.join()
        rates.setdefault("nothing kept", []).append(rate(missed, SECONDS))
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
