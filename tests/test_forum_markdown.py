"""Markdown as members write it becomes HTML that runs nothing, fetches nothing, and takes no time."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum.markdown import ATTRIBUTES, TAGS, render, text_of
from forum.posts import LONGEST
from tests.payloads import EXPANDED, PAYLOADS


class Reading(HTMLParser):
    """What a browser would find."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def dangers(html):
    for tag, attributes in Reading(html).found:
        if tag not in TAGS:
            yield tag
        for name, value in attributes.items():
            if name not in ATTRIBUTES.get(tag, set()) | ({"rel"} if tag == "a" else set()):
                yield f"{tag} {name}"
            if name == "href" and not re.match(r"(https?://|mailto:)", value):
                yield value


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    "around", ["{}", "> {}", "- {}", "**{}**", "[x]({})", "[{}](https://example.org)", "`{}`", "<{}>"]
)
def test_a_payload_stays_text(payload, around):
    assert not list(dangers(render(around.format(payload))))


@given(st.text(alphabet=st.sampled_from(list("<>&\"'`[]()!*_~#:/=\\ \n\tajscriptonerhf.svgx")), max_size=120))
@settings(max_examples=300, deadline=None, derandomize=True, database=None)
def test_no_text_at_all_becomes_dangerous(text):
    assert not list(dangers(render(text)))


@pytest.mark.parametrize("text", EXPANDED, ids=lambda text: repr(text[:8]))
def test_nothing_takes_long(text):
    text = text[:LONGEST]
    render(text)  # the first call prepares the parser
    before = time.process_time()
    render(text)
    assert time.process_time() - before < 0.25


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold** and *italic*", "<p><strong>bold</strong> and <em>italic</em></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("# not a heading", "<p># not a heading</p>"),
        (
            "see https://example.org/a?b=1&c=2.",
            '<p>see <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow ugc noopener noreferrer">'
            "https://example.org/a?b=1&amp;c=2</a>.</p>",
        ),
        ("[home](/somewhere)", '<p><a rel="nofollow ugc noopener noreferrer">home</a></p>'),
        (
            "![picture](https://elsewhere.example/x.png)",
            '<p>!<a href="https://elsewhere.example/x.png" rel="nofollow ugc noopener noreferrer">picture</a></p>',
        ),
        ("988 and example.org stay text", "<p>988 and example.org stay text</p>"),
    ],
)
def test_what_members_write_looks_as_they_mean_it(text, html):
    assert render(text) == html


def test_the_words_of_a_post_are_plain():
    assert text_of(render("**Ask** & <listen>\n\n> said")) == "Ask & <listen> said"
