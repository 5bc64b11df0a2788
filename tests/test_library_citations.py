"""Citations say what is true, and nothing that people wrote can break out of them."""

import re
from datetime import date
from io import StringIO

import pytest
import rispy
from django.utils.html import strip_tags
from pybtex.database.input.bibtex import Parser

from library.citations import apa, bibtex, citation_data, ris
from library.publications import Publication
from tests.publications import a_publication

ADDRESS = "https://www.example.org/publications/guide/"
HOSTILE = [
    "Line one\nER  - \nTY  - JOUR\nTI  - Other",
    "Carriage\r\nER  -\r\n\r\nTY  - BOOK",
    "Separators\u2028ER  - \u2029TY  - \x85ER  - \x0bER  - ",
    "Braces } } @misc{evil, title = {x}}",
    "Open { { brace",
    "Backslash \\ and \\} and \\input{/etc/passwd}",
    "Quote \" and ' and `",
    "<script>alert(1)</script> & <b>bold</b>",
    '<span class="nocase">x</span> <i>y',
    "100% of $5 & #7_a ~b ^c",
    "“Señal” — 危機 ﬁn 🚔",
    "\ue000script\ue001 \ue002i\ue003",
    "and and others, and",
    "%",
]


def a_record(**fields):
    return Publication(**{"title": "A guide", "year": 2019, "authors": "", "publisher": "", "slug": "guide"} | fields)


def data_of(**fields):
    return citation_data(a_record(**fields), ADDRESS)


def entries_of(text):
    """RIS as its definition has it: a tag of two characters, two spaces, a hyphen, a space; ER ends an entry."""
    entries, entry = [], []
    for line in text.split("\n"):
        if not line:
            continue
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert match, f"no tag: {line!r}"
        tag, value = match.groups()
        assert (tag == "TY") == (not entry), f"an entry begins with TY: {line!r}"
        if tag == "ER":
            entries.append(entry)
            entry = []
        else:
            entry.append((tag, value))
    assert not entry
    return entries


def one_line(text):
    return " ".join(text.split())


# --- APA


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {
                "authors": "Doe, Jane Mary\nRoe, Richard",
                "publisher": "COPS Office",
                "url": "https://cops.example.org/1",
            },
            "Doe, J. M., & Roe, R. (2019). A guide. COPS Office. https://cops.example.org/1",
        ),
        (
            {"authors": "CIT International", "publisher": "CIT International"},
            f"CIT International. (2019). A guide. {ADDRESS}",
        ),
        ({"publisher": "CIT International"}, f"CIT International. (2019). A guide. {ADDRESS}"),
        ({}, f"A guide. (2019). {ADDRESS}"),
        (
            {"authors": "Office of Community Oriented Policing Services, U.S. Department of Justice"},
            f"Office of Community Oriented Policing Services, U.S. Department of Justice. (2019). A guide. {ADDRESS}",
        ),
        ({"authors": "Doe, Jane", "published_on": date(2019, 8, 5)}, f"Doe, J. (2019). A guide. {ADDRESS}"),
    ],
)
def test_the_suggested_citation_is_in_apa_style(fields, expected):
    assert strip_tags(apa(data_of(**fields))).replace("&amp;", "&") == expected


def test_the_title_is_in_italics():
    assert "<i>A guide</i>" in apa(data_of(authors="Doe, Jane"))


@pytest.mark.parametrize("kind", Publication._meta.get_field("kind").choices)
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_kind_can_be_cited_in_both_languages(kind, language):
    data = data_of(kind=kind[0], authors="Doe, Jane", publisher="Press", language=language)
    assert "A guide" in strip_tags(apa(data, language))
    assert "2019" in apa(data, language)
    assert entries_of(ris(data))
    assert Parser().parse_string(bibtex(data)).entries


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_citation_but_italics_is_markup(text):
    html = apa(data_of(title=text, authors=f"{text}\nDoe, {text}", publisher=text))
    assert set(re.findall(r"<[^>]*>|<", html)) <= {"<i>", "</i>"}
    assert html.count("<i>") == html.count("</i>")
    assert not re.search(r"&(?!amp;|lt;|gt;|quot;|#x27;)", html)
    assert not re.search("[\ue000-\uf8ff]", html)


