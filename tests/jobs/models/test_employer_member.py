"""Who acts for an employer, and when that ends."""

import pytest
from django.urls import reverse

from jobs.models import Employer, EmployerMember
from tests.conftest import ProvedClient
from tests.factories import (
    DisclosureFactory,
    EmployerFactory,
    EmployerMemberFactory,
    UserFactory,
)
from tongwulang.accounts.models import User
from tongwulang.outbox.models import Message

pytestmark = pytest.mark.django_db


def test_member_acts_for_the_employer_until_leaving():
    member = EmployerMemberFactory()
    EmployerMemberFactory()
    assert list(Employer.objects.of_member(member.user)) == [member.employer]
    assert list(EmployerMember.objects.of(member.user)) == [member]

    member.left_on = "2026-11-24"
    member.save()

    assert list(Employer.objects.of_member(member.user)) == []
    assert list(EmployerMember.objects.of(member.user)) == []


def test_inactive_member_acts_for_nobody():
    member = EmployerMemberFactory(user=UserFactory(is_active=False))

    assert list(Employer.objects.of_member(member.user)) == []
    assert list(EmployerMember.objects.of(member.user)) == []


def test_member_is_no_organizer():
    member = EmployerMemberFactory()

    assert list(Employer.objects.visible_to(member.user)) == []


def test_organizer_names_a_member_by_phone(client, langfang_organizer):
    employer = EmployerFactory()
    client.force_login(langfang_organizer)
    known = UserFactory(phone="+8613900139001")

    for typed in ("139 0013 9001", "+86-13900139002"):
        answer = client.post(
            reverse("admin:jobs_employermember_add"),
            {"employer": employer.pk, "phone": typed, "joined_on": "2026-11-24"},
        )
        assert answer.status_code == 302

    new = User.objects.get(phone="+8613900139002")
    assert {member.user for member in employer.members.all()} == {known, new}
    assert (new.is_staff, new.has_usable_password()) == (False, False)


def test_organizer_names_nobody_for_a_foreign_employer(client, wuqing_organizer):
    employer = EmployerFactory()
    client.force_login(wuqing_organizer)

    answer = client.post(
        reverse("admin:jobs_employermember_add"),
        {"employer": employer.pk, "phone": "13900139001", "joined_on": "2026-11-24"},
    )

    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == ["employer"]
    assert employer.members.count() == 0


def test_same_member_twice_is_refused_in_words(client, langfang_organizer):
    member = EmployerMemberFactory(user=UserFactory(phone="+8613900139001"))
    client.force_login(langfang_organizer)

    answer = client.post(
        reverse("admin:jobs_employermember_add"),
        {"employer": member.employer_id, "phone": "13900139001", "joined_on": "2026-11-24"},
    )

    assert answer.context["adminform"].form.non_field_errors() == ["该用户已是该单位的经办人。"]


def test_person_named_by_a_clerk_is_told_comes_in_by_phone_and_answers_until_the_last_day(
    client, langfang_organizer
):
    """The whole path, as a clerk and the employer's person walk it."""
    application = DisclosureFactory().application
    employer = application.posting.employer
    client.force_login(langfang_organizer)
    client.post(
        reverse("admin:jobs_employermember_add"),
        {"employer": employer.pk, "phone": "13900139002", "joined_on": "2026-11-24"},
    )
    person = User.objects.get(phone="+8613900139002")
    message = Message.objects.get(recipient=person)
    assert (message.title, message.link) == (f"您现在是{employer.name}的经办人", "/received/")
    assert [each.channel for each in message.deliveries.all()] == ["sms"]

    own = ProvedClient()
    own.force_login(person)
    assert [one.pk for one in own.get(message.link).context["page"]] == [application.pk]
    url = reverse("received_answer", args=[application.pk])
    assert own.post(url, {"status": "declined", "reason": "filled"}).status_code == 302

    member = employer.members.get()
    client.post(
        reverse("admin:jobs_employermember_change", args=[member.pk]),
        {"joined_on": "2026-11-24", "left_on": "2026-11-25"},
    )
    assert own.get(message.link).status_code == 403
    assert Message.objects.filter(recipient=person).count() == 1
