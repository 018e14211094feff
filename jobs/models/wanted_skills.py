"""Which skills posts of an occupation ask for, to be offered instead of typed."""

from collections import Counter
from collections.abc import Collection

from jobs.models.posting import Posting

LOOKED_AT = 300
MOST = 12


def wanted_skills(occupations: Collection[str]) -> list[str]:
    """The skills most often asked for by the newest public posts of these occupations (codes)."""
    if not occupations:
        return []
    posts = Posting.objects.published().of_occupations(occupations).newest_first()
    asked = Counter(
        skill for skills in posts.values_list("skills", flat=True)[:LOOKED_AT] for skill in skills
    )
    return [skill for skill, _count in asked.most_common(MOST)]
