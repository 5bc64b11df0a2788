"""What the invented requests say. Each is written in one language, as its agency speaks."""

from dataclasses import dataclass

__all__ = ["ASKED", "REPLIES", "WORDS", "Asked"]


@dataclass(frozen=True)
class Asked:
    """A request to be: who asks, what, and how far it went.

    `agency` is a name, or the name of a sign-in; `path` one of playing.PATHS; `days` how long ago it began.
    """

    agency: str
    language: str
    topic: str
    kind: str
    urgency: str
    subject: str
    need: str
    path: str
    days: int
    tried: str = ""
    answer_after: int = 1  # business days
    match_after: int = 5
    rating: int = 0  # of the survey; 0: not answered


ASKED = [
    Asked("member", "en", "dispatch", "peer", "soon", "How do other centers code a crisis call?",
          "Our call takers use one code for everything from a welfare check to a suicide call. We would like to see how "
          "a center of our size does it.", "waiting", 12, "We asked our vendor, who says that it is up to us."),
    Asked("member", "en", "wellness", "document", "normal", "A second look at our peer support policy",
          "We wrote four pages. Does it protect what officers tell each other?", "closed", 64, rating=5),
    Asked("member", "en", "988", "call", "normal", "Sending calls to 988", "Which calls may we hand over, and how do we "
          "stay on the line until somebody answers?", "draft", 2),
    Asked("coordinator", "en", "data", "call", "soon", "Ten numbers for our city council",
          "The council votes on our budget next month. Which figures did other agencies show?", "in_progress", 15,
          "We have the number of calls and of trained officers."),
    Asked("Marrow Creek Police Department", "en", "embedded", "visit", "soon", "A clinician in the patrol car",
          "We hired a clinician and do not know where she should sit, whom she reports to, or what she writes down.",
          "in_progress", 21, "We visited the next county, which has had one for a year."),
    Asked("Saint Brannoc Police Department", "en", "agreements", "document", "urgent", "Our agreement with the hospital",
          "The emergency department turns our officers away after ten in the evening. We drafted an agreement.", "new", 0),
    Asked("Tallow County Sheriff’s Office", "en", "rural", "peer", "normal", "Two deputies, nine hundred square miles",
          "How does a small county cover nights? The nearest clinic is seventy minutes away.", "new", 7),
    Asked("Port Amity Police Department", "en", "starting", "training", "soon", "Our first forty hours",
          "Twenty officers signed up for our first course in spring. We need help with the scenarios.", "delivered", 40),
    Asked("Quill Island Police Department", "en", "youth", "call", "urgent", "Calls to the middle school",
          "The school calls us for students in distress nearly every week. What do other agencies agree with schools?",
          "closed", 75, answer_after=1, rating=4),
    Asked("Ash Hollow Police Department", "en", "veterans", "peer", "normal", "Veterans on our team",
          "Three of our officers are veterans and would like to learn from a team that works with the VA.", "closed", 90,
          match_after=8, rating=5),
    Asked("Llano Verde Sheriff’s Office", "es", "rural", "call", "soon", "Intérpretes de noche",
          "Después de las diez no encontramos intérprete. ¿Cómo lo resuelven otros condados?", "in_progress", 18,
          "Probamos una línea telefónica, pero tarda demasiado."),
    Asked("Mesa Larga Police Department", "es", "steering", "document", "normal", "Reglamento del comité directivo",
          "Redactamos un reglamento de dos páginas y quisiéramos que alguien lo lea.", "closed", 58, rating=5),
    Asked("Dry Fork University Police", "en", "suicide", "training", "urgent", "A training for resident advisors",
          "We had a hard autumn. Our resident advisors are the first to know and the last to be trained.", "waiting", 9),
    Asked("Vista Serena Police Department", "es", "starting", "visit", "soon", "Empezar con seis agentes",
          "Somos un departamento pequeño. ¿Vale la pena formar un equipo con seis agentes?", "assigned", 3),
    Asked("Almond Valley Sheriff’s Office", "en", "deflection", "peer", "soon", "Deflection without a crisis center",
          "We have no place to bring people to. Which agencies began without one?", "assigned", 26,
          "We asked the county, which is building one for next year."),
    Asked("Bahía Clara Police Department", "es", "co-response", "training", "soon", "Capacitación conjunta con la clínica",
          "Queremos capacitar juntos a agentes y profesionales clínicos. Buscamos un programa de dos días.", "closed", 100,
          rating=4),
    Asked("Pinecrest State University Police", "en", "policy", "document", "normal", "Handcuffs and crisis transport",
          "Our policy says “always”. Our clinicians say “almost never”. Which words do others use?", "closed", 83, rating=3),
    Asked("Ute Mesa Police Department", "en", "homelessness", "call", "normal", "The same eight people",
          "Eight people account for a third of our crisis calls. We want to do better by them.", "in_progress", 33),
    Asked("Two Rivers Tribal Police Department", "en", "tribal", "visit", "soon", "A team that fits our nation",
          "We would like to talk with another tribal department before we copy a model that was not made for us.",
          "closed", 110, match_after=14, rating=5),
    Asked("Stonewater Tribal Police Department", "en", "tribal", "peer", "normal", "Elders on the steering committee",
          "How do other departments bring elders in from the beginning?", "delivered", 28),
    Asked("Ocotillo Police Department", "es", "idd", "document", "normal", "Tarjetas de comunicación con dibujos",
          "Hicimos tarjetas para llamadas con personas que no hablan. ¿Se entienden?", "new", 1),
    Asked("Copper Basin Sheriff’s Office", "en", "substance-use", "email", "normal", "Naloxone and the crisis team",
          "Should the crisis team carry it, or every deputy?", "withdrawn", 20),
    Asked("Prairie Bend Police Department", "en", "sustainability", "call", "soon", "After the award ends",
          "Our award ends in fall. How did others keep their coordinator?", "closed", 70, answer_after=4, rating=2),
    Asked("Larkspur Police Department", "en", "data", "document", "normal", "A form that officers fill in",
          "Ours has forty fields and comes back empty. Which ten would you keep?", "reopened", 45),
    Asked("Wheelwright County Sheriff’s Office", "en", "starting", "email", "normal", "Who should lead the team?",
          "A deputy who wants to, or a sergeant who has to?", "closed", 52, rating=0),
    Asked("Loon Harbor Police Department", "en", "co-response", "peer", "soon", "Sharing one clinician between two cities",
          "We split the cost with our neighbors and fight over the schedule.", "in_progress", 24),
    Asked("Birch Run Township Police", "en", "starting", "call", "normal", "Before we apply for anything",
          "What should a township of six thousand have in place first?", "closed", 130, rating=4),
    Asked("Hudson Landing Police Department", "en", "wellness", "training", "soon", "After a death on a call",
          "Our team lost somebody it had known for years. We would like to talk about how to go on.", "in_progress", 8,
          answer_after=1, match_after=2),
    Asked("Cayo Sereno Police Department", "es", "dispatch", "training", "soon", "Capacitar a despachadores en español",
          "La mitad de nuestras llamadas llega en español y el curso solo existe en inglés.", "assigned", 6),
    Asked("Oyster Bend Police Department", "en", "youth", "visit", "normal", "A youth team beside the adult one",
          "Is it worth a team of its own?", "withdrawn", 60),
]  # fmt: skip

