import random
from collections.abc import Iterator
from itertools import islice

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from content.topics import Topic
from library.documents import fold
from library.publications import (
    Access,
    Kind,
    Language,
    Publication,
    PublicationAudience,
    PublicationTopic,
    Reader,
)

BATCH = 1000
SLUG = "demonstration"
SUBJECTS = [
    "dispatch", "co-response", "steering committees", "de-escalation", "follow-up visits", "crisis centers",
    "data sharing", "peer support", "training for patrol", "youth in crisis", "rural services", "tribal partners",
    "veterans", "transport", "funding", "officer wellness", "agreements", "homelessness", "988", "evaluation",
]  # fmt: skip
VERBS = ["Planning", "Beginning", "Improving", "Measuring", "Sustaining", "Explaining", "Sharing", "Reviewing"]
FRAMES = [
    "{verb} {first} and {second}",
    "{verb} {first} in small agencies",
    "{verb} {first}: lessons for {second}",
    "What teams ask about {first} and {second}",
]


class Command(BaseCommand):
    help = "Adds invented publications, to see how the library behaves with many."

    def add_arguments(self, parser):
        parser.add_argument("number", type=int)
        parser.add_argument("--yes", action="store_true", help="Also where DEBUG is off.")

    def handle(self, number, yes, verbosity, **options):
        if not (settings.DEBUG or yes):
            raise CommandError("These publications are invented. Add --yes if this site shall really show them.")
        taken = Publication.objects.filter(slug__startswith=f"{SLUG}-").count()
        rows = self.publications(taken + 1, taken + number)
        while batch := list(islice(rows, BATCH)):
            self.add(batch)
        if verbosity:
            self.stdout.write(f"Added {number} invented publications.")

    def publications(self, first: int, last: int) -> Iterator[Publication]:
        """The same number always gives the same publication."""
        english, now = Locale.get_default(), timezone.now()
        for number in range(first, last + 1):
            chance = random.Random(number)  # noqa: S311 (a demonstration, not a secret)
            one, other = chance.sample(SUBJECTS, 2)
            title = chance.choice(FRAMES).format(verb=chance.choice(VERBS), first=one, second=other)
            publication = Publication(
                title=f"{title} (demonstration {number})",
                slug=f"{SLUG}-{number}",
                abstract=f"Demonstration data: no such publication exists. It would be about {one} and {other}.",
                authors="Demonstration, Author",
                publisher="Demonstration press",
                year=chance.randint(1995, now.year),
                kind=chance.choice(Kind.values),
                language=chance.choices(Language.values, [9, 1])[0],
                access=chance.choices(Access.values, [4, 1])[0],
                page_count=chance.randint(2, 200),
                locale=english,
                first_published_at=now,
                last_published_at=now,
            )
            publication.words = fold(
                f"{publication.title}\n{publication.authors}\n{publication.publisher}\n{publication.abstract}"
            )
            yield publication

    @transaction.atomic
    def add(self, batch: list[Publication]) -> None:
        chance = random.Random(batch[0].slug)  # noqa: S311 (as above)
        topics = list(Topic.objects.in_english())
        rows = Publication.objects.bulk_create(batch)
        PublicationTopic.objects.bulk_create(
            PublicationTopic(publication=row, topic=topic)
            for row in rows
            for topic in chance.sample(topics, min(len(topics), chance.randint(1, 3)))
        )
        PublicationAudience.objects.bulk_create(
            PublicationAudience(publication=row, audience=audience)
            for row in rows
            for audience in chance.sample(Reader.values, chance.randint(1, 3))
        )
