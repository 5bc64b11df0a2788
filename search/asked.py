"""What people search for and whether they find it, without the people.

A question is noted unless it looks like something personal: an address, a long number. Its words are written down
when the same has been asked `OFTEN` times; before that only a digest with the site's secret key stands for them.
One asker counts once a day for the same words, and adds so many new ones an hour. Who that was, no row says: until
midnight the cache keeps a digest of the day, the asker and the words together.
"""

import re
from datetime import datetime, time, timedelta

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac

from search.models import AskedFor
from search.questions import Question
from search.words import flat

__all__ = ["forget_old_searches", "note"]

OFTEN = 3
KEPT = timedelta(days=400)
LONGEST = 100  # characters; longer questions are somebody's story
LIMITS = {"note": "30/h/key"}  # new words of one asker; the search answers all the same
PERSONAL = re.compile(r"@|(?:\d[\s().-]*){6,}|https?:|www\.")


def _counts(request, digest: str, language: str) -> bool:
    """Whether nobody behind the same account, or else address, has asked this today, or too much else this hour."""
    now = timezone.localtime()
    try:
        who = f"account {request.user.pk}" if request.user.is_authenticated else f"address {ratelimit.get_ip(request)}"
    except PermissionDenied:  # it came by no address that the proxy tells
        return False
    asker = salted_hmac("search.asker", who, algorithm="sha256").hexdigest()
    seen = "|".join([f"{now:%Y-%m-%d}", asker, language, digest])
    key = f"asked:{salted_hmac('search.asker', seen, algorithm='sha256').hexdigest()}"
    if cache.get(key):
        return False
    if not ratelimit.consume(request, app="search", action="note", config=LIMITS, key=asker, limit_get=True):
        return False
    midnight = timezone.make_aware(datetime.combine(now.date() + timedelta(days=1), time.min))
    return cache.add(key, 1, (midnight - now).total_seconds())  # of two at the same moment one counts


def note(request, question: Question, language: str, found: int) -> None:
    """Count a question, once."""
    words = " ".join(flat(question.text).split())
    if not question or len(words) > LONGEST or PERSONAL.search(words):
        return
    digest = salted_hmac("search.asked", words, algorithm="sha256").hexdigest()
    if not _counts(request, digest, language):
        return
    before = AskedFor.objects.filter(digest=digest, language=language).aggregate(Sum("count"))["count__sum"] or 0
    shown = words if before + 1 >= OFTEN else ""
    row = {"day": timezone.localdate(), "language": language, "digest": digest}
    changes = {"count": F("count") + 1, "found": found, **({"words": shown} if shown else {})}
    if AskedFor.objects.filter(**row).update(**changes):
        return
    try:
        with transaction.atomic():
            AskedFor.objects.create(**row, words=shown, count=1, found=found)
    except IntegrityError:  # somebody asked the same this very moment
        AskedFor.objects.filter(**row).update(**changes)


def forget_old_searches() -> int:
    """Drop what was asked long ago, and after a month what stayed rare. For the hourly jobs."""
    today = timezone.localdate()
    old = AskedFor.objects.filter(day__lt=today - KEPT)
    rare = AskedFor.objects.filter(words="", day__lt=today - timedelta(days=31))
    return old.delete()[0] + rare.delete()[0]
