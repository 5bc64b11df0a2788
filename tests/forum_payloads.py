"""Every payload in every place of the forum that shows what members write. Run inside a world, by `World.manage`."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction

from forum.following import BoardChoice
from forum.models import Attachment, Board, Post, PostRevision, Topic
from forum.moderating import report
from forum.notices import tell_of
from forum.posting import open_topic, reply
from members.letters import Letter
from members.models import Agency, User
from tests.payloads import PAYLOADS, READER, one_line_payloads

__all__ = ["plant"]

PASSWORD = "three-strands-meet"


def a_person(name: str, number: int, group: Group) -> User:
    person = User.objects.create(
        email=f"{READER}{number}@example.org" if number else f"{READER}@example.org",
        first_name=name[:75],
        last_name=name[75:150],
        title=name[:60],
        agency=Agency.objects.get(name="Cedar Bluff Police Department"),
    )
    if number:
        person.set_unusable_password()  # nobody signs in as the authors, and making passwords takes time
    else:
        person.set_password(PASSWORD)
    person.save()
    person.groups.add(group, Group.objects.get(name="Members"))
    return person


@transaction.atomic
def plant() -> None:
    """A board that one group reads, with a topic for each payload and one topic that has them all."""
    group = Group.objects.create(name="Payload readers")
    lines = one_line_payloads()
    board = Board.objects.create(
        name=lines[4][:80], name_es=lines[4][:80], description=lines[6][:300], slug="payloads", everybody_reads=False
    )
    board.read_groups.add(group)
    board.moderate_groups.add(group)
    reader = a_person("Reader", 0, group)
    BoardChoice.objects.create(person=reader, board=board, frequency="now", is_followed=True)
    people = [a_person(line, number, group) for number, line in enumerate(lines, start=1)]
    first = None
    texts = [text.replace("\0", "") for text in PAYLOADS]  # refused at the door, and PostgreSQL stores none
    for person, line, text in zip(people, lines, texts, strict=True):
        post = open_topic(by=person, board=board, title=line[:160] or "x", body=text, kind="question", language="en")
        first = first or post
        answer = reply(by=person, topic=first.topic, body=f"> {text}\n\n{text}\n\n[x]({text})", quote=first)
        PostRevision.objects.create(post=answer, version=99, body=text, editor=person)
        Attachment.objects.create(
            post=answer,
            file=ContentFile(b"x", "x.txt"),
            name=line[:120] or "x",
            content_type="text/plain",
            size=1,
        )
        report(answer, by=person, why="other", words=text)
        Post.objects.update(created_at="2020-01-01T00:00:00Z")  # long ago: nothing of it counts for the limits
    Topic.objects.filter(board=board).update(is_pinned=False)
    pages = []
    for post in Post.objects.filter(topic__board=board):
        Letter.objects.filter(to=reader.email).delete()
        tell_of.call(post.pk)
        pages += [letter.message().alternatives[0][0] for letter in Letter.objects.filter(to=reader.email)]
    assert pages
    (Path(settings.VAR) / "payload_mail.html").write_text("\n".join(pages), encoding="utf-8")
