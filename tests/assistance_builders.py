"""Makers of requests for assistance, and of the people and files around them."""

import io
import zipfile
from datetime import datetime
from itertools import count
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Locale

from assistance import acts, drafts
from assistance.models import AssistancePage, Case
from assistance.uploads import checked
from content.models import Topic
from tests.builders import a_member, a_page, a_resource_center, a_user

__all__ = [
    "PDF",
    "a_case",
    "a_colleague",
    "a_docx",
    "a_door",
    "a_draft",
    "a_file",
    "an_upload",
    "at",
    "case_at",
]

PDF = b"%PDF-1.4\nletter of support\n%%EOF\n"
ANSWERS = {
    "subject": "How do we begin?",
    "need": "We would like to begin a team.",
    "tried": "We asked our neighbors.",
    "kind": "call",
    "urgency": "soon",
    "stage": "planning",
}
_numbers = count(1)


def at(text: str) -> datetime:
    """A moment in the program's time zone: at("2026-03-06 15:00")."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo("America/New_York"))


def a_topic():
    return Topic.objects.in_english().first() or Topic.objects.create(name="Dispatch", locale=Locale.get_default())


def a_colleague(**fields):
    """Somebody of the desk."""
    return a_user("Assistance staff", **fields)


def a_door():
    """The page on technical assistance, in a Resource Center."""
    center, _recordings = a_resource_center()
    return a_page(AssistancePage, center, title="Technical assistance", slug="technical-assistance")


def a_file(name="letter.pdf", data=PDF, content_type="application/pdf"):
    return SimpleUploadedFile(name, data, content_type)


def an_upload(name="letter.pdf", data=PDF):
    return checked(a_file(name, data))


def a_docx(*extra: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *extra):
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


def a_draft(requester=None, **fields):
    """A complete draft, unless told otherwise."""
    requester = requester or a_member()
    facts = {"requester": requester, "agency": requester.agency, "language": "en", "topic": a_topic()}
    return Case.objects.create(**facts | ANSWERS | fields)


def a_case(requester=None, **fields):
    """A request that was just sent."""
    case = a_draft(requester, **fields)
    drafts.send_draft(case, by=case.requester)
    return case


def case_at(status: str, desk=None, requester=None, **fields):
    """A case that went the shortest way to a status; `desk` does the desk's part."""
    case, desk = a_case(requester, **fields), desk or a_colleague()
    words = {"by": desk, "text": "Words."}
    if status == "new":
        return case
    acts.claim(case, by=desk, version=case.version)
    if status == "waiting":
        acts.ask_agency(case, version=case.version, **words)
    elif status in ("in_progress", "delivered", "closed"):
        acts.match(case, version=case.version, matched_with="Sergeant Alba", **words)
        if status != "in_progress":
            acts.deliver(case, version=case.version, **words)
        if status == "closed":
            acts.close(case, version=case.version, outcome="met", **words)
    assert case.status == status
    return case
