"""The topics that everything else is sorted by, in both languages."""

from wagtail.models import Locale

from citassist.demo.keys import key_of
from content.models import Topic

__all__ = ["TOPICS", "make", "topic"]

TOPICS = {
    "starting": ("Starting a CIT program", "Crear un programa CIT"),
    "steering": ("Steering committee", "Comité directivo"),
    "agreements": ("Agreements (MOU)", "Convenios (memorandos de entendimiento)"),
    "policy": ("Policy", "Normas internas"),
    "co-response": ("Co-response", "Respuesta conjunta"),
    "embedded": ("Embedded clinician", "Profesional clínico en la patrulla"),
    "988": ("988 Lifeline", "Línea 988"),
    "dispatch": ("Dispatch and 911", "Despacho y 911"),
    "deflection": ("Deflection and diversion", "Derivación y alternativas al arresto"),
    "suicide": ("Suicide", "Suicidio"),
    "youth": ("Youth", "Jóvenes"),
    "veterans": ("Veterans", "Veteranos"),
    "idd": ("Intellectual and developmental disability", "Discapacidad intelectual y del desarrollo"),
    "homelessness": ("Homelessness", "Personas sin hogar"),
    "substance-use": ("Substance use", "Consumo de sustancias"),
    "rural": ("Rural areas", "Zonas rurales"),
    "tribal": ("Tribal communities", "Comunidades tribales"),
    "wellness": ("Officer wellness", "Bienestar de los agentes"),
    "data": ("Data and evaluation", "Datos y evaluación"),
    "sustainability": ("Sustainability", "Sostenibilidad"),
}


def make(report) -> None:
    """Make the topics that are missing, each in both languages at once."""
    english, spanish = Locale.get_default(), Locale.objects.get(language_code="es")
    made = 0
    for key, names in TOPICS.items():
        for locale, name in zip((english, spanish), names, strict=True):
            _row, is_new = Topic.objects.get_or_create(
                translation_key=key_of(f"topic:{key}"), locale=locale, defaults={"name": name}
            )
            made += is_new
    report(f"  {made} topics")


def topic(key: str) -> Topic:
    """The English row of a topic, which other rows point to."""
    return Topic.objects.in_english().get(translation_key=key_of(f"topic:{key}"))
