"""Sliding windows."""

import pytest

from tongwulang.accounts.rates import Rate, seconds_to_wait

RATES = (Rate(1, 60), Rate(5, 3600))


@pytest.mark.parametrize(
    ("spent", "now", "wait"),
    [
        ([], 0, 0),
        ([0], 0, 60),
        ([0], 59.2, 1),
        ([0], 60, 0),
        ([0, 100, 200, 300, 400], 500, 3100),
        ([400, 0, 300, 100, 200], 500, 3100),
        ([0, 100, 200, 300, 400], 3600, 0),
        ([0, 100, 200, 300, 400, 500], 600, 3100),
    ],
)
def test_wait_until_the_strictest_rate_allows_one_more(spent, now, wait):
    assert seconds_to_wait(spent, RATES, now) == wait


def test_nothing_is_limited_without_a_rate():
    assert seconds_to_wait([1, 2, 3], (), 3) == 0
