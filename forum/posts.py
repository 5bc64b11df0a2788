"""Posts, what they said before, and what hangs on them."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from content.storage import private_storage
from forum.boards import MODERATE, Board
from forum.markdown import VERSION, render, text_of
from forum.topics import AnonymousAuthor, Status, Topic
from members.access import may_enter

__all__ = ["LONGEST", "PER_PAGE", "Attachment", "Helpful", "Mention", "Post", "PostQuerySet", "PostRevision"]

LONGEST = 20_000  # characters of a post
PER_PAGE = 20
KEPT_UNUSED = timedelta(days=2)  # a file whose post was never sent


class PostQuerySet(models.QuerySet):
    def owned_by(self, user) -> Q:
        """A condition: the person wrote the post, under their name or anonymously."""
        return Q(author=user.pk) | Exists(AnonymousAuthor.objects.filter(post=OuterRef("pk"), person=user.pk))

    def visible_to(self, user):
        """The posts whose words the person may read: published ones, their own, and all where they moderate."""
        if not may_enter(user):
            return self.none()
        posts = self.filter(topic__board__in=Board.objects.readable_by(user).values("pk"))
        if user.has_perm(MODERATE):
            return posts
        moderated = Board.objects.moderated_by(user).values("pk")
        own = self.owned_by(user) & (
            Q(topic__status=Status.PUBLISHED)
            | Q(topic__in=Topic.objects.filter(Topic.objects.owned_by(user)).values("pk"))
        )
        published = Q(status=Status.PUBLISHED, topic__status=Status.PUBLISHED)
        return posts.filter(published | Q(topic__board__in=moderated) | own)

    def published(self):
        """What every reader of the board reads."""
        return self.filter(status=Status.PUBLISHED, topic__status=Status.PUBLISHED)

    def with_facts_for(self, user):
        """Each with `is_mine` and `is_found_helpful`, by this person."""
        mine = ExpressionWrapper(self.owned_by(user), output_field=BooleanField())
        helpful = Exists(Helpful.objects.filter(post=OuterRef("pk"), person=user.pk))
        return self.annotate(is_mine=mine, is_found_helpful=helpful)


class Post(models.Model):
    """One contribution. `position` counts within its topic, so that any page of it is one range of an index."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="posts")
    position = models.PositiveIntegerField()
    # Empty where it was written anonymously; see AnonymousAuthor.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="forum_posts"
    )
    is_anonymous = models.BooleanField(default=False)
    is_by_asker = models.BooleanField(default=False)  # anonymous, by whoever opened the topic anonymously
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.PUBLISHED)
    is_removed = models.BooleanField(default=False)  # deleted by a moderator, so its author cannot restore it
    reason = models.CharField(_("reason"), max_length=500, blank=True)  # why it is not published, told to its author
    body = models.TextField(_("text"), max_length=LONGEST)
    html = models.TextField(editable=False, blank=True)
    html_version = models.PositiveSmallIntegerField(editable=False, default=0)
    version = models.PositiveIntegerField(default=1)  # counts edits; whoever edits says which one they saw
    quote = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    submission = models.UUIDField(null=True, unique=True, editable=False)  # of the form; the same form posts once
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    published_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    helpful_count = models.PositiveIntegerField(default=0)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [models.UniqueConstraint(fields=["topic", "position"], name="one_post_per_position")]
        indexes = [
            models.Index(fields=["published_at"], name="forum_posts_published"),
            models.Index(fields=["author", "created_at"], name="forum_posts_of_author"),
        ]

    def __str__(self):
        return f"{self.topic}, {self.position}"

    def get_absolute_url(self):
        return reverse("forum_post", args=[self.pk])

    def write(self, body: str) -> None:
        """Set the text, and what it looks like."""
        self.body, self.html, self.html_version = body, render(body), VERSION

    @property
    def rendered(self) -> SafeString:
        """The text as HTML; made anew where an older renderer made it."""
        return mark_safe(self.html if self.html_version == VERSION else render(self.body))  # noqa: S308 (sanitized)

    @property
    def plain_text(self) -> str:
        """The words alone, for search and excerpts."""
        return text_of(self.rendered)

    @property
    def page(self) -> int:
        return (self.position - 1) // PER_PAGE + 1

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED


class PostRevision(models.Model):
    """What a post said before an edit, and its topic's title where the edit changed that.

    `editor` stays empty where its anonymous author edited it.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    body = models.TextField()
    title = models.CharField(max_length=160, blank=True)
    replaced_at = models.DateTimeField(auto_now_add=True)
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("earlier text")
        verbose_name_plural = _("earlier texts")
        constraints = [models.UniqueConstraint(fields=["post", "version"], name="one_text_per_version")]
        ordering = ["-version"]

    def __str__(self):
        return f"{self.post_id}, {self.version}"


def place_of_attachment(attachment, name: str) -> str:
    return f"forum/{name}"


class Attachment(models.Model):
    """A file of a post. Before the post is sent it is its owner's alone; an anonymous post's file has no owner."""

    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="attachments")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    file = models.FileField(storage=private_storage, upload_to=place_of_attachment)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()  # bytes
    width = models.PositiveIntegerField(default=0)  # pixels, of pictures
    height = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("forum_file", args=[self.pk])

    @property
    def is_picture(self) -> bool:
        return self.content_type == "image/webp"

    @property
    def names_author(self) -> bool:
        """Whether the file may say inside who made it: pictures are made anew, and texts are what one reads."""
        return not (self.is_picture or self.content_type.startswith("text/plain"))


class Helpful(models.Model):
    """Somebody found a post helpful. Readers learn how many did, not who."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("helpful mark")
        verbose_name_plural = _("helpful marks")
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="one_helpful_mark_each")]

    def __str__(self):
        return str(self.pk)


class Mention(models.Model):
    """A post names a person, whom its author could find in the directory."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="one_mention_each")]

    def __str__(self):
        return str(self.pk)
