"""Invented posts are all different, and the same on every run."""

import datetime as dt
import hashlib
import os
import subprocess
import sys

from tongwulang.site.demo.employers import build_employer
from tongwulang.site.demo.layout import plan_slots
from tongwulang.site.demo.postings import build_posting, build_postings

TODAY = dt.date(2026, 3, 2)


def digest(scale: int) -> str:
    """Of everything that the builders invent at that scale."""
    content = hashlib.sha256()
    for owner in map(build_employer, plan_slots(scale)):
        content.update(repr(owner).encode())
        for post in build_postings(owner, TODAY):
            audiences = sorted(post.audiences)
            content.update(repr((post.title, post.duties, post.pay, audiences)).encode())
            content.update(repr((post.requirement, post.workplace, post.benefits)).encode())
            content.update(repr((post.published_at, post.expires_on, post.headcount)).encode())
    return content.hexdigest()


def test_no_two_of_200_000_posts_have_the_same_title_and_duties():
    seen = set()
    count = 0
    for owner in map(build_employer, plan_slots(200_000)):
        for post in build_postings(owner, TODAY):
            seen.add(hash((post.title, post.duties)))
            count += 1
    assert count >= 200_000
    assert len(seen) == count


def test_a_post_is_the_same_whatever_else_is_generated():
    employers = map(build_employer, plan_slots(8164))
    pairs = [(owner, post) for owner in employers for post in build_postings(owner, TODAY)]
    owner, post = pairs[4321]
    place = [kept for kept in pairs if kept[0] is owner].index((owner, post))
    again = build_employer(next(slot for slot in plan_slots(90_000) if slot == owner.slot))
    assert build_posting(again, place, TODAY) == post


def test_two_processes_invent_the_same_whatever_their_hash_seed():
    script = (
        "import django; django.setup();"
        "from tests.site.demo.test_sameness import digest; print(digest(600))"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ
            | {"PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "tongwulang.settings"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    ]
    assert outputs == [digest(600)] * 2
