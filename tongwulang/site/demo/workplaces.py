"""Where a demo post is, and the dated facts of those in another county."""

import datetime as dt
import random
from dataclasses import dataclass

from tongwulang.site.demo.catalogue import County, load_catalogue
from tongwulang.site.demo.employers import EmployerContent

# Share of posts in a nearby county: small at home, larger for those invited from elsewhere.
_AWAY_SHARE = 0.12
_AWAY_SHARE_INVITED = 0.4
_SHUTTLE_SHARE = 0.7
_DAILY = ("工作日早晚各一班", "每天早晚各一班", "随班次接送")
_WEEKLY = ("周一早、周五晚各一班", "周日晚、周五晚各一班")


@dataclass(frozen=True)
class WorkplaceContent:
    """Codes of regions; `cross_border_on` is the day on which the bureau checked the facts."""

    region: str
    address: str
    insurance_region: str | None
    shuttle: str
    cross_border_on: dt.date | None


def build_workplace(
    employer: EmployerContent, today: dt.date, stream: random.Random
) -> WorkplaceContent:
    """At the employer's, or in a county near it; insurance is paid where the employer is."""
    home = employer.county
    away = _AWAY_SHARE if home.place else _AWAY_SHARE_INVITED
    county = home
    if stream.random() < away:
        county = load_catalogue().counties[stream.choice(home.reach)]
    crosses = county.code != home.code
    has_shuttle = crosses and stream.random() < _SHUTTLE_SHARE
    return WorkplaceContent(
        region=county.code,
        address=f"{county.name}演示产业园 {stream.randint(1, 40)} 号楼",
        insurance_region=home.code if crosses else None,
        shuttle=_shuttle(home, county, stream) if has_shuttle else "",
        cross_border_on=today - dt.timedelta(days=stream.randint(3, 28)) if crosses else None,
    )


def _shuttle(home: County, county: County, stream: random.Random) -> str:
    times = stream.choice(_WEEKLY if home.is_far else _DAILY)
    return f"{home.name}—{county.name}，{times}，免费乘坐"
