"""What staff have told the search; and everything put into its index at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from search.indexing import rebuild
from search.keeping import paused
from search.models import Synonym

__all__ = ["in_the_end", "make_synonyms"]

SYNONYMS = {
    "en": [
        ["CIT", "Crisis Intervention Team"],
        ["988", "Suicide and Crisis Lifeline", "crisis line", "suicide hotline"],
        ["I/DD", "intellectual and developmental disability", "intellectual disability", "developmental disability"],
        ["co-responder", "co-response", "ride-along clinician"],
        ["MHFA", "Mental Health First Aid"],
        ["MOU", "memorandum of understanding", "agreement"],
        ["cop", "police officer"],
        ["emergency room", "ER", "emergency department"],
    ],
    "es": [
        ["CIT", "Equipo de Intervención en Crisis"],
        ["988", "línea de crisis", "línea de prevención del suicidio"],
        ["corespuesta", "respuesta conjunta"],
        ["sala de emergencias", "urgencias"],
    ],
}


def make_synonyms() -> None:
    for language, groups in SYNONYMS.items():
        for group in groups:
            Synonym.objects.get_or_create(language=language, words="\n".join(group))


@contextmanager
def in_the_end(report: Callable[[str], None]) -> Iterator[None]:
    """While the world is made nothing is indexed; then all of it, once."""
    with paused():
        yield
        report(f"  {rebuild(lambda *progress: None)} passages to be found")
