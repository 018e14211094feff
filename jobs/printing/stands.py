"""What stands on paper about an employer at a fair: only what is public, said in short words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno
from django.db.models import Prefetch
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from jobs.choices import Audience
from jobs.models import Booth, Employer, Fair, Participation, Posting, Venue
from jobs.templatetags.postings import education, place

if TYPE_CHECKING:
    from tongwulang.accounts.models import User

CHUNK = 200
LONGEST_PLACE = 3
# On paper a mark is one character beside the title.
BADGES = {Audience.VETERANS: "军", Audience.DEPENDENTS: "属", Audience.VETERAN_GRADUATES: "学"}
# Posts at most, and classes of the table: titles and pay of 27, 22 or 20 points, which somebody
# reads from three metres.
DENSITIES = ((10, ("few", "some", "many")), (20, ("some", "many")), (10_000, ("some",)))


@dataclass(frozen=True)
class Offer:
    """One post as a row of a table."""

    posting: Posting

    @property
    def pay(self) -> str:
        """8,000–12,000 in 元/月, which the heading says, or 面议; an unknown pay is no number."""
        posting = self.posting
        low, high = posting.salary_min, posting.salary_max
        if posting.is_negotiable or low is None or high is None:
            return _("面议") if posting.is_negotiable else _("见岗位页")
        return f"{low:,}" if low == high else f"{low:,}–{high:,}"

    @property
    def base_pay(self) -> str:
        """Said where nothing else is known of the pay."""
        is_all = self.posting.is_negotiable or self.posting.salary_min is None
        base = self.posting.base_pay
        return _("底薪 %(pay)s 起") % {"pay": f"{base:,}"} if base and is_all else ""

    @property
    def education(self) -> str:
        return education(self.posting.education_min)

    @property
    def experience(self) -> str:
        """3 年以上; nothing where none is asked for."""
        years = self.posting.experience_min
        return _("%(years)s 年以上") % {"years": years} if years else ""

    @property
    def place(self) -> str:
        """The county alone, its short name where the whole one is long: 大厂, but 三河市."""
        region = self.posting.region
        if region is None:
            return ""
        return region.name if len(region.name) <= LONGEST_PLACE else region.short_name

    @property
    def badges(self) -> list[tuple[str, str]]:
        """One character for each military audience, and what it stands for."""
        named = self.posting.audiences
        return [(BADGES[one], str(one.label)) for one in named if one in BADGES]


@dataclass(frozen=True)
class Stand:
    """An employer at a fair. `site` is the address that its code leads to, without the path."""

    participation: Participation
    site: str

    @property
    def employer(self) -> Employer:
        return self.participation.employer

    @property
    def fair(self) -> Fair:
        return self.participation.fair

    @property
    def venue(self) -> Venue | None:
        return self.participation.venue

    @property
    def booth(self) -> Booth | None:
        return self.participation.booth

    @property
    def offers(self) -> list[Offer]:
        return [Offer(posting) for posting in self._postings]

    @property
    def _postings(self) -> list[Posting]:
        return self.participation.public_postings  # type: ignore[attr-defined]

    @property
    def badges(self) -> list[tuple[str, str]]:
        """Those that some post bears, for the line that explains them."""
        return badges_of([self])

    @property
    def densities(self) -> tuple[str, ...]:
        """How big the rows of a poster may be, to be tried in this order until one sheet holds
        them; where one cannot, they go on in the size that is read well."""
        return next(names for most, names in DENSITIES if len(self._postings) <= most)

    @property
    def headcount(self) -> int:
        """How many people the posts want; of a post that does not say it, none."""
        return sum(posting.headcount or 0 for posting in self._postings)

    @property
    def facts(self) -> list[str]:
        """Kind, size, industry and place of the employer, as far as they are known."""
        employer = self.employer
        industry = employer.emerging_industry or employer.industry
        known = (
            employer.get_nature_display(),
            employer.get_size_display(),
            industry.name if industry else "",
            place(employer.region),
        )
        return [str(fact) for fact in known if fact]

    @property
    def address(self) -> str:
        """The page that the code opens: the post itself where there is only one."""
        only = self._postings[0] if len(self._postings) == 1 else self.employer
        return f"{self.site}{only.get_absolute_url()}"

    @property
    def code(self) -> SafeString:
        return qr(self.address)


def badges_of(stands: Iterable[Stand]) -> list[tuple[str, str]]:
    """Every badge that a post of these bears, once, in the order of BADGES."""
    borne = {badge for stand in stands for offer in stand.offers for badge in offer.badges}
    return [
        pair for pair in ((sign, str(one.label)) for one, sign in BADGES.items()) if pair in borne
    ]


def qr(address: str) -> SafeString:
    """The address as a QR code: an SVG with its quiet zone, which takes the size of its box."""
    code = segno.make_qr(address, error="m")
    return mark_safe(  # noqa: S308 - made of modules, not of the text
        code.svg_inline(omitsize=True, border=4, light="#fff", dark="#16262e")
    )


def stands_of(keys: Sequence[int], *, by: "User", site: str) -> Iterator[Stand]:
    """Those participations that take part and that the person may know, in the order of the keys,
    each with its public posts; two queries for every 200."""
    postings = Posting.objects.published().order_by("pk").defer("search", "duties", "requirements")
    loaded = postings.select_related("education_min", "region__parent", "region__place")
    rows = (
        Participation.objects.known_to(by)
        .taking_part()
        .select_related(
            "fair",
            "employer__industry",
            "employer__emerging_industry",
            "employer__region__parent",
            "employer__region__place",
            "venue",
            "booth__zone",
        )
        .prefetch_related(Prefetch("postings", loaded, "public_postings"))
        .defer("employer__search", "employer__introduction")
    )
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        found = rows.in_bulk(chunk)
        yield from (Stand(found[key], site) for key in chunk if key in found)
