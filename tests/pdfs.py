"""Real PDF files for tests: written by hand or by pypdf, good ones and hostile ones."""

import io
import zlib

from django.core.files.base import ContentFile
from pypdf import PdfReader, PdfWriter
from wagtail.documents import get_document_model
from wagtail.models import Collection

from citassist.demo.pdf import Document, write_pdf

ENGLISH = "The officers of the county meet with the families and they talk about what is needed in a crisis."
SPANISH = "Los agentes del condado se reúnen con las familias y hablan de lo que es necesario en una crisis."


def a_pdf(title="A guide", words=ENGLISH, pages=1, language="en") -> bytes:
    """A tagged PDF with as many pages; `words` stand on each."""
    writer = PdfWriter()
    lines = [("H1", title)] + [("P", words)] * 30 * pages
    full = PdfReader(io.BytesIO(write_pdf(Document(title, "file.pdf", language, lines))))
    assert len(full.pages) >= pages
    writer.clone_document_from_reader(full)
    while len(writer.pages) > pages:
        writer.remove_page(writer.pages[-1])
    return _bytes(writer)


def a_bare_pdf(pages=1) -> bytes:
    """Pages without a word, as a scanner leaves them; no tags, title, or language."""
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(612, 792)
    return _bytes(writer)


def a_locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(a_pdf())))
    writer.encrypt("secret", algorithm="AES-256")
    return _bytes(writer)


def a_bomb() -> bytes:
    """A few kilobytes that claim to be a page and unfold into a gigabyte."""
    packed = zlib.compressobj(9)
    data = b"".join(packed.compress(b"\0" * 2**20) for _number in range(1024)) + packed.flush()
    return _assemble(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(data), data),
    )


def a_circle() -> bytes:
    """Its page tree contains itself."""
    return _assemble(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>",
    )


def a_tower() -> bytes:
    """Arrays in arrays, ten thousand deep."""
    return _assemble(
        b"<< /Type /Catalog /Pages 2 0 R /Lang %s%s >>" % (b"[" * 10_000, b"]" * 10_000),
        b"<< /Type /Pages /Kids [] /Count 0 >>",
    )


def _assemble(*objects: bytes) -> bytes:
    output, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(output))
        output += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(output)
    output += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    output += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    output += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return output


def _bytes(writer: PdfWriter) -> bytes:
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def a_document(data: bytes | None = None, name="guide.pdf", **fields):
    """A document as other code makes it: saved without anybody's form."""
    fields = {"title": name, "collection": Collection.get_first_root_node()} | fields
    return get_document_model().objects.create(file=ContentFile(a_pdf() if data is None else data, name), **fields)
