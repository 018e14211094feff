"""What never reaches a view, and what every answer carries."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/?page=%00", "/postings/?a%00b=1", "/fairs/a%00b/"])
def test_nul_in_the_address_is_a_bad_request(client, path):
    assert client.get(path).status_code == 400


@pytest.mark.django_db
def test_nul_in_a_cookie_is_a_bad_request(client):
    client.cookies["sessionid"] = "aaaaaaaa\0b"

    assert client.get("/").status_code == 400


@pytest.mark.django_db
def test_policy_is_strict_outside_the_admin_only(client):
    site, admin = client.get("/"), client.get("/admin/login/")

    assert "unsafe" not in site["Content-Security-Policy"]
    assert "'unsafe-eval'" in admin["Content-Security-Policy"]


@pytest.mark.django_db
def test_script_is_told_that_somebody_has_logged_in_until_they_log_out(client, seeker):
    assert "signed_in" not in client.get("/about/").cookies

    client.force_login(seeker)
    hint = client.get("/about/").cookies["signed_in"]
    assert (hint.value, hint["samesite"], hint["httponly"]) == ("1", "Lax", "")
    assert "signed_in" not in client.get("/about/").cookies

    client.logout()
    client.cookies["signed_in"] = "1"
    assert client.get("/about/").cookies["signed_in"]["max-age"] == 0


@pytest.mark.django_db
def test_answer_that_is_the_same_for_everybody_gives_no_hint_and_asks_for_none(client, seeker):
    visitor = client.get("/api/v1/postings/")
    client.force_login(seeker)
    person = client.get("/api/v1/postings/")

    assert "signed_in" not in person.cookies
    assert "Cookie" not in person["Vary"]
    assert person.content == visitor.content
