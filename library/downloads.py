"""How often files are opened, by publication, agency and day. Nobody's name is kept; programs do not count."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from library.publications import Download, Publication
from members.access import is_member

__all__ = ["count_download", "is_program"]

SAME_VISIT = 5 * 60  # seconds in which one signed-in person counts once
COOKIE = "opened"
# Parts of the names by which programs introduce themselves. Who gives no name at all is a program, too.
PROGRAMS = (
    "bot",
    "crawl",
    "spider",
    "slurp",
    "archiver",
    "preview",
    "facebookexternalhit",
    "monitor",
    "uptime",
    "pingdom",
    "headless",
    "lighthouse",
    "scan",
    "curl",
    "wget",
    "python",
    "httpx",
    "java/",
    "okhttp",
    "go-http",
    "libwww",
    "perl",
    "ruby",
    "php",
    "axios",
    "node-fetch",
    "scrapy",
    "feed",
)


def is_program(agent: str) -> bool:
    agent = agent.lower()
    return not agent or any(part in agent for part in PROGRAMS)


def _is_reading(request: HttpRequest) -> bool:
    """Whether a person opens the file now: no look ahead by a browser, no later part of the same file."""
    ahead = " ".join(request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"))
    if request.method != "GET" or "prefetch" in ahead.lower() or "preview" in ahead.lower():
        return False
    if not request.headers.get("Range", "bytes=0-").replace(" ", "").startswith("bytes=0-"):
        return False
    return not is_program(request.headers.get("User-Agent", ""))


def count_download(request: HttpRequest, response: HttpResponseBase, publication: Publication) -> None:
    """Count that a publication's file was opened, once a visit.

    For a signed-in person, a signed cookie for this one address remembers it for five minutes; the site keeps nothing.
    Anonymous visitors get no cookie.
    """
    if response.status_code not in (200, 206, 302) or not _is_reading(request):
        return
    if request.user.is_authenticated:
        salt = f"{COOKIE}-{publication.pk}-{request.user.pk}"
        if request.get_signed_cookie(COOKIE, default="", salt=salt, max_age=SAME_VISIT):
            return
        response.set_signed_cookie(
            COOKIE,
            "yes",
            salt=salt,
            max_age=SAME_VISIT,
            path=request.path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    add_download(publication, request.user.agency_id if is_member(request.user) else None)


def add_download(publication: Publication, agency_id: int | None) -> None:
    """Add one to the day's row. Two at the same moment both count."""
    row = {"publication": publication, "agency_id": agency_id, "day": timezone.localdate()}
    one_more = {"count": F("count") + 1}
    if Download.objects.filter(**row).update(**one_more):
        return
    try:
        with transaction.atomic():
            Download.objects.create(**row, count=1)
    except IntegrityError:  # somebody else made the row in between
        Download.objects.filter(**row).update(**one_more)
