"""Files, handed out after the caller has checked who asks.

Three ways, chosen by the settings: the built-in server streams them itself, in byte ranges as
RFC 9110, section 14, has it (players seek with them and Safari refuses to play without); nginx
does it on our word (X-Accel-Redirect); or object storage does, at an address that is signed and
soon over.
"""

import mimetypes
import re
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

__all__ = ["byte_range", "deliver"]

RANGE = re.compile(r"bytes\s*=\s*(\d{0,18})-(\d{0,18})\s*")
CHUNK = 64 * 1024  # bytes


class Slice:
    """`length` bytes of an open file from `start` on, in chunks."""

    def __init__(self, file, start: int, length: int):
        file.seek(start)
        self.file, self.left = file, length

    def __iter__(self):
        return self

    def __next__(self) -> bytes:
        data = self.file.read(min(CHUNK, self.left))
        if not data:
            raise StopIteration
        self.left -= len(data)
        return data

    def close(self) -> None:
        self.file.close()


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """Read a Range header for a file of `size` bytes: first and last byte, both included.

    None means "send the whole file": no range, several ranges, another unit, or nonsense, as
    RFC 9110 section 14.2 allows. Raises ValueError where no byte of the range exists (then 416).
    """
    match = RANGE.fullmatch(header.strip())
    if not match or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:  # the last N bytes
        if int(last) == 0 or size == 0:
            raise ValueError(header)
        return max(size - int(last), 0), size - 1
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise ValueError(header)
    return int(first), min(int(last), size - 1) if last else size - 1


def _unchanged(header: str, etag: str, modified: float) -> bool:
    """Whether an If-Range condition still holds; then the range applies, otherwise the whole file is sent."""
    if not header or header == etag:
        return True
    try:
        return parsedate_to_datetime(header).timestamp() == int(modified)
    except (TypeError, ValueError):
        return False


def _accelerated(file: FieldFile) -> str:
    """The internal address under which nginx finds a file that lies below VAR_DIR."""
    return settings.X_ACCEL_PREFIX + quote(Path(file.path).relative_to(settings.VAR).as_posix())


def deliver(
    request: HttpRequest,
    file: FieldFile,
    *,
    content_type: str = "",
    download: bool = False,
    is_public: bool = False,
) -> HttpResponseBase:
    """Answer GET or HEAD with a file or the byte range asked for (200, 206 or 416; 302 to object storage).

    Public files may be kept by caches for five minutes, as long as a change of privacy may take to reach
    everybody; all others by none. Raises Http404 where the storage has no such file.
    """
    name = file.name.rpartition("/")[2]
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "public, max-age=300" if is_public else "private, no-store",
        "Content-Disposition": content_disposition_header(download, name),
        "Content-Type": content_type or mimetypes.guess_type(name)[0] or "application/octet-stream",
        "Content-Security-Policy": "default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    if settings.S3_BUCKET:
        return HttpResponse(status=302, headers={"Location": file.url, "Cache-Control": "private, no-store"})
    if settings.X_ACCEL_PREFIX:
        return HttpResponse(headers=headers | {"X-Accel-Redirect": _accelerated(file)})
    try:
        size = file.size
        modified = file.storage.get_modified_time(file.name).timestamp()
        handle = file.storage.open(file.name, "rb")
    except FileNotFoundError as error:
        raise Http404 from error
    etag = f'"{int(modified):x}-{size:x}"'
    headers |= {"ETag": etag, "Last-Modified": formatdate(modified, usegmt=True)}
    wanted, status = None, 200
    if "Range" in request.headers and _unchanged(request.headers.get("If-Range", ""), etag, modified):
        try:
            wanted = byte_range(request.headers["Range"], size)
        except ValueError:
            handle.close()
            return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    first, last = wanted or (0, size - 1)
    if wanted:
        status = 206
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    headers["Content-Length"] = str(last - first + 1)
    if request.method == "HEAD":
        handle.close()
        return HttpResponse(status=status, headers=headers)
    return StreamingHttpResponse(Slice(handle, first, last - first + 1), status=status, headers=headers)
