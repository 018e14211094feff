"""Which rows of which resource a change of a table concerns."""

from dataclasses import dataclass

TABLE = "jobs_change"


@dataclass(frozen=True)
class Mark:
    """The keys, by SQL, of the rows of `resource` that a row (`{row}`: OLD or NEW) concerns."""

    resource: str
    keys: str


POSTS_OF_PARTICIPATION = (
    "SELECT posting_id AS key FROM jobs_participation_postings WHERE participation_id"
)
OWN = "SELECT {row}.id AS key"
OWN_CODE = "SELECT {row}.code AS key"

# Table to what its rows concern. A post lists the participations that bring it, so that what makes
# those appear or vanish concerns the post.
MARKS: dict[str, tuple[Mark, ...]] = {
    "jobs_posting": (Mark("postings", OWN),),
    "jobs_posting_majors": (Mark("postings", "SELECT {row}.posting_id AS key"),),
    "jobs_participation_postings": (Mark("postings", "SELECT {row}.posting_id AS key"),),
    "jobs_employer": (
        Mark("employers", OWN),
        Mark("postings", "SELECT id AS key FROM jobs_posting WHERE employer_id = {row}.id"),
        Mark(
            "participations",
            "SELECT id AS key FROM jobs_participation WHERE employer_id = {row}.id",
        ),
    ),
    "jobs_participation": (
        Mark("participations", OWN),
        Mark("postings", f"{POSTS_OF_PARTICIPATION} = {{row}}.id"),
    ),
    "jobs_booth": (
        Mark(
            "participations", "SELECT id AS key FROM jobs_participation WHERE booth_id = {row}.id"
        ),
    ),
    "jobs_zone": (Mark("venues", "SELECT {row}.venue_id AS key"),),
    "jobs_venue": (Mark("venues", OWN),),
    "jobs_fair": (
        Mark("fairs", "SELECT {row}.slug AS key"),
        Mark("venues", "SELECT id AS key FROM jobs_venue WHERE fair_id = {row}.id"),
        Mark("participations", "SELECT id AS key FROM jobs_participation WHERE fair_id = {row}.id"),
        Mark(
            "postings",
            f"{POSTS_OF_PARTICIPATION} IN "  # noqa: S608
            "(SELECT id FROM jobs_participation WHERE fair_id = {row}.id)",
        ),
    ),
    "jobs_fairorganization": (
        Mark("fairs", "SELECT slug AS key FROM jobs_fair WHERE id = {row}.fair_id"),
    ),
    "accounts_organization": (
        Mark(
            "fairs",
            "SELECT slug AS key FROM jobs_fair WHERE id IN "
            "(SELECT fair_id FROM jobs_fairorganization WHERE organization_id = {row}.id)",
        ),
    ),
    "regions_region": (Mark("regions", OWN_CODE),),
    "regions_regionneighbour": (Mark("regions", "SELECT {row}.region_id AS key"),),
    "regions_education": (Mark("educations", OWN_CODE),),
    "regions_industry": (Mark("industries", OWN_CODE),),
    "regions_occupation": (Mark("occupations", OWN_CODE),),
}

# Columns that no reader sees: writing them alone changes nothing for the public.
UNSEEN = frozenset({"search", "updated_at"})

# Every row of each resource, for when nothing has been noted yet.
EVERY_KEY: dict[str, str] = {
    "postings": "SELECT id AS key FROM jobs_posting",
    "employers": "SELECT id AS key FROM jobs_employer",
    "fairs": "SELECT slug AS key FROM jobs_fair",
    "venues": "SELECT id AS key FROM jobs_venue",
    "participations": "SELECT id AS key FROM jobs_participation",
    "regions": "SELECT code AS key FROM regions_region",
    "industries": "SELECT code AS key FROM regions_industry",
    "occupations": "SELECT code AS key FROM regions_occupation",
    "educations": "SELECT code AS key FROM regions_education",
}


def note(resource: str, keys: str, *, sequence: str, moment: str) -> str:
    """SQL that notes a change of these keys, once each, in a fixed order."""
    return (
        f"INSERT INTO {TABLE} (resource, key, sequence, changed_at) "  # noqa: S608
        f"SELECT '{resource}', CAST(noted.key AS varchar(64)), {sequence}, {moment} "
        f"FROM ({keys}) AS noted WHERE noted.key IS NOT NULL ORDER BY 2 "
        "ON CONFLICT (resource, key) "
        "DO UPDATE SET sequence = excluded.sequence, changed_at = excluded.changed_at"
    )
