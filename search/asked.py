"""What people search for and whether they find it, without the people.

A question is noted unless it looks like something personal: an address, a long number. Its words are written down
when the same has been asked `OFTEN` times; before that only a digest with the site's secret key stands for them.
"""

import re
from datetime import timedelta

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
PERSONAL = re.compile(r"@|(?:\d[\s().-]*){6,}|https?:|www\.")


def note(question: Question, language: str, found: int) -> None:
    """Count a question, once."""
    words = " ".join(flat(question.text).split())
    if not question or len(words) > LONGEST or PERSONAL.search(words):
        return
    digest = salted_hmac("search.asked", words, algorithm="sha256").hexdigest()
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
