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
    watches = {Post: lambda row: [row.topic_id]}

    def rows(self):
        posts = Post.objects.filter(status=Status.PUBLISHED).order_by("position")
        return Topic.objects.published().prefetch_related(Prefetch("posts", posts))

    def access(self, instance):
        return f"board:{instance.board_id}"

    def keys(self, user):
        if not _is_open(user):
            return []
        return [f"board:{pk}" for pk in Board.objects.readable_by(user).values_list("pk", flat=True)]

    def passages(self, instance):
        """The topic with its first post, and the replies. A reply's place is its number: positions change."""
        facts = {
            "language": instance.language,
            "title": instance.title,
            "access": self.access(instance),
            "dated_on": instance.created_at.date(),
        }
        posts = list(instance.posts.all())
        yield Passage(text="\n".join(post.plain_text for post in posts if post.position == 1), **facts)
        for post in posts:
            if post.position > 1:
                yield Passage(text=post.plain_text, locator=post.pk, **facts)

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
