"""The forum's part of the matrix: a marker in everything that members write and in everything that is kept back."""

from django.core.files.base import ContentFile
from django.utils import timezone

from forum.drafts import keep_draft
from forum.models import Attachment, Post, Review
from forum.moderating import report, suspend
from forum.notices import stop_address
from forum.posting import delete
from forum.topics import Status
from members.models import User
from tests.builders import a_member
from tests.forum_builders import a_board, a_forum, a_reply, a_topic

__all__ = ["FORUM_PATHS", "forum_pairs", "plant_forum"]


def plant_forum(site) -> None:
    """The forum's page, an open board and a closed one, and on both what is published, held, deleted and hidden."""
    members, moderators, never = "m", "o", "n"
    page = a_forum(site.center, spanish=False)
    words = site.words(members, "forum") | {"show_in_menus": True}
    vars(page).update(words, house_rules=f"<p>{site.plant(members, 'house rules')}</p>")
    page.save()
    site.pages.append(page)

    def board(letter, what, **fields):
        name, about = site.plant(letter, f"{what}: name"), site.plant(letter, f"{what}: description")
        spanish = {"name_es": site.in_spanish(name), "description_es": site.in_spanish(about)}
        return a_board(name=name, description=about, slug=f"board-{letter}", **spanish, **fields)

    def written(letter, what):
        return {name: site.plant(letter, f"{what}: {name}") for name in ("title", "body")}

    def attach(post, letter, what):
        file = ContentFile(site.plant(letter, f"{what}: file").encode(), "notes.txt")
        name = f"{site.plant(letter, f'{what}: name of a file')}.txt"
        return Attachment.objects.create(post=post, file=file, name=name, content_type="text/plain", size=1)

    # The roles of the demonstration's own moderators stand in for the groups of a board.
    site.boards = [
        board(members, "open board", moderate=["Moderators"]),
        board(moderators, "closed board", read=["Moderators"], moderate=["Moderators"]),
    ]
    open_board, closed_board = site.boards
    author = a_member(listing_audience="staff")
    insider = User.objects.create(email="insider@example.org", is_superuser=True)
    site.posts = []
    for letter, place, by in [(members, open_board, author), (moderators, closed_board, insider)]:
        post = a_topic(by, place, **written(letter, "topic"))
        reply = a_reply(post.topic, by, site.plant(letter, "reply"), quote=post)
        for row in (post, reply):
            attach(row, letter, "post")
        site.posts += [post, reply]
    topic = site.posts[0].topic
    # What is kept back is read by its author, who is nobody here, and by whoever moderates the board.
    for status in (Status.HELD, Status.REJECTED):
        held = a_topic(author, open_board, **written(moderators, f"{status} topic"))
        attach(held, moderators, f"{status} topic")
        Post.objects.filter(pk=held.pk).update(status=status, reason=site.plant(moderators, f"{status}: reason"))
        type(held.topic).objects.filter(pk=held.topic_id).update(status=status)
        site.posts.append(held)
    Review.objects.create(kind=Review.Kind.HELD, post=site.posts[-2])
    gone = a_reply(topic, author, site.plant(moderators, "deleted reply"))
    attach(gone, moderators, "deleted reply")
    delete(gone)
    site.posts.append(gone)
    edited = a_reply(topic, author, "Now it says this.")
    edited.revisions.create(version=1, body=site.plant(moderators, "earlier text"), editor=author)
    site.posts.append(edited)
    # Nobody at all learns who asked; the account is gone from every list.
    asker = a_member(first_name=site.plant(never, "who asked anonymously"), last_name=site.plant(never, "their name"))
    hidden = a_topic(asker, open_board, **written(members, "anonymous topic"), is_anonymous=True)
    site.posts += [hidden, a_reply(hidden.topic, asker, site.plant(members, "anonymous reply"), is_anonymous=True)]
    keep_draft(asker, board=open_board, title=site.plant(never, "title of a draft"), body=site.plant(never, "draft"))
    unsent = attach(None, never, "file of no post")
    Attachment.objects.filter(pk=unsent.pk).update(owner=asker)
    User.objects.filter(pk=asker.pk).update(membership_suspended_at=timezone.now())
    site.review = report(site.posts[0], by=author, why="other", words=site.plant(never, "report")).review
    site.suspension = suspend(asker, by=author, reason=site.plant(never, "reason of a suspension"))
    site.forum_stop = stop_address(site.people["member"], "mentions").removeprefix("http://localhost")


def _paths(pattern):
    """Addresses below a board, topic, post or file, real or guessed, in both languages."""

    def sample(site, numbers):
        kinds = {
            "{board}": [*(board.slug for board in site.boards), "nothing"],
            "{topic}": sorted({post.topic_id for post in site.posts}),
            "{post}": [post.pk for post in site.posts],
            "{file}": list(Attachment.objects.values_list("pk", flat=True)),
        }
        found = next((name for name in kinds if name in pattern), "")
        values = [*kinds[found], *list(numbers)[-1:]] if found else [""]
        return [f"{prefix}/{pattern.replace(found, str(value))}" for prefix in ("", "/es") for value in values]

    return sample


FORUM_PATHS = {
    pattern.replace("{board}", "<slug:slug>")
    .replace("{topic}", "<row:pk>")
    .replace("{post}", "<row:pk>")
    .replace("{file}", "<row:pk>"): _paths(pattern)
    for pattern in [
        "forum/boards/{board}/", "forum/boards/{board}/choice/", "forum/boards/{board}/new/", "forum/read/",
        "forum/topics/{topic}/", "forum/topics/{topic}/unread/", "forum/topics/{topic}/last/",
        "forum/topics/{topic}/follow/", "forum/topics/{topic}/news/", "forum/topics/{topic}/new-posts/",
        "forum/topics/{topic}/reply/", "forum/topics/{topic}/moderate/",
        "forum/posts/{post}/", "forum/posts/{post}/edit/", "forum/posts/{post}/history/",
        "forum/posts/{post}/delete/", "forum/posts/{post}/restore/", "forum/posts/{post}/report/",
        "forum/posts/{post}/helpful/", "forum/posts/{post}/answer/", "forum/posts/{post}/split/",
        "forum/files/{file}/", "forum/preview/", "forum/people/", "forum/drafts/", "forum/drafts/save/",
        "forum/following/",
    ]
}  # fmt: skip


def forum_pairs(site, unreal: int) -> list[tuple[str, str]]:
    """Addresses that stand for something, each with one that stands for nothing."""
    file = Attachment.objects.first()
    return [
        *((f"/forum/boards/{board.slug}/", "/forum/boards/nothing/") for board in site.boards),
        *((f"/forum/topics/{post.topic_id}/", f"/forum/topics/{unreal}/") for post in site.posts),
        *((f"/forum/posts/{post.pk}/report/", f"/forum/posts/{unreal}/report/") for post in site.posts),
        (f"/forum/files/{file.pk}/", f"/forum/files/{unreal}/"),
    ]
