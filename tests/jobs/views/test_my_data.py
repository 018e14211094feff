"""我的数据: seen, taken home, deleted, and nobody else's."""

import csv
import io
import json

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from jobs.actions import applicants, applications
from jobs.models import Applicant
from tests.factories import (
    ApplicantFactory,
    AudienceClaimFactory,
    EmployerMemberFactory,
    HallStaffFactory,
    MembershipFactory,
    NoticeFactory,
    PostingFactory,
    PostingMarkFactory,
    SeekerFactory,
    UserFactory,
)
from tests.passkeys import SoftPasskey
from tongwulang.accounts.models import PhoneHandover, User
from tongwulang.outbox.models import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeker(langfang_organizer):
    seeker = SeekerFactory(skills=["=HYPERLINK(1)", "看图"])
    for number in range(2):
        application = applications.apply(
            applicant=seeker,
            posting=PostingFactory(title=f"焊工{number}"),
            fields=["name", "phone"],
            notice=NoticeFactory(kind="application", title="投递告知"),
            by=seeker.user,
        )
    applications.mark_viewed(application=application, by=langfang_organizer)
    applicants.look_at(applicant=seeker, by=langfang_organizer)
    AudienceClaimFactory(applicant=seeker)
    return seeker


@pytest.fixture
def client(client, seeker):
    client.force_login(seeker.user)
    return client


def test_page_shows_everything_that_is_kept(client, langfang_organizer):
    html = client.get(reverse("my_data")).content.decode()
    bureau = langfang_organizer.memberships.get().organization.name

    for text in (
        "欧阳建国",
        "+8613800138000",
        "焊工0",
        "已查看",
        "投递告知（第 1 版）",
        bureau,
    ):
        assert text in html, text


def test_json_holds_the_same(client, langfang_organizer):
    answer = client.get(reverse("my_data_download", args=["json"]))
    found = json.loads(answer.content)

    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert found["资料"][0]["姓名"] == "欧阳建国"
    assert [row["岗位"] for row in found["投递"]] == ["焊工1", "焊工0"]
    assert found["投递"][0]["提供记录"][0]["内容"] == ["姓名", "手机号"]
    assert len(found["谁查看过"]) == 1


def test_csv_opens_in_a_spreadsheet_without_acting(client):
    answer = client.get(reverse("my_data_download", args=["csv"]))
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))

    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert rows[0] == ["类别", "序号", "项目", "内容"]
    assert ["资料", "1", "技能", "'=HYPERLINK(1)、看图"] in rows


def test_nothing_of_others_is_in_it(client):
    ApplicantFactory(name="别人家的")
    for name in ("json", "csv"):
        answer = client.get(reverse("my_data_download", args=[name]))
        assert "别人家的" not in answer.content.decode()


def test_unknown_form_is_not_there(client):
    assert client.get(reverse("my_data_download", args=["xml"])).status_code == 404


def test_newcomer_sees_the_account_alone(client):
    client.force_login(UserFactory(name="新来的"))

    assert [name for name, *_ in client.get(reverse("my_data")).context["sections"]] == [
        "账号",
        "同意",
        "消息",
        "登录邮箱",
        "第二重验证和通行密钥",
        "工作身份",
        "登录的设备",
        "换绑手机号",
        "不收的消息",
        "收藏与隐藏的岗位",
        "不让看到的单位",
        "保存的搜索",
    ]


@pytest.mark.parametrize("rows", [1, 30])
def test_costs_the_same_for_one_and_many(client, seeker, rows, settings, django_assert_num_queries):
    settings.APPLICATIONS_PER_DAY = 99
    for _ in range(rows):
        applications.apply(
            applicant=seeker,
            posting=PostingFactory(),
            fields=["name", "phone"],
            notice=NoticeFactory(kind="application"),
            by=seeker.user,
        )
    with django_assert_num_queries(26):
        client.get(reverse("my_data"))


def test_deleting_needs_a_tick_then_ends_the_session(client, seeker):
    url = reverse("my_data_delete")
    assert "请先勾选" in client.post(url).content.decode()
    assert Applicant.objects.get().frozen_at is None
    answer = client.post(url, {"understood": "on"})

    assert "已删除" in answer.content.decode()
    assert Applicant.objects.get().frozen_at is not None
    assert client.get(reverse("my_data")).status_code == 302


def test_page_of_deleting_deletes_nothing(client):
    before = User.objects.filter(is_active=True).count()
    client.get(reverse("my_data_delete"))

    assert User.objects.filter(is_active=True).count() == before


def test_whoever_works_here_is_told_why_not(client, langfang_organizer):
    client.force_login(langfang_organizer)
    answer = client.post(reverse("my_data_delete"), {"understood": "on"})

    assert "先由单位办理离岗" in answer.content.decode()


def test_account_with_everything_shows_it_in_words(client, seeker):
    user = seeker.user
    EmailAddress.objects.create(user=user, email="second@example.invalid", verified=True)
    SoftPasskey().on_record(user)
    bureau, employer = MembershipFactory(user=user), EmployerMemberFactory(user=user)
    hall = HallStaffFactory(user=user)
    by = MembershipFactory(role="approver").user
    for number, phone in enumerate((None, "+8613911112222")):
        PhoneHandover.objects.create(
            user=user,
            new_phone=phone,
            reason=f"当面核对了第 {number} 件",
            requested_by=by,
            decided_by=by,
            decided_at=timezone.now(),
        )
    Refusal.objects.create(user=user, topic="alerts", channel="email")
    html = client.get(reverse("my_data")).content.decode()

    for text in (
        "second@example.invalid",
        "通行密钥",
        bureau.organization.name,
        employer.employer.name,
        str(hall.venue),
        "当面核对了第 0 件",
        "+8613911112222",
        "邮件",
    ):
        assert text in html
    assert "None" not in html


def test_page_shows_the_first_of_many_and_the_files_have_all(client, seeker):
    PostingMarkFactory.create_batch(51, user=seeker.user)
    page = client.get(reverse("my_data"))
    marks = {name: (len(rows), more) for name, rows, more in page.context["sections"]}

    assert marks["收藏与隐藏的岗位"] == (50, 1)
    assert "另有 1 条，下载的文件里都有。" in page.content.decode()
    taken = json.loads(client.get(reverse("my_data_download", args=["json"])).content)
    assert len(taken["收藏与隐藏的岗位"]) == 51
