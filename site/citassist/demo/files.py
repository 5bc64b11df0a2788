"""Pictures and documents, drawn and written here: nothing is downloaded and nobody else's work is used."""

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile

from citassist.demo import papers, worksheets
from citassist.demo.pdf import Document, write_pdf
from content.art import Drawing, seed_of
from content.models import SiteDocument, SiteImage

__all__ = ["DOCUMENTS", "document", "in_spanish", "picture"]

DOCUMENTS = worksheets.DOCUMENTS | papers.DOCUMENTS
# key: (title, what it shows)
PICTURES = {
    "three-strands": (
        "Three strands around one person",
        "Drawing: a blue, an amber and a teal strand rise and meet under a white circle.",
    ),
    "first-meeting": (
        "Strands that start far apart",
        "Drawing: three colored strands start far apart at the ground and come together under a white circle.",
    ),
    "workshop": (
        "Strands that meet in one place",
        "Drawing: a blue, an amber and a teal strand cross the picture and end at one white circle.",
    ),
}


def picture(key: str) -> SiteImage:
    """The picture with a key, drawn if it is missing."""
    title, description = PICTURES[key]
    found = SiteImage.objects.filter(title=title).first()
    if found:
        return found
    png = ContentFile(Drawing.from_seed(seed_of(title)).png(), name=f"{key}.png")
    image = SiteImage(title=title, description=description, credit="CIT ASSIST", file=ImageFile(png, name=f"{key}.png"))
    image.save()
    return image


def document(key: str) -> SiteDocument:
    """The document with a key ("worksheet" or "worksheet.es"), written if it is missing."""
    sheet: Document = DOCUMENTS[key]
    found = SiteDocument.objects.filter(title=sheet.title).first()
    if found:
        return found
    row = SiteDocument(title=sheet.title)
    row.file.save(f"{sheet.file_name}.pdf", ContentFile(write_pdf(sheet)), save=False)
    row.save()
    return row


def in_spanish(row: SiteDocument) -> SiteDocument | None:
    """The Spanish counterpart of an English document of the demonstration world."""
    key = next((key for key, sheet in DOCUMENTS.items() if sheet.title == row.title), None)
    return document(f"{key}.es") if f"{key}.es" in DOCUMENTS else None
