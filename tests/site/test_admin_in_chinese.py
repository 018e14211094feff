"""No English on any page of the admin: every list, form, history, question, filter and refusal."""

import re
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.urls import reverse

from tests.factories import (
    ApplicantFactory,
    BoothFactory,
    ExportRunFactory,
    ImportRunFactory,
    ParticipationFactory,
    SeekerFactory,
    UserFactory,
)
from tests.jobs.admin.test_query_counts import LISTS

pytestmark = pytest.mark.django_db

# File formats, a unit, a key, the registration of every site, a standard, a digest.
ALLOWED = {"xlsx", "xls", "csv", "MB", "esc", "ICP", "GB", "SHA"}
# What the rows of these tests are made of: addresses, kinds in names, file names, short names.
DATA = re.compile(
    r"https?://\S+|\S+@\S+|\+?86\d+|/[\w/.-]+|fair-\d+|table\d+|[A-Z]\d+|hr局|veterans局|other局"
    r"|posting_alert|posting-12|search:\d+|[0-9a-f-]{32,}"
)
# What people hear or read, also where it is not the text of an element.
SPOKEN = {"title", "placeholder", "aria-label", "alt", "label"}
UNSEEN = {"script", "style", "template"}
# What stands in such an element is the name of a picture.
ICON = "material-symbols-outlined"
# Names of files and of variables, as the provider of SMS has them too.
NAMES = {"code"}


