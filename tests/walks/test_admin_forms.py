"""Every form of the desk × every role: a POST forged by whoever may not open it is refused,
and adds, changes and deletes nothing."""

import pytest

from tests.access_rows import meaning_of, url_of
from tests.access_table import (
    ADMIN_MODELS,
    ELSEWHERE,
    FORBIDDEN,
    LOGIN,
    MISSING,
    ROLES,
    SEEN,
    admin_addresses,
)

pytestmark = pytest.mark.django_db

# A form shown again with errors, or an answer that leads to the list, was taken.
REFUSED = {ELSEWHERE, FORBIDDEN, LOGIN, MISSING}


@pytest.mark.parametrize("model", ADMIN_MODELS)
def test_forged_post_is_refused_and_leaves_every_row(client, model, people, rows):
    table = type(rows[model])._base_manager
    before = list(table.order_by("pk").values())
    forms = {
        name: entry
        for name, entry in admin_addresses(model).items()
        if name.endswith(("_add", "_change", "_delete"))
    }
    answers = {}
    for name, (arguments, expected) in forms.items():
        for role in [role for role in ROLES if expected[role] != SEEN]:
            client.logout()
            if people[role] is not None:
                client.force_login(people[role])
            answer = client.post(url_of(name, arguments, rows), {"post": "yes"})
            answers[name, role] = meaning_of(answer)

    taken = {who: seen for who, seen in answers.items() if seen not in REFUSED}
    assert taken == {}
    if model != "accounts_user":  # logging in writes when
        assert list(table.order_by("pk").values()) == before
    assert table.count() == len(before)
