"""Mail to people: written once, in their language, sent after the change it tells of is safe, and only once."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models, transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format, time_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_tasks import task

__all__ = ["Letter", "deliver", "finishes", "has_had_enough", "moment", "post", "send_what_is_left"]

# A sender that has not reported back by then is taken for dead.
PATIENCE = timedelta(minutes=10)
ATTEMPTS = 20
LETTERS_A_DAY = 5  # of some kinds to one address: whoever entered it need not be its owner


_finishers: dict[str, Callable[["Letter", EmailMultiAlternatives], None]] = {}


def finishes(*templates: str):
    """Register what adds to the mail of these templates just before it leaves: attachments, headers.

    An app does this in a module that its `ready()` imports.
    """

    def register(function):
        _finishers.update(dict.fromkeys(templates, function))
        return function

    return register


class Letter(models.Model):
    """One message to one person. The key says what it is about, so that the same thing is never told twice.

    Its words are a template, "app/name" (of this app without "app/"), and facts that can be written as JSON.
    Nobody reads it here; its words leave with the mail.
    """

    key = models.CharField(max_length=200, unique=True)
    template = models.CharField(max_length=60)
    to = models.EmailField()
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    context = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [models.Index(fields=["created_at"], condition=Q(sent_at=None), name="letters_not_sent")]

    def __str__(self):
        return self.key

    def message(self) -> EmailMultiAlternatives:
        """The mail, as text and as HTML made from it. The template's first line is the subject."""
        with translation.override(self.language):
            zone = ZoneInfo(self.context.get("time_zone") or settings.TIME_ZONE)
            facts = {name: readable(name, value, zone) for name, value in self.context.items()}
            words = {"site": settings.SITE_URL, "program": settings.WAGTAIL_SITE_NAME} | facts
            app, _slash, name = self.template.rpartition("/")
            text = render_to_string(f"{app or 'members'}/letters/{name}.txt", words)
            subject, _line, body = text.strip().partition("\n")
            body = re.sub(r"\n{3,}", "\n\n", body.strip()) + "\n"
            html = render_to_string("members/letters/letter.html", {"subject": subject, "body": as_html(body), **words})
        mail = EmailMultiAlternatives(" ".join(subject.split()), body, to=[self.to])
        mail.attach_alternative(html, "text/html")
        mail.extra_headers["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answer from an answering machine
        if finish := _finishers.get(self.template):
            with translation.override(self.language):
                finish(self, mail)
        return mail


OURS = {"url", "contact", "site"}  # facts that are addresses of this site, like all whose name ends in _url
DAYS = {"until", "received"}  # facts that are days, as ISO 8601 writes them, like all whose name ends in _on
DECIDED = {"reason"}  # words of somebody who may decide; they may name an address


def moment(value: datetime, zone: ZoneInfo) -> str:
    """A moment in a zone, in words that say which zone, in the language of the page or letter being made."""
    local = timezone.localtime(value, zone)
    day = f"{date_format(local, 'l')}, {date_format(local, 'DATE_FORMAT')}"
    return f"{day}, {time_format(local, 'TIME_FORMAT')} {local:%Z}"


def readable(name: str, value, zone: ZoneInfo):
    """A fact as its reader should meet it: a day or moment in their format, words on one line and never a link.

    A moment is a fact whose name ends in _at. Mail programs make a link of whatever looks like an address, and
    people who ask for access choose their own names. Lists and dictionaries are read part by part.
    """
    if isinstance(value, list):
        return [readable(name, part, zone) for part in value]
    if isinstance(value, dict):
        return {key: readable(key, part, zone) for key, part in value.items()}
    if not isinstance(value, str) or name in OURS or name.endswith("_url"):
        return value
    if name in DAYS or name.endswith("_on"):
        return date_format(date.fromisoformat(value))
    if name.endswith("_at"):
        return moment(datetime.fromisoformat(value), zone)
    value = " ".join("".join(char if char.isprintable() else " " for char in value).split())
    return value if name in DECIDED else re.sub(r"(?<=\S)([.:/@])(?=[^\W\d]{2}|/)", r"\1 ", value)


def as_html(body: str) -> str:
    """Paragraphs of a letter as HTML, all escaped; an address of ours alone on its line becomes a link."""

    def line(text):
        if re.fullmatch(rf"{re.escape(settings.SITE_URL)}(/\S*)?", text):
            return format_html('<a href="{}">{}</a>', text, text)
        return format_html("{}", text)

    def paragraph(text):
        return format_html(
            "<p>{}</p>", format_html_join(SafeString("<br>"), "{}", [(line(t),) for t in text.split("\n")])
        )

    return format_html_join("\n", "{}", [(paragraph(text),) for text in body.strip().split("\n\n")])


def post(template: str, *, key: str, to: str, language: str, **context) -> bool:
    """Write a letter, to be sent when this transaction has ended well; False where the key was used before."""
    letter, is_new = Letter.objects.get_or_create(
        key=f"{template}:{key}",
        defaults={"template": template, "to": to, "language": language, "context": context},
    )
    if is_new:
        transaction.on_commit(partial(deliver.enqueue, letter.pk), robust=True)
    return is_new


def has_had_enough(to: str, *templates: str) -> bool:
    """Whether the address was sent as many letters of these kinds within a day as it may be."""
    yesterday = timezone.now() - timedelta(days=1)
    return Letter.objects.filter(template__in=templates, to=to, created_at__gt=yesterday).count() >= LETTERS_A_DAY


@task()
def deliver(pk: int) -> bool:
    """Send a letter, unless that was done or is being done. Returns whether it went now."""
    now = timezone.now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - PATIENCE)
    mine = Letter.objects.filter(free, pk=pk, sent_at=None)
    if not mine.update(claimed_at=now, attempts=F("attempts") + 1):
        return False
    letter = Letter.objects.get(pk=pk)
    letter.message().send()
    # What it said is kept nowhere but with its reader.
    Letter.objects.filter(pk=pk).update(sent_at=timezone.now(), context={})
    return True


def send_what_is_left() -> int:
    """Try again what could not be sent, a few at a time; returns how many letters went."""
    late = Letter.objects.filter(sent_at=None, attempts__lt=ATTEMPTS, created_at__lt=timezone.now() - PATIENCE)
    results = [deliver.enqueue(pk) for pk in late.order_by("created_at").values_list("pk", flat=True)[:500]]
    return sum(bool(result.is_finished and result.return_value) for result in results)
