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
