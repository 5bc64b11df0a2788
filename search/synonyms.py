"""The synonyms that staff keep, as the terms in which questions are put."""

from members.findable import LANGUAGES
from search.models import Synonym
from search.words import stem, tokens

__all__ = ["synonyms"]


def synonyms() -> dict[str, list[list[tuple[str, ...]]]]:
    """By language, the groups of sequences of terms that mean the same."""
    groups: dict[str, list[list[tuple[str, ...]]]] = {language: [] for language in LANGUAGES}
    for row in Synonym.objects.all():
        ways: dict[tuple[str, ...], None] = {}
        for words in row.word_list:
            parts = [(part, whole) for parts, whole in tokens(words) for part in parts]
            ways[tuple(term for part, _ in parts if (term := stem(part, row.language)))] = None
            wholes = [whole for _parts, whole in tokens(words)]
            if len(wholes) == 1 and wholes[0]:
                ways[(stem(wholes[0], row.language),)] = None
        ways.pop((), None)
        if len(ways) > 1:
            groups.setdefault(row.language, []).append(list(ways))
    return groups
