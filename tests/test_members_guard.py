"""Nonsense in an address is a clear 400, never a crash."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/%00", "/es/%00/", "/?q=%00", "/?page=%1b", "/files/video/1?x=%00", "/cms/?q=%00"]
)
def test_control_characters_in_an_address_are_refused(client, address):
    assert client.get(address).status_code == 400


def test_control_characters_in_a_cookie_are_refused(client):
    assert client.get("/robots.txt", headers={"Cookie": "sessionid=a%00b"}).status_code == 400
    assert client.get("/robots.txt", headers={"Cookie": "sessionid=a\x00b"}).status_code == 400


def test_line_ends_and_accents_in_a_query_may_pass(client):
    assert client.get("/robots.txt?q=dos%0D%0Al%C3%ADneas%09").status_code == 200


def test_bytes_that_are_no_text_are_no_crash(client):
    assert client.get("/robots.txt?q=%ff%fe").status_code == 200
    assert client.get("/%ff%fe/").status_code in (400, 404)


def test_the_refusal_is_in_the_language_of_the_address(client):
    client.get("/es/")
    assert 'lang="en"' in client.get("/%00").content.decode()
    assert 'lang="es"' in client.get("/es/%00").content.decode()
