"""What looks like somebody's personal or case data is found, and what does not is left alone."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.care import MASK, digest, find, mask
from forum.models import Post
from tests.builders import a_member
from tests.forum_builders import a_board, a_forum

FOUND = [
    ("His SSN is 123-45-6789.", "ssn", "123-45-6789"),
    ("ssn: 123456789 on file", "ssn", "123456789"),
    ("El seguro social es 123 45 6789", "ssn", "123 45 6789"),
    ("last four of his social security number are 6789", "ssn", "6789"),
    ("DOB 01/02/1987, male", "birth", "01/02/1987"),
    ("d.o.b.: 1-2-87", "birth", "1-2-87"),
    ("He was born on March 3, 1990 in Ohio", "birth", "March 3, 1990"),
    ("born 1990-03-03", "birth", "1990-03-03"),
    ("Fecha de nacimiento: 3 de marzo de 1990", "birth", "3 de marzo de 1990"),
    ("nacida el 03/04/1985", "birth", "03/04/1985"),
    ("the plate was ABC-1234", "plate", "ABC-1234"),
    ("License plate: 7XYZ123, blue", "plate", "7XYZ123"),
    ("placa JKL 482", "plate", "JKL 482"),
    ("call me at (615) 555-0134", "phone", "(615) 555-0134"),
    ("his mother: 615-555-0134", "phone", "615-555-0134"),
    ("+1 615.555.0134", "phone", "+1 615.555.0134"),
    ("mi celular es 6155550134", "phone", "6155550134"),
    ("see case #24-001234", "case", "24-001234"),
    ("Incident number 2024-55521", "case", "2024-55521"),
    ("CFS 2400345 tonight", "case", "2400345"),
    ("en el expediente núm. 2023/4411", "case", "2023/4411"),
    ("report no. CR-2024-0012", "case", "CR-2024-0012"),
]
LEFT_ALONE = [
    "Call 988 or 911.",
    "The Lifeline used to be 1-800-273-8255.",
    "In 2024 we trained 120 officers; in 2025 another 1,450.",
    "Our 40-hour course runs 8:30-16:30 from 03/04/2026 to 03/08/2026.",
    "Read section 5150 and ORS 426.228.",
    "The case for co-response is strong. In any case, 12 of 30 agreed.",
    "We report 24 calls a month.",
    "Tags and 24 plates of food for 2026.",
    "https://example.org/2024/05/5551234",
    "Award 15JCOPS-24-GG-01234 ends in 2026.",
    "Versions 1.2.3 and 10.0.19045.",
    "Room 101-22, building 7.",
    "Grant year 2021-2024, budget $123,456,789.",
    "En caso de duda, llame al 988.",
    "ZIP 37201-1234",
]


@pytest.mark.parametrize(("text", "kind", "words"), FOUND)
def test_what_is_personal_is_found(text, kind, words):
    assert [(finding.kind, finding.text) for finding in find(text)] == [(kind, words)]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_harmless_is_left_alone(text):
    assert find(text) == []


@pytest.mark.parametrize(("text", "_kind", "words"), FOUND)
def test_what_is_masked_is_gone_and_the_rest_stays(text, _kind, words):
    masked = mask(text)
    assert words not in masked
    assert masked == text.replace(words, MASK)
    assert find(masked) == []


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_any_text_can_be_looked_through(text):
    findings = find(text)
    assert all(text[finding.start : finding.end] == finding.text for finding in findings)
    assert bool(digest(text)) is bool(findings)


@pytest.mark.parametrize("text", ["1" * 20_000, "1-" * 10_000, "case " * 4_000, "dob " * 5_000, "plate A1" * 2_500])
def test_looking_takes_no_time(text):
    find(text)


# --- the form


@pytest.fixture
def page(client, db):
    a_forum()
    client.force_login(a_member())
    return f"/forum/boards/{a_board().slug}/new/"


FORM = {"kind": "question", "title": "How?", "language": "en", "body": "His SSN is 123-45-6789. How do we help?"}


def care_of(response):
    return response.context["composer"].form.data["care_seen"]


def test_a_post_with_personal_data_is_not_sent_before_its_author_says_so(client, page):
    response = client.post(page, FORM)
    assert response.status_code == 200
    assert "<strong>123-45-6789</strong>" in response.content.decode()
    assert not Post.objects.exists()


@pytest.mark.parametrize(("answer", "there"), [("mask", False), ("as_is", True)])
def test_its_author_masks_it_or_posts_it(client, page, answer, there):
    seen = care_of(client.post(page, FORM))
    assert client.post(page, FORM | {"care": answer, "care_seen": seen}).status_code == 302
    body = Post.objects.get().body
    assert ("123-45-6789" in body) is there
    assert body.endswith("How do we help?")


def test_a_confirmation_counts_for_what_was_shown_alone(client, page):
    seen = care_of(client.post(page, FORM))
    other = FORM | {"body": FORM["body"] + " DOB 01/02/1987", "care": "as_is", "care_seen": seen}
    assert client.post(page, other).status_code == 200
    assert client.post(page, FORM | {"care": "as_is"}).status_code == 200
    assert not Post.objects.exists()


def test_titles_are_looked_through_too(client, page):
    response = client.post(page, FORM | {"title": "About case #24-001234", "body": "Fine"})
    assert not Post.objects.exists()
    client.post(
        page, FORM | {"title": "About case #24-001234", "body": "Fine", "care": "mask", "care_seen": care_of(response)}
    )
    assert Post.objects.get().topic.title == f"About case #{MASK}"


@pytest.mark.parametrize("text", ["case-" * 4000, "cad/" * 5000, "cad-" * 4990 + "1111_x"])
def test_no_text_takes_long_to_look_through(text):
    before = perf_counter()
    find(text)
    assert perf_counter() - before < 1