# What is said on the way, by language. The helper of a match is invented, too.
WORDS = {
    "en": {
        "answer": "Thank you for asking. I have read your request and look for somebody who has solved this. You hear "
        "from me again this week.",
        "ask": "One question before I go on: how many officers, and which shifts, is this about?",
        "match": "I found somebody for you, and told them what you wrote. They call you within two days.",
        "deliver": "You have talked, and the papers are in your files. Tell us if anything is still open.",
        "close": "Thank you for working with us. If something comes up, open this request again.",
        "thanks": "That helped, thank you.",
        "reopen": "We tried it for two weeks and have one more question about the last page.",
        "withdraw": "We have found an answer ourselves in the meantime.",
        "note": "Similar to a request of last spring; see the agreement we reviewed then. Call before writing: the "
        "coordinator is on nights.",
        "plan": "A call with the three of us",
        "milestones": ["First call", "Draft reviewed"],
        "helpers": ["Sergeant Alba Renfield, Fairhaven", "Dr. June Castellan, clinician", "Lt. Omar Vance, Ash Hollow"],
        "comments": ["Quick, and to the point.", "I would have liked to hear from you a day earlier.", ""],
    },
    "es": {
        "answer": "Gracias por escribirnos. Ya leí su solicitud y busco a alguien que lo haya resuelto. Le escribo de "
        "nuevo esta semana.",
        "ask": "Una pregunta antes de seguir: ¿de cuántos agentes y de qué turnos se trata?",
        "match": "Encontré a alguien y le conté lo que usted escribió. Le llamará en los próximos dos días.",
        "deliver": "Ya conversaron, y los documentos están en sus archivos. Díganos si queda algo pendiente.",
        "close": "Gracias por trabajar con nosotros. Si surge algo más, vuelva a abrir esta solicitud.",
        "thanks": "Nos sirvió mucho, gracias.",
        "reopen": "Lo probamos dos semanas y tenemos una pregunta más.",
        "withdraw": "Mientras tanto encontramos la respuesta por nuestra cuenta.",
        "note": "Prefers Spanish, also on the telephone. Ask Bahía Clara whether they would take a call.",
        "plan": "Una llamada entre los tres",
        "milestones": ["Primera llamada", "Borrador revisado"],
        "helpers": ["Sargento Alba Renfield, Fairhaven", "Dra. June Castellan, psicóloga"],
        "comments": ["Rápido y claro.", ""],
    },
}

# (name, English, Spanish)
REPLIES = [
    (
        "Thank you, and when you hear from us",
        "Thank you for asking. One of us reads your request today and tells you by the end of tomorrow how we go on.",
        "Gracias por escribirnos. Hoy leemos su solicitud y, a más tardar mañana, le decimos cómo seguimos.",
    ),
    (
        "Letter of support is missing",
        "For a visit or a training we need a letter of support: a few lines in which your chief executive stands "
        "behind this request. You can add it right here as a file.",
        "Para una visita o una capacitación necesitamos una carta de apoyo: unas líneas en las que su jefe respalde "
        "esta solicitud. Puede agregarla aquí mismo como archivo.",
    ),
    (
        "Please leave out names",
        "Please write about people in crisis without names, addresses or anything else by which they could be "
        "recognized. We have not passed on what you wrote.",
        "Por favor, escriba sobre las personas en crisis sin nombres, direcciones ni nada que permita reconocerlas. "
        "No compartimos con nadie lo que escribió.",
    ),
    (
        "Is anything still open?",
        "Two weeks have passed since we last talked. Is anything still open, or shall we close this request?",
        "Han pasado dos semanas desde la última vez que hablamos. ¿Queda algo pendiente o cerramos la solicitud?",
    ),
]
