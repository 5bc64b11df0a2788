"""Looks into a PDF that nobody has looked at before. A program of its own: a hostile file ends it, not the site.

Called by `library.reading` as `python pdf.py text|cover FILE RESULT`. Takes little time and memory, whatever the file
asks for, and knows neither Django nor the database.
"""

import contextlib
import json
import resource
import sys
from pathlib import Path

import pypdf
import pypdfium2
from pypdf.errors import FileNotDecryptedError, LimitReachedError

__all__ = ["CPU_SECONDS", "MAX_PAGES"]

MAX_PAGES = 2_000
MAX_LETTERS = 50_000  # of one page; a page set in the smallest readable type holds a third of it
CPU_SECONDS = {"text": 40, "cover": 15}
MAX_MEMORY = 1024**3  # bytes
MAX_RESULT = 32 * 1024**2  # bytes
WIDEST_COVER, TALLEST_COVER = 1_000, 1_600  # pixels


def hold_back(job: str):
    """Take no more than was granted, even where the libraries' own limits fail."""
    for kind, most in [
        (resource.RLIMIT_CPU, CPU_SECONDS[job]),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_FSIZE, MAX_RESULT),
    ]:
        with contextlib.suppress(ValueError, OSError):  # macOS does not know all of them
            resource.setrlimit(kind, (most, most))


def as_stored(text) -> str:
    """Text that every database takes: no NUL, no half characters."""
    return str(text).replace("\0", "").encode("utf-8", "ignore").decode()


def text_of(page) -> str | None:
    try:
        return as_stored(page.extract_text()[:MAX_LETTERS])
    except (LimitReachedError, MemoryError):
        raise
    except Exception:  # one page that fails, in any of a hundred ways, takes no other with it
        return None


def facts(reader: pypdf.PdfReader) -> dict:
    """What the file says of itself; what cannot be read is taken for missing."""
    found = {"title": "", "year": None, "is_tagged": False, "language": ""}
    with contextlib.suppress(Exception):
        found["title"] = " ".join(as_stored(reader.metadata.title or "").split())[:250]
    with contextlib.suppress(Exception):
        found["year"] = reader.metadata.creation_date.year
    with contextlib.suppress(Exception):
        found["language"] = as_stored(reader.root_object.get("/Lang", "")).strip()[:20]
    with contextlib.suppress(Exception):
        marks = reader.root_object["/MarkInfo"].get("/Marked")
        found["is_tagged"] = bool(getattr(marks, "value", marks)) and "/StructTreeRoot" in reader.root_object
    return found


def read(path: Path) -> dict:
    """The outcome (a value of DocumentReport.Outcome); for a file that could be read its pages and facts too."""
    try:
        reader = pypdf.PdfReader(path, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"outcome": "encrypted"}
        count = len(reader.pages)
        if count > MAX_PAGES:
            return {"outcome": "too_large"}
        pages = [text_of(reader.pages[number]) for number in range(count)]
    except FileNotDecryptedError:
        return {"outcome": "encrypted"}
    except (LimitReachedError, MemoryError):
        return {"outcome": "too_large"}
    except Exception:
        return {"outcome": "broken"}
    if all(text is None for text in pages):
        return {"outcome": "broken"}
    return {"outcome": "read", "pages": [text or "" for text in pages], **facts(reader)}


def draw_cover(path: Path, result: Path):
    """The first page as a JPEG."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        width, height = page.get_size()
        scale = min(WIDEST_COVER / width, TALLEST_COVER / height)
        page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB").save(result, "JPEG", quality=82)


def main(job: str, path: str, result: str):
    hold_back(job)
    unfinished = Path(f"{result}.part")
    if job == "cover":
        draw_cover(Path(path), unfinished)
    else:
        try:
            unfinished.write_text(json.dumps(read(Path(path)), ensure_ascii=False), encoding="utf-8")
        except (OSError, MemoryError):  # more text than may be written down
            unfinished.write_text(json.dumps({"outcome": "too_large"}), encoding="utf-8")
    unfinished.replace(result)  # there is a whole result or none


if __name__ == "__main__":
    main(*sys.argv[1:])
