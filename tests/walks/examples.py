"""One example of every address, as the table of rights has it: a new address needs one there."""

from django.contrib.contenttypes.models import ContentType
from django.urls import get_resolver, reverse

from tests import access_table
from tests.access_rows import url_of
from tests.access_table import ADMIN_MODELS, UNNAMED, addresses, admin_addresses


def arguments_by_name():
    """Address name to arguments such as "jobs_fair.slug", out of every table of access_table."""
    names = set(addresses()) - UNNAMED
    found = {name: entry[0] for name, entry in admin_addresses(*ADMIN_MODELS).items()}
    for table in vars(access_table).values():
        if isinstance(table, dict):
            given = {name: table[name] for name in table.keys() & names}
            found |= {
                name: one[0] if isinstance(one, tuple) else one for name, one in given.items()
            }
        elif isinstance(table, set):
            found |= {name: [] for name in table & names}
    return found


def every_url(rows):
    """Address name to the URL of its example; fails if one has none."""
    found = {name: url_of(name, given, rows) for name, given in arguments_by_name().items()}
    posting = rows["jobs_posting"]
    kind = ContentType.objects.get_for_model(posting)
    found["admin:view_on_site"] = reverse("admin:view_on_site", args=[kind.pk, posting.pk])
    assert found.keys() == set(addresses()) - UNNAMED
    return found


def views_by_name():
    """Address name to its view."""

    def walk(resolver, namespace=""):
        for entry in resolver.url_patterns:
            if hasattr(entry, "url_patterns"):
                inner = f"{entry.namespace}:" if entry.namespace else ""
                yield from walk(entry, namespace + inner)
            elif entry.name:
                yield f"{namespace}{entry.name}", entry.callback

    return dict(walk(get_resolver()))


def public_names():
    """The addresses that are open without a log-in."""
    return {
        name for name, view in views_by_name().items() if not getattr(view, "login_required", True)
    }
