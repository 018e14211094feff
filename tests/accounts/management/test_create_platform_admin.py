"""The first platform admin, by one command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from tongwulang.accounts.models import User

pytestmark = pytest.mark.django_db


def run(*arguments):
    output = StringIO()
    call_command("create_platform_admin", *arguments, stdout=output)
    return output.getvalue()


def test_admin_comes_in_with_what_was_shown_and_must_set_a_second_factor(client):
    shown = run("Admin@Example.invalid", "--name", "欧阳")
    password = shown.split("密码（只显示这一次）：")[1].split()[0]
    person = User.objects.get()
    assert (person.email, person.name, person.is_superuser) == (
        "admin@example.invalid",
        "欧阳",
        True,
    )

    answer = client.post(
        reverse("account_email_login"), {"login": person.email, "password": password}
    )

    assert answer["Location"] == reverse("admin:index")
    assert client.get(answer["Location"])["Location"] == reverse("mfa_index")


def test_given_password_is_not_shown():
    assert "correct horse battery" not in run(
        "a@example.invalid", "--password", "correct horse battery"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "合法的邮件地址"),
        (["a@example.invalid", "--password", "12345678"], "密码"),
        (["there@example.invalid"], "已有账号"),
    ],
)
def test_wrong_arguments_are_refused_in_words(arguments, said):
    User.objects.create_user("there@example.invalid")

    with pytest.raises(CommandError, match=said):
        run(*arguments)
    assert not User.objects.filter(is_superuser=True).exists()
