"""Whoever applied without a profile corrects name and phone, without filling one in."""

import pytest
from django.urls import reverse

from jobs.actions import applications
from jobs.models import Applicant
from tests.agreeing import profile_notice
from tests.factories import LookFactory, NoticeFactory, PostingFactory, SeekerFactory, UserFactory
from tests.jobs.actions.applying import apply
from tongwulang.accounts.actions import consents
from tongwulang.accounts.models import Consent

pytestmark = pytest.mark.django_db

URL = reverse("profile_contact")
PERSON = reverse("profile_edit", args=["person"])
TYPED = {"name": "欧阳健国", "phone": "139 0013 9000", "birth_year": "1989", "birth_month": "7"}


@pytest.fixture
def seeker(client):
    seeker = SeekerFactory(region=None, organization=None)
    client.force_login(seeker.user)
    return seeker


def now(seeker):
    seeker.refresh_from_db()
    return seeker.name, str(seeker.phone), seeker.birth_year, seeker.birth_month


def test_overview_leads_there_and_what_is_typed_is_seen_by_employers(client, seeker):
    profile_notice()
    application = apply(seeker)
    assert URL in client.get(reverse("profile_detail")).content.decode()
    assert set(client.get(URL).context["form"].fields) == set(TYPED)

    answer = client.post(URL, TYPED, follow=True)

    assert answer.redirect_chain == [(reverse("profile_detail"), 302)]
    assert "欧阳健国" in answer.content.decode()
    assert now(seeker) == ("欧阳健国", "+8613900139000", 1989, 7)
    given = [one.text for one in application.disclosures.get().given()]
    assert given == ["欧阳健国", "139 0013 9000"]
    assert not Consent.objects.of_kind("profile").exists()


def test_what_is_not_kept_is_not_asked_for(client, seeker):
    applications.withdraw_application(application=apply(seeker), by=seeker.user)

    assert set(client.get(URL).context["form"].fields) == {"name", "phone"}
    client.post(URL, TYPED)
    assert now(seeker) == ("欧阳健国", "+8613900139000", None, None)


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"name": ""}, "投递过的，姓名和手机号不能空着。"),
        ({"phone": ""}, "投递过的，姓名和手机号不能空着。"),
        ({"phone": "12345"}, "请填写能直接打通的电话"),
        ({"birth_year": "2015"}, "未满 16 周岁"),
        ({"birth_month": "13"}, "13"),
    ],
)
def test_wrong_value_is_named_and_the_rest_stays_typed(client, seeker, wrong, complaint):
    apply(seeker)
    before = now(seeker)
    answer = client.post(URL, {**TYPED, **wrong})

    assert answer.status_code == 200
    assert complaint in str(answer.context["form"].errors)
    assert now(seeker) == before
    if "name" not in wrong:
        assert 'value="欧阳健国"' in answer.content.decode()


@pytest.mark.parametrize("who", ["never applied", "nothing typed", "looked at"])
def test_everybody_else_has_the_step_of_the_profile(client, who):
    seeker = {
        "never applied": SeekerFactory,
        "nothing typed": lambda: Applicant(user=UserFactory()),
        "looked at": lambda: LookFactory(applicant=SeekerFactory(name="", phone=None)).applicant,
    }[who]()
    client.force_login(seeker.user)

    assert URL not in client.get(reverse("profile_detail")).content.decode()
    answer = client.post(URL, TYPED)
    assert (answer.status_code, answer["Location"]) == (302, PERSON)
    assert client.get(URL)["Location"] == PERSON
    assert not Applicant.objects.filter(name="欧阳健国").exists()


def test_profile_agreed_to_meanwhile_is_kept(client, seeker):
    """The form was open in another tab."""
    apply(seeker, PostingFactory())
    consents.agree(user=seeker.user, notice=profile_notice())

    assert client.post(URL, TYPED)["Location"] == reverse("profile_detail")
    assert now(seeker)[0] == "欧阳健国"


def test_whoever_has_a_profile_is_sent_to_its_step(client, seeker):
    apply(seeker)
    consents.agree(user=seeker.user, notice=profile_notice())

    assert URL not in client.get(reverse("profile_detail")).content.decode()
    assert client.get(URL)["Location"] == PERSON


@pytest.mark.parametrize("has_applied", [True, False])
def test_whoever_agreed_to_an_older_notice_corrects_without_the_newer(client, has_applied):
    seeker = SeekerFactory(skills=["焊接"])
    client.force_login(seeker.user)
    consents.agree(user=seeker.user, notice=profile_notice())
    if has_applied:
        apply(seeker)
    NoticeFactory(kind="profile", version=2)
    assert URL in client.get(reverse("profile_detail")).content.decode()
    assert set(client.get(URL).context["form"].fields) == set(TYPED)

    client.post(URL, TYPED)

    assert now(seeker) == ("欧阳健国", "+8613900139000", 1989, 7)
    assert (seeker.skills, bool(seeker.organization)) == (["焊接"], True)
    assert not Consent.objects.filter(notice__version=2).exists()
