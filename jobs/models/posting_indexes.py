"""The indexes of lists of posts, newest first: one a filter shape, each holding what it filters.

Pages and the API read their lists from memory (jobs/live_facets.py), in every order; feeds, the
home page and what else asks the database for the newest posts name a region or an industry by
equality. So an index starts with one of them, then the state, then the order: the rows lie side by
side in it. All other filters are tried on the index's own columns, without opening a row (`make
bench` and a test pin the plans). What is kept in memory is read from one of them too, in order.
"""

from django.db.models import F, Index

# What a list can be narrowed to by equality, by the name of its indexes.
SHAPES: dict[str, tuple[str, ...]] = {
    "all": (),
    "region": ("region",),
    "industry": ("industry",),
    "emerging": ("emerging_industry",),
}
NEWEST = ("published_at", "id")
# What filters try beside the order.
FILTERED = (
    *("expires_on", "education_min", "experience_min", "employment_type", "top_pay"),
    *("region", "industry", "emerging_industry"),
    *("for_veterans", "for_dependents", "for_veteran_graduates", "for_fresh_graduates"),
    *("occupation", "employer"),
)


def listing_indexes() -> list[Index]:
    """Every index of Posting that serves a list."""
    return [_index(f"posting_{name}_new", shape) for name, shape in SHAPES.items()]


def _index(name: str, shape: tuple[str, ...]) -> Index:
    rest = [column for column in FILTERED if column not in (*shape, *NEWEST)]
    return Index(
        *(F(column) for column in (*shape, "status")),
        *(F(column).desc() for column in NEWEST),
        *(F(column) for column in rest),
        name=name,
    )
