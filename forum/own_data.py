"""What the forum holds about a person."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.boards import Board
from forum.drafts import Draft
from forum.following import BoardChoice, Preferences, TopicFollow
from forum.moderation import Act, PostingSuspension, Report
from forum.posts import Attachment, Helpful, Mention, Post
from forum.reading import BoardRead, ReadMarker
from forum.topics import AnonymousAuthor, Topic
from members.own_data import facts
from members.personal_data import PersonalData, register

__all__ = ["Following", "Moderated", "Posts"]


def _titles(user, topics) -> list[str]:
    """The titles of these topics, as far as the person may open the topic now or gave it its title themselves."""
    topics = list(topics)
    split = Act.objects.filter(what=Act.What.SPLIT, topic=OuterRef("pk"))  # and named by a moderator
    own = Topic.objects.filter(Topic.objects.owned_by(user), ~Exists(split))
    titles = {}
    for known in (Topic.objects.visible_to(user), own):
        titles |= dict(known.filter(pk__in=set(topics)).values_list("pk", "title"))
    return [titles.get(topic, gettext("A topic that you can no longer open")) for topic in topics]


@register
class Posts(PersonalData):
    """What they wrote, under their name and anonymously: the one place where the two stand side by side."""

    name, heading = "forum_posts", _("What you wrote in the forum")
    deleted = _("Your drafts, what you marked as helpful, and that you are the author of what you wrote anonymously.")
    former = _("Your posts in the forum stay, so that conversations can still be understood.")
    model = Post
    labels = {
        "topic": _("Topic"),
        "is_anonymous": _("Anonymous"),
        "edited_at": _("Edited"),
        "draft": _("Draft"),
        "files": _("Files"),
    }

    def collect(self, user):
        posts = Post.objects.filter(Post.objects.owned_by(user)).prefetch_related("attachments").order_by("created_at")
        written = [
            {"topic": title}
            | facts(post, "created_at", "is_anonymous", "status", "body", "edited_at")
            | {"files": [file.name for file in post.attachments.all()]}
            for title, post in zip(_titles(user, [post.topic_id for post in posts]), posts, strict=True)
        ]
        drafts = Draft.objects.filter(person=user)
        return written + [{"draft": draft.title} | facts(draft, "body", "is_anonymous") for draft in drafts]

    def on_closing(self, user):
        Draft.objects.filter(person=user).delete()
        Helpful.objects.filter(person=user).delete()
        AnonymousAuthor.objects.filter(person=user).delete()
        for unused in Attachment.objects.filter(owner=user, post=None):
            unused.file.delete(save=False)
            unused.delete()
        Attachment.objects.filter(owner=user).update(owner=None)


@register
class Following(PersonalData):
    name, heading = "forum_following", _("What you follow in the forum")
    deleted = _("What you follow in the forum, and what you have read there.")
    labels = {
        "topics": _("Topics you follow"),
        "boards": _("How often you hear from boards"),
        "hour": _("Hour"),
        "wants_mentions": _("Messages when somebody mentions you"),
        "topics_read": _("Topics opened"),
        "mentions": _("Posts that mention you"),
    }

    def collect(self, user):
        preferences = Preferences.objects.filter(person=user).first() or Preferences()
        topics = TopicFollow.objects.filter(person=user).order_by("pk").values_list("topic", flat=True)
        boards = dict(Board.objects.readable_by(user).values_list("pk", "slug"))
        choices = BoardChoice.objects.filter(person=user)
        closed = gettext("A board that you can no longer open")
        return {
            "topics": _titles(user, topics),
            "boards": [f"{boards.get(choice.board_id, closed)}: {choice.frequency}" for choice in choices],
            "topics_read": ReadMarker.objects.filter(person=user).count(),
            "mentions": Mention.objects.filter(person=user).count(),
        } | facts(preferences, "hour", "wants_mentions")

    def on_closing(self, user):
        for model in (TopicFollow, BoardChoice, Preferences, ReadMarker, BoardRead, Mention):
            model.objects.filter(person=user).delete()


@register
class Moderated(PersonalData):
    name, heading = "forum_moderation", _("Moderation of the forum")
    kept = _("That you reported a post or were suspended from posting, without your name and words.")
    model = PostingSuspension
    labels = {
        "report": _("Report"),
        "words": _("In your words"),
        "topic": _("Topic"),
        "created_at": _("Since"),
    }

    def collect(self, user):
        reports = Report.objects.filter(reporter=user).select_related("review__post")
        topics = [report.review.post.topic_id for report in reports]
        suspensions = PostingSuspension.objects.filter(person=user)
        return [
            {"report": report.get_why_display(), "topic": title} | facts(report, "words", "created_at")
            for title, report in zip(_titles(user, topics), reports, strict=True)
        ] + [facts(row, "reason", "created_at", "until_at", "lifted_at") for row in suspensions]

    def on_closing(self, user):
        Report.objects.filter(reporter=user).update(reporter=None, words="")
        PostingSuspension.objects.filter(person=user).update(reason="")
