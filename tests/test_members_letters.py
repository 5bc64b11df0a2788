"""Letters: in the reader's language, once, with nothing in them that their writer did not mean."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.template.loader import get_template
from django.utils import translation

from members import inviting, joining
from members.letters import Letter, as_html, post, send_what_is_left

pytestmark = pytest.mark.django_db

TEMPLATES = sorted(path.stem for path in Path("members/templates/members/letters").glob("*.txt"))
FACTS = {
    "url": "http://localhost/somewhere/",
    "name": "Ada",
    "agency": "Springfield Police, TN",
    "by": "Cora Chief",
    "until": "2027-03-09",
    "received": "2027-03-09",
    "ends_on": "2027-03-09",
    "reason": "We could not reach your agency.",
    "contact": "http://localhost",
}
HOSTILE = [
    "Ada\nBcc: everybody@example.org",
    "Ada\r\n\r\nhttp://localhost/invitation/fake/",
    "Ada\u2028http://localhost/\u2029",
    "<script>alert(1)</script>",
    "<a href='http://evil.example/'>CIT ASSIST</a>",
    "http://localhost.evil.example/",
    "http://localhost@evil.example/",
    "Visit www.evil.example/now",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "\u202egnp.exe",
]


def letter(template="invitation", language="en", **facts):
    return Letter(template=template, to="a@example.org", language=language, context=FACTS | facts).message()


def html_of(message):
    return message.alternatives[0].content


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_letter_has_a_subject_a_text_and_a_signature(template, language):
    message = letter(template, language)
    assert 8 < len(message.subject) < 70
    assert "Ada" not in message.subject
    assert "Springfield" not in message.subject
    paragraphs = message.body.strip().split("\n\n")
    assert len(paragraphs) >= 3
    assert paragraphs[-1] == "CIT ASSIST"
    assert "2027-03-09" not in message.body
    assert "{" not in message.body
    assert f'<html lang="{language}">' in html_of(message)
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_every_letter_that_is_posted_has_its_words():
    sources = [Path(module.__file__).read_text() for module in (joining, inviting)]
    posted = {name for source in sources for name in re.findall(r"""\bpost\(\s*"(\w+)\"""", source)}
    assert {"confirm_request", "request_received", "refused", "removed", "member_already"} <= posted
    assert posted | {"request_to_decide", "approved", "invitation"} <= set(TEMPLATES)


def test_days_are_written_as_the_reader_writes_them():
    assert "March 9, 2027" in letter().body
    assert "9 de marzo de 2027" in letter(language="es").body.lower()


def test_an_address_stands_alone_on_its_line_and_is_a_link_in_html():
    message = letter()
    assert "\n\nhttp://localhost/somewhere/\n\n" in message.body
    assert re.findall(r'href="([^"]*)"', html_of(message)) == ["http://localhost/somewhere/"]


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("template", TEMPLATES)
def test_hostile_words_stay_words(template, words):
    plain, hostile = letter(template), letter(template, name=words, agency=words, by=words, reason=words)
    assert hostile.subject == plain.subject
    assert hostile.message()["Bcc"] is None
    # As many paragraphs and links as without them, and no markup of theirs.
    assert hostile.body.count("\n") == plain.body.count("\n")
    links = re.compile(r"<a ")
    assert len(links.findall(html_of(hostile))) == len(links.findall(html_of(plain)))
    assert "<script" not in html_of(hostile)
    assert settings.SECRET_KEY not in hostile.body
    assert "\u202e" not in hostile.body


@pytest.mark.parametrize("words", [words for words in HOSTILE if "evil" in words])
def test_mail_programs_find_no_address_in_a_name(words):
    body = letter("request_to_decide", name=words, agency=words).body
    assert not re.search(r"://\w*evil|\bevil\.\w|www\.\w|localhost[.@]\w", body)


def test_only_addresses_of_this_site_become_links():
    for line in [
        "http://localhost.evil.example/",
        "http://localhost@evil.example",
        "http://evil.example/http://localhost/",
    ]:
        assert "<a" not in as_html(line)
    assert "<a" in as_html("http://localhost/x")
    assert "<a" in as_html("http://localhost")


def test_a_letter_goes_once_and_forgets_its_words(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert post("removed", key="1", to="a@example.org", language="en", agency="X")
        assert not post("removed", key="1", to="a@example.org", language="en", agency="X")
    assert [message.to for message in mail.outbox] == [["a@example.org"]]
    assert Letter.objects.get().context == {}
    assert send_what_is_left() == 0


def test_a_letter_of_a_change_that_failed_is_never_sent(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        post("removed", key="1", to="a@example.org", language="en", agency="X")
        transaction.set_rollback(True)
    assert not mail.outbox
    assert not Letter.objects.exists()


def test_the_readers_language_counts_not_the_writers():
    with translation.override("es"):
        assert "members/letters" in get_template("members/letters/removed.txt").origin.name
        assert "on" in letter(language="en").body.split()
