"""Whatever a visitor asks for, nothing personal is in the reply."""

import io
import re
from html import unescape
from urllib.parse import urlsplit

import pytest
import zxingcpp
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.idp.oidc.models import Token
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.sessions.models import Session
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from django.utils import timezone
from PIL import Image

from jobs.actions import applicants, applications, resumes
from jobs.api.documents import fields_of
from jobs.api.urls import NAMED, NUMBERED
from tests.factories import NoticeFactory, SeekerFactory
from tests.jobs.test_resume_files import PDF
from tests.walks import secrets_in_rows
from tests.walks.examples import every_url, public_names
from tongwulang.accounts.actions import phone_codes
from tongwulang.accounts.browsers import Asker
from tongwulang.accounts.models import SentForm
from tongwulang.site.views import server_error

pytestmark = pytest.mark.django_db
PLAIN = {".css", ".js", ".svg"}

# Of pages that differ in the values of their parameters alone, so many are looked at.
OF_ONE_SHAPE = 2
ATTRIBUTE = re.compile(r"""(?:href|src|action|hx-get|data-[a-z-]+)=["']([^"'#]+)""")
ADDRESS = re.compile(r"""http://testserver(/[^"'<>\s\\]*)""")


@pytest.fixture
def filled(rows, platform_admin, langfang_organizer):
    """The rows of the walk over rights, and of all that is personal besides; every secret set."""
    seeker, posting = SeekerFactory(), rows["jobs_posting"]
    resumes.put_in(
        by=seeker.user, file_name="简历.pdf", content=PDF, agreed=NoticeFactory(kind="profile")
    )
    applications.apply(
        applicant=seeker,
        posting=posting,
        fields=["name", "phone", "resume"],
        notice=NoticeFactory(kind="application"),
        by=seeker.user,
    )
    applicants.look_at(applicant=seeker, by=langfang_organizer)
    SentForm.objects.create(by=seeker.user, key="a")
    Token.objects.create(client=rows["accounts_integrator"].client, type="at", hash="a")
    Session.objects.create(session_key="a" * 32, session_data="b", expire_date=timezone.now())
    UserSession.objects.create(user=seeker.user, session_key="a" * 32, ip="127.0.0.1")
    address = EmailAddress.objects.create(user=seeker.user, email="a@example.invalid")
    EmailConfirmation.create(address)
    phone_codes.send(phone="+8613800138000", purpose="login", asker=Asker("one", "hall"))
    LogEntry.objects.create(
        user=platform_admin, action_flag=CHANGE, object_repr="a", change_message="a"
    )
    assert secrets_in_rows.fill() > 100
    return rows


def api_questions():
    """Every list with all that can be put into it, counted in it, and one field at a time."""
    for resource in (*NUMBERED, *NAMED):
        page = f"/api/v1/{resource.name}/"
        yield from (f"{page}?fields={name}" for name in fields_of(resource.document))
        yield from (f"{page}?ordering={name}" for name in resource.orders)
        yield f"{page}?nothing=1"
        if resource.expansions:
            yield f"{page}?page_size=1&expand={','.join(resource.expansions)}"
        if resource.facets:
            yield f"{page}?facets={','.join(resource.facets)}"
        if resource.mirrored_by:
            yield f"{page}?updated_since=start"


def page_questions(rows):
    """What the pages answer to searches, filters and mistakes."""
    title, employer = rows["jobs_posting"].title, rows["jobs_employer"].name
    for typed in (title[:2], employer[:2], "skcc", "%00", "a" * 300):
        yield f"/postings/?q={typed}"
        yield f"/postings/suggestions/?q={typed}"
    for query in ("region=131000", "audience=veterans", "page=9999", "fair=x", "pay=abc"):
        yield f"/postings/?{query}"
        yield f"/api/v1/postings.atom?{query}"
    yield from ("/nothing/", "/api/v1/nothing/", "/postings/999999/", "/api/v1/postings/999999/")


def links_in(body):
    """Addresses of this site that a reply names."""
    for found in (*ATTRIBUTE.findall(body), *ADDRESS.findall(body)):
        parts = urlsplit(unescape(found))
        if parts.netloc in ("", "testserver") and parts.path.startswith("/"):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


