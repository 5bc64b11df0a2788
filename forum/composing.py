"""The form in which posts are written: files kept between tries, preview, draft, the question about personal data."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum.boards import Board
from forum.care import Finding, digest, find, mask
from forum.drafts import draft_of, keep_draft
from forum.forms import PostForm, TopicForm, asks_to_hide
from forum.limits import Refusal, ask_to_hide, ask_to_post
from forum.markdown import render
from forum.posting import already_sent
from forum.posts import Attachment, Post
from forum.topics import AnonymousAuthor, Topic
from forum.uploads import ACCEPT, MOST_FILES, keep_file

__all__ = ["Composer"]


@dataclass
class Composer:
    """One try to write: a new topic on `board`, a reply to `topic`, or an edit of `post`.

    After `read()` either `is_ready`, and `values` go to a service; or the form is shown again with `status`.
    """

    request: object
    board: Board
    topic: Topic | None = None
    post: Post | None = None
    quote: Post | None = None
    form: PostForm | None = None
    files: list[Attachment] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    preview: str = ""
    conflict: Post | None = None
    is_ready: bool = False
    was_anonymous: bool = False  # the draft, or what was sent
    status: int = 200
    accept: str = ACCEPT

    def __post_init__(self):
        if self.form is None:
            self.form = self._form(None, self._beginning())

    @property
    def person(self):
        return self.request.user

    @property
    def is_topic(self) -> bool:
        """Whether the form has a title."""
        return isinstance(self.form, TopicForm)

    @property
    def keeps_drafts(self) -> bool:
        return self.post is None

    @property
    def may_hide(self) -> bool:
        """Whether the form lets one choose to write anonymously."""
        return "is_anonymous" in self.form.fields

    @property
    def loses_anonymity(self) -> bool:
        """Whether it was begun anonymously and can only be sent with the name, which its author has to know."""
        return self.keeps_drafts and self.was_anonymous and not self.may_hide

    def _form(self, data, initial) -> PostForm:
        options = {"board": self.board, "is_edit": self.post is not None, "initial": initial}
        if self.topic is None:
            may_announce = Board.objects.moderated_by(self.person).filter(pk=self.board.pk).exists()
            return TopicForm(data, may_announce=may_announce, **options)
        if self.post is None and self.topic.is_anonymous:  # whoever asked anonymously goes on like that
            is_asker = AnonymousAuthor.objects.filter(post__topic=self.topic, post__position=1, person=self.person)
            if is_asker.exists():
                options |= {"may_hide": True, "initial": {"is_anonymous": True} | initial}
        return PostForm(data, with_title=bool(self.post) and self.post.position == 1, **options)

    def _beginning(self) -> dict:
        if self.post:
            return {"title": self.topic.title, "body": self.post.body, "version": self.post.version}
        beginning = {}
        place = {"topic": self.topic} if self.topic else {"board": self.board}
        if draft := draft_of(self.person, **place):
            beginning = {"body": draft.body} | ({} if self.topic else {"title": draft.title})
            if draft.is_anonymous is not None:
                beginning["is_anonymous"] = draft.is_anonymous
            self.was_anonymous = bool(draft.is_anonymous)
        if self.quote:
            said = "\n".join(f"> {line}" for line in self.quote.body.split("\n"))[:4000]
            words = [beginning.get("body", ""), f"{said}\n\n"]
            beginning |= {"quote": self.quote.pk, "body": "\n\n".join(filter(None, words))}
        return beginning

    def read(self) -> None:
        """Take in what was sent."""
        data = self.request.POST
        self.form = self._form(data, {})
        is_valid = self.form.is_valid()
        answers = self.form.cleaned_data
        if self.post is None:
            sent = already_sent(self.person, answers.get("submission"))
            asks = asks_to_hide(data)
            self.was_anonymous |= asks
            try:
                self._keep_files(sent)
                if asks and not sent and not self.may_hide and data.get("act") != "draft":
                    ask_to_hide(self.board)
            except Refusal as refusal:
                self.refuse(refusal)
                return
        if answers.get("is_anonymous") and any(file.names_author for file in self.files):
            words = _("Word, Excel, PowerPoint and PDF files name their author. Leave them out, or send pictures.")
            self.form.add_error(None, words)
        if data.get("act") == "draft" and self.keeps_drafts:
            self.keep()
            messages.success(self.request, _("Your draft is kept. You find it here and under “My drafts”."))
            self.form = self._form(None, self._shown())
            return
        if not is_valid or self.form.errors:
            self.status = 400
            return
        if data.get("act") == "preview":
            self.preview = render(self.form.cleaned_data["body"])
            return
        self._care(data.get("care", ""))

    def _shown(self) -> dict:
        """What was typed, as the beginning of a fresh form."""
        names = ("body", "title", "kind", "language", "is_anonymous", "submission", "quote", "version")
        shown = {name: self.request.POST[name] for name in names if self.request.POST.get(name)}
        return shown | {"is_anonymous": asks_to_hide(self.request.POST)}

    def _keep_files(self, sent: Post | None) -> None:
        """Keep what was uploaded, unless the form was `sent` before. Raises Refusal, with nothing stored."""
        kept = [pk for pk in self.request.POST.getlist("kept")[:MOST_FILES] if pk.isdecimal() and len(pk) <= 18]
        self.files = list(Attachment.objects.filter(pk__in=kept, owner=self.person.pk, post=None))
        uploads = [] if sent else self.request.FILES.getlist("files")
        if uploads:
            ask_to_post(self.person, self.board, self.topic)
        for upload in uploads:
            if len(self.files) >= MOST_FILES:
                words = _("At most %(count)d files go with one post.") % {"count": MOST_FILES}
                self.form.add_error(None, words)
                return
            try:
                self.files.append(keep_file(upload, self.person))
            except ValidationError as error:
                self.form.add_error(None, f"{upload.name[:80]}: {' '.join(error.messages)}")

    def _care(self, answer: str) -> None:
        """Ask about what looks personal, unless it was seen and answered."""
        values = self.form.cleaned_data
        texts = [values.get("title", ""), values["body"]]
        seen = digest(*texts)
        if seen and answer in ("mask", "as_is") and values["care_seen"] == seen:
            if answer == "mask":
                values |= {name: mask(values[name]) for name in ("title", "body") if name in values}
            seen = ""
        if seen:
            self.findings = [finding for text in texts for finding in find(text)]
            self.form.data = self.form.data.copy()
            self.form.data["care_seen"] = seen
            return
        self.is_ready = True

    @property
    def values(self) -> dict:
        """The answers, as services take them."""
        answers = self.form.cleaned_data
        names = ("title", "kind", "language", "body", "is_anonymous", "submission")
        return {name: answers[name] for name in names if name in answers} | {"files": self.files}

    def keep(self) -> None:
        """Keep the words as a draft."""
        place = {"topic": self.topic} if self.topic else {"board": self.board}
        data = self.request.POST
        asks = asks_to_hide(data)
        hides = asks if asks or self.may_hide else None
        keep_draft(self.person, title=data.get("title", ""), body=data.get("body", ""), is_anonymous=hides, **place)

    def refuse(self, refusal: Refusal) -> None:
        """Show the form again with the reason; nothing that was written is lost."""
        if self.keeps_drafts:
            self.keep()
        self.form.add_error(None, refusal.words)
        self.status, self.is_ready = refusal.status, False

    def clash(self, post: Post) -> None:
        """Somebody saved another text meanwhile: show both, and let the next try replace that one knowingly."""
        self.conflict, self.status, self.is_ready = post, 409, False
        self.form.data = self.form.data.copy()
        self.form.data["version"] = post.version