# --- RIS


@pytest.mark.parametrize("text", HOSTILE)
def test_a_ris_file_holds_one_entry_whatever_stands_in_its_values(text):
    data = data_of(title=text, authors=f"{text}\nDoe, Jane", publisher=text)
    written = ris(data, abstract=text)
    (entry,) = entries_of(written)
    assert [value for tag, value in entry if tag == "TI"] == [data["title"]]
    (parsed,) = rispy.load(StringIO(written))
    assert parsed["title"] == dict(entry)["TI"]
    assert parsed["year"] == "2019"
    assert parsed["authors"][-1] == "Doe, Jane"


def test_a_ris_file_holds_what_is_known():
    data = data_of(
        authors="Doe, Jane\nCIT International", publisher="Press", url="https://a.example.org/?a=1;b=2", kind="e_guide",
    )  # fmt: skip
    (parsed,) = rispy.loads(ris(data, "Says this."))
    assert parsed["type_of_reference"] == "ELEC"
    assert parsed["authors"] == ["Doe, Jane", "CIT International"]
    assert parsed["publisher"] == "Press"
    assert parsed["abstract"] == "Says this."
    assert parsed["urls"] == ["https://a.example.org/?a=1%3Bb=2"]


# --- BibTeX


def read(text):
    """What the fields say once TeX has read them: braces that group are gone, commands are their characters."""
    commands = {r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^"}
    commands |= {r"\textbraceleft{}": "{", r"\textbraceright{}": "}"}
    pattern = re.compile(r"\\text[a-z]+\{\}|\\([{}$&%#_])|[{}]")
    return pattern.sub(lambda found: commands.get(found[0]) or found[1] or "", text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_bibtex_file_holds_one_entry_whatever_stands_in_its_values(text):
    data = data_of(title=text, authors=f"{one_line(text).replace(',', '')}\nDoe, Jane", publisher=text)
    written = bibtex(data)
    entries = Parser().parse_string(written).entries
    assert len(entries) == 1
    ((key, entry),) = entries.items()
    assert re.fullmatch("[a-z0-9]+", key)
    assert set(entry.fields) <= {"title", "institution", "publisher", "year", "month", "language", "url"}
    assert read(entry.fields["title"]) == data["title"]
    assert len(entry.persons["author"]) == 2
    assert str(entry.persons["author"][1]) == "{Doe}, {Jane}"
    assert balanced(written)


def balanced(text):
    depth = 0
    for brace in re.findall("[{}]", text):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    return depth == 0


def test_a_bibtex_file_holds_what_is_known():
    data = data_of(authors="Núñez, Ana", publisher="R&D Press", published_on=None, title="The Memphis model")
    ((key, entry),) = Parser().parse_string(bibtex(data)).entries.items()
    assert key == "nunez2019memphis"
    assert entry.type == "techreport"
    assert entry.fields["institution"] == r"R\&D Press"
    assert entry.fields["url"] == ADDRESS
    assert "Núñez" in bibtex(data)


def test_a_key_is_made_of_anything():
    assert re.match(r"@misc\{\w+,", bibtex(data_of(title="危機", year=2020)))


# --- downloads


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["ris", "bib"])
def test_citations_are_downloaded_as_files(client, ending):
    a_publication(title="Señales", slug="guide", authors="Doe, Jane")
    response = client.get(f"/publications/guide.{ending}")
    assert response.status_code == 200
    assert response["Content-Disposition"] == f'attachment; filename="guide.{ending}"'
    assert "Señales" in response.content.decode()
    assert "http://localhost/publications/guide/" in response.content.decode()
    assert client.post(f"/publications/guide.{ending}").status_code == 405
