"""What a demo post pays, in 元/月: inside the band of its occupation and county."""

import math
import random
from dataclasses import dataclass

from tongwulang.site.demo.catalogue import Archetype, County

# One post in twenty-five is 面议; it still states its base pay, as the law asks.
_NEGOTIABLE_SHARE = 0.04
_MONTHS = {12: 6, 13: 3, 14: 1}


@dataclass(frozen=True)
class PayContent:
    base_pay: int
    salary_min: int | None
    salary_max: int | None
    salary_months: int
    is_negotiable: bool


def band(archetype: Archetype, county: County) -> tuple[int, int]:
    """Lowest and highest pay of the occupation in the county, rounded inwards to 100 元."""
    low, high = (amount * county.pay_factor for amount in archetype.pay)
    return math.ceil(low / 100) * 100, math.floor(high / 100) * 100


def build_pay(
    archetype: Archetype, county: County, experience: int, stream: random.Random
) -> PayContent:
    """More experience is nearer to the top of the band; base pay is a share of the lower end."""
    low, high = band(archetype, county)
    least, most = archetype.experience
    seniority = (experience - least) / (most - least + 1)
    lower = _hundreds(low + (high - low) * (0.5 * seniority + 0.25 * stream.random()))
    upper = min(high, _hundreds(lower * stream.uniform(1.2, 1.5)))
    base = max(county.base_floor, _hundreds(lower * archetype.base_share))
    is_negotiable = stream.random() < _NEGOTIABLE_SHARE
    return PayContent(
        base_pay=min(base, upper),
        salary_min=None if is_negotiable else lower,
        salary_max=None if is_negotiable else upper,
        salary_months=stream.choices(list(_MONTHS), list(_MONTHS.values()))[0],
        is_negotiable=is_negotiable,
    )


def _hundreds(amount: float) -> int:
    return int(amount // 100) * 100
