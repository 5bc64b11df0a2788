"""The forum as a search finds it: topics, and each reply in them, without a word about who wrote them."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from forum.boards import Board
from forum.pages import ForumPage
from forum.posts import Post
from forum.topics import Status, Topic
from members.access import visible_to
from members.findable import Kind, Passage, register

__all__ = ["ForumTopics"]


def _is_open(user) -> bool:
    """Whether the forum's page admits the person in this language, as its addresses ask for it."""
    return visible_to(user, ForumPage.objects.filter(locale__language_code=get_language())).exists()


@register
class ForumTopics(Kind):
    """Published topics with their published posts. A board's word of access is its own, open to all or not.

    So whoever is let into a board or shut out finds accordingly at once, and nothing is read again for it.
    """

    name = "forum"
    label = _("Forum topic")
    heading = _("Forum")
    icon = "messages-square"
    model = Topic
    is_private = True
    # A post may be gone while its topic stays: whatever happens to a topic takes all of it out until it is read again.
    access_varies = True
    # A reply is read by itself, so that one more costs the same in the longest topic.
    watches = {Post: lambda row: [row.topic_id if row.position == 1 else (row.topic_id, row.pk)]}
    silent = ["last_position", "last_visible_position", "last_post", "last_post_at", "reply_count"]

    def rows(self):
        posts = Post.objects.filter(status=Status.PUBLISHED).order_by("position")
        return Topic.objects.published().prefetch_related(Prefetch("posts", posts))

    def access(self, instance):
        return f"board:{instance.board_id}"

    def keys(self, user):
        if not _is_open(user):
            return []
        return [f"board:{pk}" for pk in Board.objects.readable_by(user).values_list("pk", flat=True)]

    def _facts(self, topic: Topic) -> dict:
        return {
            "language": topic.language,
            "title": topic.title,
            "access": self.access(topic),
            "dated_on": topic.created_at.date(),
        }

    def passages(self, instance):
        """The topic with its first post, and the replies. A reply's place is its number: positions change."""
        facts, posts = self._facts(instance), list(instance.posts.all())
        yield Passage(text="\n".join(post.plain_text for post in posts if post.position == 1), **facts)
        yield from (Passage(text=post.plain_text, locator=post.pk, **facts) for post in posts if post.position > 1)

    def passages_at(self, instance, locators):
        replies = instance.posts.filter(status=Status.PUBLISHED, position__gt=1, pk__in=locators)
        return (Passage(text=post.plain_text, locator=post.pk, **self._facts(instance)) for post in replies)

    def addresses(self, request, found):
        if not _is_open(request.user):
            return {}
        topics = Topic.objects.visible_to(request.user).published()
        urls = {topic.pk: topic.get_absolute_url() for topic in topics.filter(pk__in=[pk for pk, _spoken in found])}
        return {(pk, spoken): urls[pk] for pk, spoken in found if pk in urls}

    def place(self, locator):
        return gettext("In a reply")

    def address_within(self, address, locator):
        """The post's own address, which leads to the page of the topic on which it stands now."""
        return reverse("forum_post", args=[locator])
