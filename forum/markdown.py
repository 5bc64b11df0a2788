"""Markdown as members write it, to HTML that is safe to show: no raw HTML, no headings, no remote pictures.

The parser makes the HTML and never passes any on; a sanitizer with a short list has the last word.
"""

import re
from html import unescape

import nh3
from markdown_it import MarkdownIt

__all__ = ["VERSION", "render", "text_of"]

VERSION = 1  # raise it when the same words would look otherwise; what is kept is then made anew

TAGS = {"p", "br", "strong", "em", "s", "ul", "ol", "li", "blockquote", "code", "pre", "a", "hr"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "*": set()}
SCHEMES = {"http", "https", "mailto"}

_parser = (
    MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True, "maxNesting": 12})
    .enable(["linkify", "strikethrough"])
    .disable(["image", "heading", "lheading", "html_block", "html_inline"])
)
_parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})


def render(text: str) -> str:
    """The text as an HTML fragment."""
    return nh3.clean(
        _parser.render(text),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="nofollow ugc noopener noreferrer",
    ).strip()


def text_of(html: str) -> str:
    """The words of a fragment that `render` made, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())
