"""Mail about a post, at once: to those it mentions, and to those who follow its topic or board."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django_tasks import task

from forum.following import BoardChoice, Frequency, Preferences, TopicFollow
from forum.posts import Mention, Post
from forum.reading import position_read
from forum.topics import AnonymousAuthor
from members.letters import finishes
from members.letters import post as post_letter

__all__ = [
    "address",
    "author_of",
    "offer_to_stop",
    "stop_address",
    "stopped_by",
    "tell_mentioned",
    "tell_of",
    "write_to",
]

SALT = "forum.stop"


def address(language: str, name: str, *args) -> str:
    """A full address of the site in a language."""
    with translation.override(language):
        return f"{settings.SITE_URL}{reverse(name, args=args)}"


def write_to(person, letter: str, key: str, /, **facts) -> bool:
    """Post a letter of the forum; False where it was posted before.

    The row of a letter stays, with whom it went to, even when their account is closed. So a digest with the site's
    secret key stands for what it is about: no row tells which post somebody wrote, reported or followed.
    """
    mark = salted_hmac("forum.letters", key, algorithm="sha256").hexdigest()
    return post_letter(f"forum/{letter}", key=mark, to=person.email, language=person.language, **facts)


def stop_address(person, what: str, pk: int | None = None) -> str:
    """The address that ends mail of a kind: signed, for whoever has it, without signing in."""
    token = signing.dumps([person.pk, what, pk], salt=SALT, compress=True)
    return address(person.language, "forum_stop", token)


def stopped_by(token: str) -> tuple[int, str, int | None] | None:
    """Whom, what kind, and which topic or board an address stands for; None where it is not ours."""
    try:
        person, what, pk = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return person, what, pk


def offer_to_stop(letter, mail) -> None:
    """One click in the mail program ends it (RFC 8058)."""
    mail.extra_headers["List-Unsubscribe"] = f"<{letter.context['stop_url']}>"
    mail.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


@finishes("forum/new_reply", "forum/new_topic", "forum/mention")
def finish(letter, mail) -> None:
    """Offer to stop; a letter that could not leave at once does not leave at all where the post is gone by then."""
    offer_to_stop(letter, mail)
    person = get_user_model().objects.filter(pk=letter.context["person"], is_active=True).first()
    if not person or not Post.objects.visible_to(person).published().filter(pk=letter.context["post"]).exists():
        mail.to = []


def _may_read(person, post: Post) -> bool:
    return Post.objects.visible_to(person).published().filter(pk=post.pk).exists()


def author_of(post: Post):
    """Whoever wrote it, anonymously or not: to write to them, or to leave them out. It is shown to nobody."""
    if not post.is_anonymous:
        return post.author
    hidden = AnonymousAuthor.objects.filter(post=post).select_related("person").first()
    return hidden.person if hidden else None


def _facts(post: Post, person) -> dict:
    return {
        "post": post.pk,
        "person": person.pk,
        "topic": post.topic.title,
        "board": post.topic.board.name_es if person.language == "es" else post.topic.board.name,
        "by": "" if post.is_anonymous or not post.author else post.author.get_full_name(),
        "url": address(person.language, "forum_post", post.pk),
        "settings_url": address(person.language, "forum_following"),
    }


@task()
def tell_of(pk: int) -> int:
    """Write to whoever wants to hear of a post at once and may read it now; returns the number of letters."""
    post = Post.objects.published().select_related("topic__board", "author").filter(pk=pk).first()
    if not post:
        return 0
    author = author_of(post)
    told = _tell_mentioned(post, author, _mentioned(post))
    for person, kind in _followers(post):
        if person.pk in told or person == author or not _may_read(person, post):
            continue
        what, key = ("topic", post.topic_id) if kind == "new_reply" else ("board", post.topic.board_id)
        facts = _facts(post, person) | {"stop_url": stop_address(person, what, key)}
        # One letter about a topic until they visit it again: the key tells how far they have read.
        key = f"{post.topic_id}:{person.pk}:{position_read(person, post.topic)}"
        if write_to(person, kind, key, **facts):
            told.add(person.pk)
    return len(told)


@task()
def tell_mentioned(pk: int, people: list[int]) -> int:
    """Write to those of these people whom a published post has come to name; returns the number of letters."""
    post = Post.objects.published().select_related("topic__board", "author").filter(pk=pk).first()
    return len(_tell_mentioned(post, author_of(post), _mentioned(post).filter(pk__in=people))) if post else 0


def _tell_mentioned(post: Post, author, people) -> set[int]:
    told = set()
    for person in people:
        if person != author and _may_read(person, post):
            facts = _facts(post, person) | {"stop_url": stop_address(person, "mentions")}
            if write_to(person, "mention", f"{post.pk}:{person.pk}", **facts):
                told.add(person.pk)
    return told


def _mentioned(post: Post):
    people = get_user_model().objects.filter(pk__in=Mention.objects.filter(post=post).values("person"), is_active=True)
    unwanted = Preferences.objects.filter(wants_mentions=False).values("person")
    silent = BoardChoice.objects.filter(board=post.topic.board_id, frequency=Frequency.NEVER).values("person")
    return people.exclude(pk__in=unwanted).exclude(pk__in=silent)


def _followers(post: Post):
    """(person, kind of letter): those who follow the topic; for a new topic those who follow its board."""
    people = get_user_model().objects.filter(is_active=True)
    now = BoardChoice.objects.filter(board=post.topic.board_id, frequency=Frequency.NOW)
    if post.position == 1:
        kind, followers = "new_topic", now.filter(is_followed=True).values("person")
    else:
        follows = TopicFollow.objects.filter(topic=post.topic_id)
        kind, followers = "new_reply", follows.filter(person__in=now.values("person")).values("person")
    return [(person, kind) for person in people.filter(pk__in=followers)]
