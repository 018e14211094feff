"""The indexes of lists of posts: one a filter shape, in each order, each holding what it filters.

The page reads its lists from memory (jobs/live_facets.py); the API and what else asks the database
for lists name a region or an industry by equality. So an index starts with one of them, then the
state, then the order: the rows of a page lie side by side in it, at the front or anywhere deep. All
other filters are tried on the index's own columns, without opening a row (`make bench` pins the
plans). What is kept in memory is read from one of them too, in order.
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
BEST_PAID = ("top_pay", "published_at", "id")
# What filters try beside the order; the rarer ones only among the newest.
FILTERED = (
    *("expires_on", "education_min", "experience_min", "employment_type", "top_pay"),
    *("region", "industry", "emerging_industry"),
)
RARER = (
    *("for_veterans", "for_dependents", "for_veteran_graduates", "for_fresh_graduates"),
    *("occupation", "employer"),
)


Columns = tuple[str, ...]


def _index(name: str, shape: Columns, order: Columns, held: Columns) -> Index:
    rest = [column for column in held if column not in (*shape, *order)]
    return Index(
        *(F(column) for column in (*shape, "status")),
        *(F(column).desc() for column in order),
        *(F(column) for column in rest),
        name=name,
    )


def listing_indexes() -> list[Index]:
    """Every index of Posting that serves a list."""
    families: tuple[tuple[str, Columns, Columns], ...] = (
        ("new", NEWEST, (*FILTERED, *RARER)),
        ("pay", BEST_PAID, FILTERED),
    )
    return [
        _index(f"posting_{name}_{suffix}", shape, order, held)
        for suffix, order, held in families
        for name, shape in SHAPES.items()
    ]
