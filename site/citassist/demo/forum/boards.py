"""The boards, and the page on which they are listed."""

from dataclasses import dataclass

from citassist.demo.sheets import Sheet
from forum.models import ForumPage

__all__ = ["BOARDS", "SHEETS"]


@dataclass(frozen=True)
class BoardToBe:
    slug: str
    name: str
    name_es: str
    description: str
    description_es: str
    holds_first_posts: bool = False
    allows_anonymous: bool = True

    @property
    def facts(self) -> dict:
        names = ["name", "name_es", "description", "description_es", "holds_first_posts", "allows_anonymous"]
        return {name: getattr(self, name) for name in names} | {"position": 10 * (BOARDS.index(self) + 1)}


BOARDS = [
    BoardToBe(
        "introductions",
        "News and introductions",
        "Novedades y presentaciones",
        "What the program has to tell, and who is new here.",
        "Lo que el programa tiene que contar y quién acaba de llegar.",
        holds_first_posts=True,
        allows_anonymous=False,
    ),
    BoardToBe(
        "getting-started",
        "Starting and keeping a team",
        "Formar un equipo y mantenerlo",
        "Steering committees, agreements, choosing officers, money, and the fifth year.",
        "Comités directivos, convenios, selección de agentes, fondos y el quinto año.",
    ),
    BoardToBe(
        "training",
        "Training",
        "Capacitación",
        "The forty-hour course, refreshers, scenarios, and people with lived experience who teach.",
        "El curso de cuarenta horas, los repasos, los escenarios y quienes enseñan desde su propia experiencia.",
    ),
    BoardToBe(
        "on-the-call",
        "On the call",
        "En la llamada",
        "Practice, from the dispatcher’s first question to the handover. Never name a person or a case.",
        "La práctica, desde la primera pregunta hasta la entrega. Nunca nombre a una persona ni un caso.",
    ),
    BoardToBe(
        "partners",
        "Clinicians, peers and families",
        "Profesionales clínicos, pares y familias",
        "Working together: co-response, embedded clinicians, peers, advocates, hospitals and 988.",
        "Trabajar juntos: respuesta conjunta, profesionales integrados, pares, familias, hospitales y el 988.",
    ),
    BoardToBe(
        "data",
        "Data and evaluation",
        "Datos y evaluación",
        "What to count, how to count it, and how to tell it to a council.",
        "Qué contar, cómo contarlo y cómo explicarlo a un concejo municipal.",
    ),
]

SHEETS = [
    Sheet(
        key="resource-center/forum",
        model=ForumPage,
        title="Forum",
        lead="Ask peers, and get a straight answer. No question is too small, and you may ask without your name.",
        in_menu=True,
        fields={
            "house_rules": "<ul><li>Leave out names, numbers and whatever else tells who a person or a case is.</li>"
            "<li>Say “a person in crisis”, and never make anybody an illness.</li>"
            "<li>Disagree with ideas. Be kind to people.</li>"
            "<li>What you read here stays among members.</li></ul>"
        },
    ),
]