class Reader(HTMLParser):
    """Collects what a person reads on a page: texts, names of fields and buttons."""

    def __init__(self):
        super().__init__()
        self.said, self._skipped = [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if (
            tag in UNSEEN | NAMES
            or "material-symbols-outlined" in (attrs.get("class") or "").split()
        ):
            self._skipped.append(tag)
        self.said += [attrs[name] for name in SPOKEN if attrs.get(name)]
        if tag == "input" and attrs.get("type") in ("submit", "button", "reset"):
            self.said.append(attrs.get("value") or "")

    def handle_endtag(self, tag):
        if self._skipped and self._skipped[-1] == tag:
            self._skipped.pop()

    def handle_data(self, data):
        if not self._skipped:
            self.said.append(data)


def english(html):
    """The Latin words that a person reads in it, each with what stands around it."""
    reader = Reader()
    reader.feed(html)
    found = []
    for text in reader.said:
        words = set(re.findall(r"[A-Za-z]{2,}", DATA.sub(" ", text.strip()))) - ALLOWED
        if words:
            found.append(" ".join(text.split())[:80])
    return found


def emptied(page):
    """What a browser sends of this form when everything in it was emptied."""
    below = (page.context or {}).get("inline_admin_formsets", ())
    return {
        f"{inline.formset.prefix}-{part}_FORMS": 0
        for inline in below
        for part in ("TOTAL", "INITIAL")
    }


def pages_of(client, model, rows):
    """(what it is, HTML) of everything that can be opened of this model's rows."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    listed = reverse(f"{name}_changelist")
    yield "list", client.get(listed)
    yield "nothing found", client.get(listed, {"q": "没有这样的"})
    yield "bad filter", client.get(listed, {"e": "1"})
    form = client.get(reverse(f"{name}_add"))
    yield "add", form
    yield "add, refused", client.post(reverse(f"{name}_add"), emptied(form))
    for row in rows:
        form = client.get(reverse(f"{name}_change", args=[row.pk]))
        yield "row", form
        yield "row, refused", client.post(reverse(f"{name}_change", args=[row.pk]), emptied(form))
        yield "history", client.get(reverse(f"{name}_history", args=[row.pk]))
        yield "delete", client.get(reverse(f"{name}_delete", args=[row.pk]))
        for action in ("delete_selected", *(admin.site.get_model_admin(model).actions or ())):
            chosen = {"action": action, "_selected_action": [row.pk]}
            yield action, client.post(listed, chosen, follow=True)
        yield "nothing chosen", client.post(listed, {"action": "delete_selected"}, follow=True)


@pytest.mark.parametrize("name", LISTS)
def test_pages_of_a_model(client, name, platform_admin):
    model = apps.get_model(name)
    client.force_login(platform_admin)
    empty = dict(pages_of(client, model, []))
    LISTS[name][0]()
    row = model._default_manager.last()
    for flag in (ADDITION, CHANGE, DELETION):
        changed = [{"changed": {"fields": ["状态"]}}] if flag == CHANGE else ""
        LogEntry.objects.log_actions(platform_admin.pk, [row], flag, changed)

    found = {
        f"{what}{answer.status_code}": words
        for what, answer in [*empty.items(), *pages_of(client, model, [row])]
        if (words := english(answer.content.decode()))
    }

    assert found == {}


PAGES = {
    "index": ("admin:index", [], {}),
    "apps": ("admin:app_list", ["jobs"], {}),
    "apps of accounts": ("admin:app_list", ["accounts"], {}),
    "search": ("admin:search", [], {"s": "岗"}),
    "wordings": ("admin:outbox_delivery_wordings", [], {}),
    "password": ("admin:password_change", [], {}),
    "password changed": ("admin:password_change_done", [], {}),
}


@pytest.mark.parametrize("page", PAGES)
def test_page_outside_models(client, page, platform_admin):
    name, arguments, asked = PAGES[page]
    client.force_login(platform_admin)
    platform_admin.set_password("eine-lange-reihe")

    assert english(client.get(reverse(name, args=arguments), asked).content.decode()) == []


def test_what_is_missing_or_forbidden(client, platform_admin, wuqing_organizer):
    client.force_login(platform_admin)
    assert english(client.get("/admin/nothing/").content.decode()) == []
    gone = reverse("admin:jobs_posting_change", args=[99999])
    assert english(client.get(gone, follow=True).content.decode()) == []
    client.force_login(wuqing_organizer)
    forbidden = client.get(reverse("admin:accounts_user_changelist"))
    assert forbidden.status_code == 403
    assert english(forbidden.content.decode()) == []


@pytest.mark.parametrize("status", ["mapping", "ready", "done", "cancelled", "failed", "importing"])
def test_pages_of_an_import(client, status, platform_admin):
    run = ImportRunFactory(status=status)
    client.force_login(platform_admin)

    assert english(client.get(run.get_absolute_url()).content.decode()) == []


@pytest.mark.parametrize("status", ["working", "done", "failed"])
@pytest.mark.parametrize("kind", ["postings", "posters"])
def test_pages_of_an_export(client, status, kind, platform_admin):
    """As whoever asked for it sees it, with its file and after the file has gone, and as others."""
    runs = [
        ExportRunFactory(kind=kind, status=status, content=content, requested_by=by)
        for by in (platform_admin, UserFactory())
        for content in (b"PK", b"")
    ]
    client.force_login(platform_admin)

    pages = [client.get(run.get_absolute_url()) for run in runs]

    assert [english(page.content.decode()) for page in pages] == [[]] * 4


@pytest.mark.parametrize("kind", ["postings", "employers", "applicants", "nothing"])
def test_refusal_of_an_export(client, kind, platform_admin):
    client.force_login(platform_admin)
    url = reverse("admin:jobs_exportrun_of_list", args=[kind])

    assert english(client.post(url, follow=True).content.decode()) == []


@pytest.mark.parametrize("factory", [ApplicantFactory, SeekerFactory])
def test_applicant_whose_data_were_opened(client, platform_admin, factory):
    applicant = factory(phone="+8613800138000")
    client.force_login(platform_admin)
    url = reverse("admin:jobs_applicant_change", args=[applicant.pk])

    page = client.post(url, {"open": "1"}, follow=True).content.decode()

    assert "13800138000" in page.replace(" ", "")
    assert english(page) == []


def test_plan_and_overview_with_booths(client, platform_admin):
    booth = BoothFactory()
    ParticipationFactory(booth=booth)
    BoothFactory(zone=booth.zone)
    client.force_login(platform_admin)

    for row in (booth.zone.venue.fair, booth.zone.venue):
        url = reverse(f"admin:jobs_{row._meta.model_name}_change", args=[row.pk])
        assert english(client.get(url).content.decode()) == []


def test_words_are_found_where_they_stand():
    html = (
        '<p title="Close">好</p><input type="submit" value="Go"><script>if (word) {}</script>'
        '<span class="material-symbols-outlined">home</span><p>共 2 rows</p><b>.xlsx</b>'
        '<input class="after:material-symbols-outlined"><p>After a box to tick</p>'
    )

    assert english(html) == ["Close", "Go", "共 2 rows", "After a box to tick"]
