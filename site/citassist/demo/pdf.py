"""A small writer of PDF 1.7 (ISO 32000-1): headings, paragraphs and lists, tagged, with language and title."""

import textwrap
from dataclasses import dataclass

__all__ = ["LARGE", "NEW_PAGE", "Document", "write_pdf"]

PAGE = (612, 792)  # US Letter, in points
MARGIN = 64
# What each kind of line looks like: font, size, leading, space before, characters that fit in a line.
LOOKS = {
    "H1": ("B", 20, 25, 0, 44),
    "H2": ("B", 13, 17, 14, 68),
    "P": ("R", 11, 15, 7, 88),
    "LI": ("R", 11, 15, 4, 84),
}
LARGE = 13 / 11  # for what is read on a desk rather than filled in
NEW_PAGE = ("NEW", "")  # a line that says no more than: go on on the next page


@dataclass(frozen=True)
class Document:
    """A text of (kind, words) lines, kind being H1, H2, P or LI; `language` is a BCP 47 tag.

    With flags off, or without a language, it is a file as careless offices make them.
    """

    title: str
    file_name: str
    language: str
    lines: list[tuple[str, str]]
    is_tagged: bool = True
    is_titled: bool = True
    scale: float = 1.0  # of everything that LOOKS says


def _string(text: str) -> bytes:
    """A PDF text string for dictionaries: UTF-16 with its mark."""
    return b"<" + ("\ufeff" + text).encode("utf-16-be").hex().encode() + b">"


def _shown(text: str) -> bytes:
    """A string for the page, in the fonts' WinAnsi encoding."""
    raw = text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    return b"(" + raw + b")"


def _lay_out(document: Document) -> list[list[tuple[str, bytes]]]:
    """Pages of (tag, drawing) pairs; an element that does not fit begins on the next page."""
    pages, y = [[]], PAGE[1] - MARGIN
    for line in document.lines:
        if line == NEW_PAGE:
            pages.append([])
            y = PAGE[1] - MARGIN
            continue
        kind, words = line
        font, *lengths, measure = LOOKS[kind]
        size, leading, before = (round(length * document.scale) for length in lengths)
        rows = textwrap.wrap(words, int(measure / document.scale))
        if y - before - leading * len(rows) < MARGIN:
            pages.append([])
            y = PAGE[1] - MARGIN
        y -= before
        indent = 16 if kind == "LI" else 0
        drawing = b"BT /%s %d Tf %d TL %d %d Td\n" % (font.encode(), size, leading, MARGIN + indent, y - size)
        for number, row in enumerate(rows):
            bullet = kind == "LI" and number == 0
            start = b"-11 0 Td (\x95) Tj 11 0 Td " if bullet else b""
            drawing += start + _shown(row) + b" Tj T*\n"
        pages[-1].append((kind, drawing + b"ET\n"))
        y -= leading * len(rows)
    return pages


def _stream(document: Document, content: list[tuple[str, bytes]], folio: str) -> bytes:
    """What is drawn on a page; the page number is an artifact, which screen readers skip."""
    number = b"BT /R 9 Tf %d %d Td %s Tj ET\n" % (PAGE[0] // 2, MARGIN // 2, _shown(folio)) if folio else b""
    if not document.is_tagged:
        return b"".join(drawing for _tag, drawing in content) + number
    marked = b"".join(
        b"/%s << /MCID %d >> BDC\n%sEMC\n" % (tag.encode(), mark, drawing)
        for mark, (tag, drawing) in enumerate(content)
    )
    return marked + (b"/Artifact BMC\n%sEMC\n" % number if number else b"")


def write_pdf(document: Document) -> bytes:
    """The document as a PDF, its pages numbered if there are several."""
    objects: list[bytes] = []

    def add(body: bytes = b"") -> int:
        objects.append(body)
        return len(objects)

    catalog, tree, root, info, parents = (add() for _ in range(5))
    fonts = {
        name: add(b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % face)
        for name, face in (("R", b"Helvetica"), ("B", b"Helvetica-Bold"))
    }
    resources = b"<< /Font << /R %d 0 R /B %d 0 R >> >>" % (fonts["R"], fonts["B"])
    page_numbers, elements, parent_rows = [], [], []
    pages = _lay_out(document)
    for number, content in enumerate(pages):
        stream = _stream(document, content, str(number + 1) if len(pages) > 1 else "")
        contents = add(b"<< /Length %d >>\nstream\n%sendstream" % (len(stream), stream))
        page = add(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %d %d] /Resources %s /Contents %d 0 R"
            b" /StructParents %d /Tabs /S >>" % (tree, *PAGE, resources, contents, number)
        )
        page_numbers.append(page)
        owners = []
        for mark, (tag, _drawing) in enumerate(content):
            element = add()
            if tag == "LI":
                # A list of one: item and body, so that readers announce it as a list.
                item = add()
                body = add(b"<< /Type /StructElem /S /LBody /P %d 0 R /Pg %d 0 R /K %d >>" % (item, page, mark))
                objects[item - 1] = b"<< /Type /StructElem /S /LI /P %d 0 R /K [%d 0 R] >>" % (element, body)
                objects[element - 1] = b"<< /Type /StructElem /S /L /P %d 0 R /K [%d 0 R] >>" % (root, item)
                owners.append(body)
            else:
                objects[element - 1] = b"<< /Type /StructElem /S /%s /P %d 0 R /Pg %d 0 R /K %d >>" % (
                    tag.encode(), root, page, mark,
                )  # fmt: skip
                owners.append(element)
            elements.append(element)
        parent_rows.append(b"%d [%s]" % (number, b" ".join(b"%d 0 R" % owner for owner in owners)))

    structure = add(b"<< /Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R >>" % (root, parents))
    references = [b" ".join(b"%d 0 R" % number for number in numbers) for numbers in (page_numbers, elements)]
    tags = b" /MarkInfo << /Marked true >> /StructTreeRoot %d 0 R" % structure if document.is_tagged else b""
    language = b" /Lang %s" % _string(document.language) if document.language else b""
    shows_title = b" /ViewerPreferences << /DisplayDocTitle true >>" if document.is_titled else b""
    objects[catalog - 1] = b"<< /Type /Catalog /Pages %d 0 R%s%s%s >>" % (tree, language, tags, shows_title)
    objects[tree - 1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (references[0], len(page_numbers))
    objects[root - 1] = b"<< /Type /StructElem /S /Document /P %d 0 R /K [%s] >>" % (structure, references[1])
    title = b"/Title %s " % _string(document.title) if document.is_titled else b""
    objects[info - 1] = b"<< %s/Author %s >>" % (title, _string("CIT ASSIST"))
    objects[parents - 1] = b"<< /Nums [%s] >>" % b" ".join(parent_rows)

    output, offsets = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(output))
        output += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size, start = len(objects) + 1, len(output)
    output += b"xref\n0 %d\n0000000000 65535 f \n" % size
    output += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    output += b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\n" % (size, catalog, info)
    return output + b"startxref\n%d\n%%%%EOF\n" % start
