"""Who acts for an employer, and when that ends."""

import pytest
from django.urls import reverse

from jobs.models import Employer, EmployerMember
from tests.factories import EmployerFactory, EmployerMemberFactory, UserFactory
from tongwulang.accounts.models import User

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
