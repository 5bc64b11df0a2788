"""What staff have told the search; and everything put at once into its index and into that of the admin's lists."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db.models.signals import post_save
from modelsearch.index import get_indexed_instance, get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.search.backends import get_search_backend

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
    with paused(), _listed_in_the_end():
        yield
        report(f"  {rebuild(lambda *progress: None)} passages to be found")


@contextmanager
def _listed_in_the_end() -> Iterator[None]:
    """Wagtail's own index takes each row once, instead of at each of the many saves that make one."""
    saved = defaultdict(set)

    def note(instance, **kwargs):
        if row := get_indexed_instance(instance, check_exists=False):
            saved[type(row)].add(row.pk)

    def exchange(old, new) -> None:
        for model in get_indexed_models():
            if post_save.disconnect(old, sender=model):
                post_save.connect(new, sender=model)

    exchange(post_save_signal_handler, note)
    try:
        yield
    finally:
        exchange(note, post_save_signal_handler)
    backend = get_search_backend()
    for model, numbers in saved.items():
        backend.add_bulk(model, model.get_indexed_objects().filter(pk__in=numbers))