def shape_of(url):
    """The address's name with the names of its parameters; None for what no view answers."""
    path, _, query = url.partition("?")
    try:
        name = resolve(path).view_name
    except Resolver404:
        return None
    return name, frozenset(part.partition("=")[0] for part in query.split("&"))


def text_of(reply):
    """Body and headers as text; of a picture what its QR code says."""
    body = b"".join(reply.streaming_content) if reply.streaming else reply.content
    headers = "\n".join(f"{name}: {value}" for name, value in reply.headers.items())
    if reply.headers.get("Content-Type") == "image/png":
        codes = zxingcpp.read_barcodes(Image.open(io.BytesIO(body)))
        return headers + "\n" + "\n".join(code.text for code in codes)
    return headers + "\n" + body.decode()


def crawl(client, urls):
    """URL to the text of its reply, for these and for what they lead to."""
    replies, shapes, waiting = {}, {}, list(dict.fromkeys(urls))
    given = set(waiting)
    while waiting:
        url = waiting.pop(0)
        shape = shape_of(url)
        shapes[shape] = shapes.get(shape, 0) + 1
        replies[url] = text_of(client.get(url))
        for link in links_in(replies[url]):
            known = shape_of(link)
            if link not in given and known and shapes.get(known, 0) < OF_ONE_SHAPE:
                given.add(link)
                waiting.append(link)
    return replies


def told(replies):
    """URL to the secrets that its reply tells, of those that tell any."""
    found = {url: secrets_in_rows.found_in(text) for url, text in replies.items()}
    return {url: secrets for url, secrets in found.items() if secrets}


def test_crawl_of_all_that_is_public_finds_nothing_personal(client, filled):
    urls = every_url(filled)
    asked = [url for name, url in urls.items() if name in public_names()]

    replies = crawl(client, [*asked, *api_questions(), *page_questions(filled)])

    assert told(replies) == {}
    assert {shape_of(url)[0] for url in replies if shape_of(url)} >= public_names()
    assert len(replies) > 200


def test_what_is_served_as_it_stands_names_nobody():
    files = [path for path in settings.STATICFILES_DIRS[0].rglob("*") if path.suffix in PLAIN]

    assert {path.suffix for path in files} == PLAIN
    assert told({path: path.read_text() for path in files}) == {}


def test_what_is_not_public_tells_visitors_nothing_either(client, filled):
    answers = {}
    for name, url in every_url(filled).items():
        if name not in public_names():
            answers[f"GET {url}"] = text_of(client.get(url))
        answers[f"POST {url}"] = text_of(client.post(url))
    answers["500"] = text_of(server_error(RequestFactory().get("/")))

    assert told(answers) == {}


def test_same_walk_sees_what_the_platform_may_read(client, filled, platform_admin):
    platform_admin.refresh_from_db()
    client.force_login(platform_admin)
    url = every_url(filled)["admin:accounts_user_changelist"]

    assert told({url: text_of(client.get(url))})[url] >= {secrets_in_rows.MARK}


@pytest.mark.parametrize(
    "reply",
    [
        "<p>ZQXSECRET0</p>",
        "联系人：欧阳绝密",
        r'{"name": "\u6b27\u9633\u7edd\u5bc6"}',
        "/q/%E6%AC%A7%E9%98%B3%E7%BB%9D%E5%AF%86",
        "&#27431;&#38451;&#32477;&#23494;",
        "<a href='tel:+8613812345678'>",
        "电话１３８ １２３４ ５６７８。",
        "138-1234-5678",
        "1931年7月9日",
        "987,651 元",
    ],
)
def test_crawl_sees_a_secret_however_it_is_written(reply):
    assert len(secrets_in_rows.found_in(reply)) == 1


@pytest.mark.parametrize(
    "reply", ["91131000YY0000001X", "a13812345678b", "2138123456789", "138****5678"]
)
def test_crawl_takes_no_other_number_for_a_phone(reply):
    assert secrets_in_rows.found_in(reply) == set()
