"""The first results are the right ones: judged questions over the demonstration world (see search_judgments.txt).

Printed with `pytest -s`: nDCG@10 and recall@10 by kind of question, and each question that falls short.
"""

import io
import math
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings

from citassist.demo.accounts import ACCOUNTS
from content.models import SiteDocument
from library.reading import read
from members.models import User
from search.indexing import rebuild
from tests.builders import know_the_rows
from tests.findings import asks, titles_for

pytestmark = pytest.mark.django_db

JUDGMENTS = Path(__file__).with_name("search_judgments.txt")
FLOOR = {"ndcg": 0.94, "recall": 0.95}
KIND_FLOOR = 0.80  # nDCG of every kind of question


@dataclass(frozen=True)
class Judgment:
    reader: str
    language: str
    kind: str
    question: str
    grades: dict[str, int]  # by the beginning of a title


def judgments() -> list[Judgment]:
    rows = []
    for line in JUDGMENTS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            who, question, titles = (part.strip() for part in line.split(" | "))
            grades = {title.strip().lstrip("="): 3 if "=" in title[:2] else 1 for title in titles.split(" ; ")}
            rows.append(Judgment(*who.split(), question, grades))
    return rows


@pytest.fixture(scope="module")
def readers(django_db_setup, django_db_blocker):
    """The demonstration world with its files read and everything in the index, undone at the end."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(PASSWORD_HASHERS=hashers):
        call_command("demo", "--insecure-accounts", stdout=io.StringIO())
        for document in SiteDocument.objects.all():
            read(document)
        rebuild(lambda *progress: None)
        know_the_rows()
        member = next(account.email for account in ACCOUNTS if account.email.startswith("member@"))
        yield {"v": AnonymousUser(), "m": User.objects.get(email=member)}
        transaction.set_rollback(True)


def score(judgment: Judgment, titles: list[str]) -> tuple[float, float]:
    """nDCG@10 and recall@10 of what was found."""
    left, gains = dict(judgment.grades), []
    for title in titles[:10]:
        begins = next((begin for begin in left if title.startswith(begin)), None)
        gains.append(left.pop(begins) if begins else 0)
    ideal = sorted(judgment.grades.values(), reverse=True)[:10]

    def dcg(values):
        return sum((2**gain - 1) / math.log2(place + 2) for place, gain in enumerate(values))

    found = len(judgment.grades) - len(left)
    return dcg(gains) / dcg(ideal), found / len(judgment.grades)


def test_the_right_things_come_first(readers):
    scores = defaultdict(list)
    short = []
    for judgment in judgments():
        titles = titles_for(readers[judgment.reader], judgment.question, judgment.language)
        ndcg, recall = score(judgment, titles)
        scores[judgment.kind].append((ndcg, recall))
        if ndcg < 0.9:
            short.append(f"  {ndcg:.2f} {recall:.2f} [{judgment.language}] {judgment.question}: {titles[:4]}")
    everything = [pair for pairs in scores.values() for pair in pairs]

    def mean(pairs, part):
        return sum(pair[part] for pair in pairs) / len(pairs)

    print(f"\n{connection.vendor}: {len(everything)} judged questions")
    for kind, pairs in [*scores.items(), ("all", everything)]:
        print(f"  {kind:<10}{len(pairs):>4}   nDCG@10 {mean(pairs, 0):.3f}   recall@10 {mean(pairs, 1):.3f}")
    print("\n".join(short))
    assert len(everything) >= 120
    assert mean(everything, 0) >= FLOOR["ndcg"]
    assert mean(everything, 1) >= FLOOR["recall"]
    assert min(mean(pairs, 0) for pairs in scores.values()) >= KIND_FLOOR


def test_a_spoken_line_and_a_page_of_a_file_open_where_they_stand(readers):
    spoken = asks(readers["m"], '"the story twice"').results
    assert {result.kind.name for result in spoken} == {"recording"}
    assert all("?t=" in result.lines[0].url for result in spoken)
    [result] = [row for row in asks(readers["v"], "satellite hotspot tablets").results if row.lines]
    assert result.lines[0].url.endswith("/file/#page=2")
