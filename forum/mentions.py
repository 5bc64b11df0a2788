"""@First.Last: who is meant. Only people whom the author finds in the directory can be named so."""

import re
from collections.abc import Mapping

from django.db.models import Q
from django.utils.html import format_html

from forum.posts import Mention, Post
from members.directory import Reader

__all__ = ["handle_of", "handles_in", "link_mentions", "note_mentions", "people_meant", "suggestions"]

MOST = 10  # mentions of one post
SUGGESTED = 8
TAG = re.compile(r"(<[^>]*>)")
VERBATIM = re.compile(r"<(/?)(?:a|code|pre)\b")
HANDLE = re.compile(r"(?<![\w@/.])@([^\W\d_][\w\-’']*(?:\.[^\W\d_][\w\-’']*)*(?:\.\d{1,18})?)")


def handle_of(person) -> str:
    """How a person is named in a post: Ana.de.la.Cruz."""
    return ".".join(f"{person.first_name} {person.last_name}".replace(".", " ").split())


def handles_in(text: str) -> list[str]:
    return list(dict.fromkeys(HANDLE.findall(text)))[:MOST]


def people_meant(text: str, author) -> list:
    """The people named in the text. A name that several have names nobody, unless a number follows it."""
    handles = handles_in(text)
    if not handles:
        return []
    wanted = Q(pk=None)
    for handle in handles:
        first, *rest = handle.split(".")
        if rest and rest[-1].isdecimal():
            wanted |= Q(pk=int(rest[-1]))
        wanted |= Q(first_name__istartswith=first)
    found = Reader.of(author).finds().filter(wanted).exclude(pk=author.pk).order_by("pk")
    by_handle = _by_handle(found)
    return [by_handle[handle] for handle in map(str.casefold, handles) if handle in by_handle]


def _by_handle(people) -> dict[str, object]:
    """The people by their names in posts, in small letters; each also by name and number, where several have one."""
    found = {}
    for person in people:
        handle = handle_of(person).casefold()
        found[handle] = None if handle in found else person
        found[f"{handle}.{person.pk}"] = person
    return {handle: person for handle, person in found.items() if person}


def link_mentions(html: str, addresses: Mapping) -> str:
    """The fragment that `markdown.render` made, with a link where it names one of the people in `addresses`.

    `addresses` are those of their entries, by person. Nothing is linked within links and code.
    """
    by_handle = _by_handle(addresses)
    if not by_handle:
        return html

    def link(match: re.Match) -> str:
        person = by_handle.get(match[1].casefold())
        return format_html('<a href="{}">{}</a>', addresses[person], match[0]) if person else match[0]

    parts, depth = TAG.split(html), 0
    for number, part in enumerate(parts):
        if not part.startswith("<"):
            parts[number] = part if depth else HANDLE.sub(link, part)
        elif opened := VERBATIM.match(part):
            depth += -1 if opened[1] else 1
    return "".join(parts)


def note_mentions(post: Post, author) -> list[int]:
    """Keep whom the post names now; returns the numbers of those it did not name before."""
    people = people_meant(post.body, author)
    before = set(post.mentions.values_list("person", flat=True))
    post.mentions.exclude(person__in=people).delete()
    Mention.objects.bulk_create([Mention(post=post, person=person) for person in people], ignore_conflicts=True)
    return [person.pk for person in people if person.pk not in before]


def suggestions(typed: str, author) -> list[dict[str, str]]:
    """The people whose name goes on like this, as whoever writes may find them: handle, name and agency."""
    words = typed.replace(".", " ").split()
    if not words:
        return []
    people = Reader.of(author).finds().exclude(pk=author.pk)
    for word in words[:4]:
        people = people.filter(Q(first_name__istartswith=word) | Q(last_name__istartswith=word))
    people = list(people[: SUGGESTED + 1])[:SUGGESTED]
    handles = [handle_of(person) for person in people]
    return [
        {
            "handle": f"{handle}.{person.pk}" if handles.count(handle) > 1 else handle,
            "name": person.get_full_name(),
            "agency": person.agency.name if person.agency else "",
        }
        for person, handle in zip(people, handles, strict=True)
    ]
