"""Small makers of real rows, for tests that talk to the database."""

import io
from datetime import date, timedelta
from itertools import count

import av
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Locale, PageViewRestriction

from home.models import (
    ArticleIndexPage,
    ArticlePage,
    BoardMember,
    HomePage,
    Partner,
    ProgramPage,
    ResourceCenterPage,
)
from library.media import examine
from library.models import RecordingPage, RecordingsPage, Video
from library.videos import CaptionTrack
from members.access import MEMBERS_GROUP, groups_that_may_enter
from members.models import AccessRequest, Agency, Award, Invitation, User

_numbers = count(1)

CAPTIONS = """WEBVTT

00:00.000 --> 00:00.500
The dispatcher heard the word first.

00:00.500 --> 00:01.000
Then the team went.
"""


def a_user(*groups, **fields):
    """An account in the groups named; password "a long enough password"."""
    fields.setdefault("email", f"person{next(_numbers)}@example.org")
    user = User.objects.create_user(fields.pop("email"), fields.pop("password", "a long enough password"), **fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def an_agency(awarded=True, **fields):
    """An agency; with an award that is current, unless told otherwise."""
    number = next(_numbers)
    agency = Agency.objects.create(**{"name": f"Agency {number}", "state": "TN"} | fields)
    if awarded:
        an_award(agency)
    return agency


def an_award(agency, starts=-100, ends=300, **fields):
    """An award that runs between two days, counted from today."""
    today = timezone.localdate()
    dates = {"starts_on": today + timedelta(days=starts), "ends_on": today + timedelta(days=ends)}
    return Award.objects.create(agency=agency, **{"year": 2024, "number": f"A-{next(_numbers)}"} | dates | fields)


def a_member(**fields):
    """A member of an agency with a current award (a new one, unless `agency` names it)."""
    if "agency" not in fields:
        fields["agency"] = an_agency()
    return a_user(MEMBERS_GROUP, **fields)


def a_request(agency=None, status="waiting", **fields):
    """An access request, confirmed and waiting unless told otherwise."""
    number = next(_numbers)
    fields = {
        "email": f"asker{number}@example.org",
        "first_name": "Ada",
        "last_name": f"Asker {number}",
        "role": "officer",
        "agency_name": agency.name if agency else "Somewhere Police",
        "state": "TN",
        "reason": "We begin a program.",
        "language": "en",
        "confirmed_at": None if status == "unconfirmed" else timezone.now(),
    } | fields
    return AccessRequest.objects.create(agency=agency, status=status, **fields)


def an_invitation(agency=None, **fields):
    fields = {"email": f"guest{next(_numbers)}@example.org", "role": "officer"} | fields
    return Invitation.objects.create(agency=agency or an_agency(), **fields)


def home(language="en"):
    return HomePage.objects.get(locale__language_code=language, depth=2)


def a_page(model=ProgramPage, parent=None, **fields):
    """A published page below `parent` (the English home page if left out)."""
    number = next(_numbers)
    fields = {"title": f"Page {number}", "slug": f"page-{number}"} | fields
    return (parent or home()).add_child(instance=model(locale=(parent or home()).locale, **fields))


def restrict(page, *groups):
    """Close a page by Wagtail's page privacy to all but the groups; without groups, to all but signed-in members."""
    kind = PageViewRestriction.GROUPS if groups else PageViewRestriction.LOGIN
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
    restriction.groups.set(Group.objects.filter(name__in=groups))
    return restriction


def a_resource_center():
    """The Resource Center with its recordings list, restricted as editors find it."""
    center = a_page(ResourceCenterPage, title="Resource Center", slug="resource-center", show_in_menus=True)
    restriction = PageViewRestriction.objects.create(page=center, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.set(groups_that_may_enter())
    return center, a_page(RecordingsPage, center, title="Recordings", slug="recordings")


def a_clip(seconds=1, width=64, height=36) -> bytes:
    """A real, small mp4 file."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(seconds * 10):
            picture = Image.new("RGB", (width, height), (number * 20 % 255, 60, 90))
            for packet in stream.encode(av.VideoFrame.from_image(picture)):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
    return buffer.getvalue()


def a_video(title="Clip", captions=("en",), data=None):
    video = Video(title=title)
    video.file.save("clip.mp4", ContentFile(data or a_clip()), save=False)
    video.full_clean()
    video.save()
    examine(video)
    for language in captions:
        track = CaptionTrack(video=video, language=language)
        track.file.save(f"clip.{language}.vtt", ContentFile(CAPTIONS.encode()), save=False)
        track.save()
    return video


def a_recording(parent, **fields):
    fields.setdefault("video", None)
    return a_page(RecordingPage, parent, **fields)


def an_image(title="Picture", size=(64, 48), **fields):
    buffer = io.BytesIO()
    Image.new("RGB", size, "#2563b0").save(buffer, "PNG")
    return get_image_model().objects.create(title=title, file=ContentFile(buffer.getvalue(), "picture.png"), **fields)


def a_partner(**fields):
    fields = {
        "name": f"Partner {next(_numbers)}",
        "summary": "Helps.",
        "locale": Locale.get_default(),
    } | fields
    return Partner.objects.create(**fields)


def a_board_member(**fields):
    today = timezone.localdate()
    fields = {
        "name": f"Person {next(_numbers)}",
        "sector": BoardMember.Sector.LAW,
        "organization": "Example Police Department",
        "state": "TN",
        "biography": "Serves.",
        "term_starts_on": today - timedelta(days=30),
        "term_ends_on": today + timedelta(days=300),
        "locale": Locale.get_default(),
    } | fields
    return BoardMember.objects.create(**fields)


def a_news_list(articles=0, parent=None):
    news = a_page(ArticleIndexPage, parent, title="News", slug="news")
    for number in range(articles):
        a_page(
            ArticlePage,
            news,
            title=f"Article {number}",
            published_on=date(2026, 1, 1) + timedelta(days=number),
        )
    return news


def know_the_rows():
    """Let PostgreSQL count the rows just made, as it does by itself soon after a commit, which tests never make.

    Until then it plans for empty tables, and joins thousands of rows one by one. The tables are named, because the
    catalogs that all databases share would stay locked, and another worker's count waiting, until the test ends.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            names = map(connection.ops.quote_name, connection.introspection.table_names())
            cursor.execute(f"ANALYZE {', '.join(names)}")
