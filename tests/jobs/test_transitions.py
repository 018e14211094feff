"""Every state of every table leads somewhere known, and nowhere by accident."""

import pytest

from jobs.models import application, employer, fair, participation, posting, posting_revision

TABLES = {
    employer.Employer: employer.TRANSITIONS,
    posting.Posting: posting.TRANSITIONS,
    posting_revision.PostingRevision: posting_revision.TRANSITIONS,
    fair.Fair: fair.TRANSITIONS,
    participation.Participation: participation.TRANSITIONS,
    application.Application: application.TRANSITIONS,
}


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_table_names_every_state_and_no_other(model):
    states = {value for value, _ in model._meta.get_field("status").flatchoices}
    table = TABLES[model]

    assert set(table) == states
    assert {target for targets in table.values() for target in targets} <= states


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_every_state_but_the_first_can_be_reached(model):
    first = model._meta.get_field("status").default
    table, reached, to_visit = TABLES[model], {first}, [first]
    while to_visit:
        new = table[to_visit.pop()] - reached
        reached |= new
        to_visit.extend(new)

    assert reached == set(table)
