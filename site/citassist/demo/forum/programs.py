"""Conversations about teams, money, training and data."""

from citassist.demo.forum.talks import Talk

__all__ = ["TALKS"]

TALKS = [
    Talk(
        "introductions",
        "Welcome to the forum",
        (
            "Welcome! This is the place to ask what you would ask a colleague two counties away.\n\n"
            "- Short questions are fine. So are long stories, **without names, dates and numbers**.\n"
            "- You can ask anonymously. Other members then read “a member”.\n"
            "- If something here is not right, use *Report* below the post. A moderator reads it.\n\n"
            "Demonstration data: the members, agencies and conversations in this forum are invented.",
            "Thank you for setting this up. I have wanted to ask about our night shift for a year.",
            "Gracias. ¿Podemos escribir en español?",
            "+Yes, please do. **Sí, por favor.** Each topic says in which language it is.",
        ),
        kind="announcement",
        is_pinned=True,
    ),
    Talk(
        "introductions",
        "How members work together here: the short version",
        (
            "Three promises that the steering group of the community asked for:\n\n"
            "1. What is said here stays among members.\n2. Nobody is laughed at for asking.\n"
            "3. A post that could tell who somebody is gets edited or taken down, and its author hears why.",
            "Clear and short. I have read it aloud at roll call.",
        ),
        kind="announcement",
        is_pinned=True,
        is_locked=True,
    ),
    Talk(
        "introductions",
        "New here: a small town with one mental-health unit car",
        (
            "Hello from a town of nine thousand people. We have one car, two officers who volunteered, and a "
            "counselor who answers her phone at night. Glad to be here.",
            "Welcome. We began exactly like that, down to the one car.",
            "Welcome! Ask early about what happens when your counselor is on vacation. We did not.",
        ),
        kind="discussion",
    ),
    Talk(
        "introductions",
        "Hola desde una agencia universitaria",
        (
            "Somos una policía universitaria y empezamos en enero. Casi todos nuestros casos son estudiantes de "
            "primer año, lejos de su casa por primera vez. Con gusto comparto lo que vayamos aprendiendo.",
            "¡Bienvenida! Nos interesa mucho cómo trabajan con el centro de consejería.",
            "Bienvenidos. En nuestro condado el repaso de otoño lo damos juntos, la universidad y la ciudad.",
        ),
        kind="discussion",
        language="es",
    ),
    Talk(
        "introductions",
        "Who is going to the spring meeting?",
        (
            "Two of us are. We would like to meet other teams with fewer than ten officers over coffee.",
            "Count us in, we are three.",
            "We come on the second day only. Could it be at lunch?",
            "+Lunch on the second day it is. Look for the table with the paper lighthouse.",
        ),
        kind="discussion",
    ),
    Talk(
        "getting-started",
        "How big should a steering committee be in the beginning?",
        (
            "Our first meeting had 31 people and no decision. What size worked for you?",
            "Nine. Three from the police, three from services, three who speak for families and people with lived "
            "experience. Everybody else is invited twice a year and hears first.",
            "We have fourteen and it is too many. I would go for nine as well.",
            "Smaller than you think, and write down who may decide what when somebody is missing.",
        ),
        answer=2,
    ),
    Talk(
        "getting-started",
        "The hospital will not sign our agreement",
        (
            "Eight months of drafts. Their lawyers want every sentence about waiting times gone. Without it the "
            "agreement says nothing. Has anybody got past this?",
            "We took the minutes out of the agreement and put them into a one-page protocol that both shift "
            "supervisors sign. Lawyers never saw it, and it works.",
            "Ask who at the hospital suffers from the waiting as much as you do. With us it was the charge nurse. "
            "She brought the lawyers to the table.",
            "+The one-page protocol is what we needed. Thank you, we sign next week.",
        ),
        answer=2,
    ),
    Talk(
        "getting-started",
        "Volunteers or assigned officers?",
        (
            "Our chief wants everybody trained and everybody on the team. I think a team needs people who want to "
            "be on it. What do you tell a chief?",
            "Train everybody in the basics, that is one thing. The team is another: volunteers, interviewed, and "
            "free to leave without losing face.",
            "I signed the order that assigned everybody, and I took it back after a year. Complaints were fewer "
            "with twelve volunteers than with sixty who were sent.",
            "Ask him whether he assigns people to the dive team.",
        ),
        answer=3,
    ),
    Talk(
        "getting-started",
        "What do you do when the coordinator leaves?",
        (
            "Ours was promoted on Friday. Half of what held this together was in her phone. Where do we begin?",
            "Ask her for two hours and a list: who answers at night, who is owed a call, what is due this month.",
            "We now have a deputy coordinator with a date on which the two change places. It was her idea.",
            "Keep the monthly meeting on its day, even if the only item is coffee. People forgive a thin agenda "
            "and do not forgive a canceled one.",
        ),
    ),
    Talk(
        "getting-started",
        "Overtime for training days: how do you pay for it?",
        (
            "Forty hours times six officers is more than our yearly training budget. The award covers a part. "
            "What did you do about the rest?",
            "We trade: the neighboring county covers our shifts in our week and we cover theirs. It costs fuel.",
            "Five Fridays instead of one week. Nobody is away long enough to need cover.",
            "+The trade would work here. I will call them today.",
        ),
        answer=2,
    ),
    Talk(
        "getting-started",
        "I am the only one here who believes in this",
        (
            "I coordinate a team on paper. My sergeant calls it the hug squad. I go home tired, and not because of "
            "the calls. How did you keep going?",
            "You are not the only one, you are the first one. Find one dispatcher and one nurse. Three people who "
            "drink coffee together are a program.",
            "I was that sergeant. What changed me was riding along on one call that took forty minutes and ended "
            "with a man walking to the car by himself.",
            "Write to me any time. I mean it.",
            "+I did not expect this. Thank you. I have asked the dispatcher who always stays on the line.",
        ),
        kind="discussion",
        is_anonymous=True,
    ),
    Talk(
        "getting-started",
        "¿Cómo explican el programa al concejo municipal?",
        (
            "Tengo diez minutos y tres concejales que creen que esto es trabajo social. ¿Por dónde empiezan ustedes?",
            "Por una sola llamada, contada sin nombres, de principio a fin. Después, dos números.",
            "Lleve a un familiar que quiera hablar. Nadie interrumpe a una madre.",
            "+Llevé una llamada y dos números. Aprobaron el segundo año.",
        ),
        language="es",
        answer=2,
    ),
    Talk(
        "getting-started",
        "Sample policy: who may end a barricade call by leaving?",
        (
            "Sometimes the right thing is to go away. Our policy does not say who may decide that. Does yours?",
            "Ours names the on-scene supervisor, after a call with the clinician, and asks for a visit the next day. "
            "The visit is the part that convinced the city attorney.",
            "Same here. We also write down what would bring us back.",
        ),
        answer=2,
    ),
    Talk(
        "getting-started",
        "Four agencies, one team: who is in charge?",
        (
            "We are four towns along one river. Each chief wants to lead. How have others shared this?",
            "A memorandum with a chair that moves every year, and a coordinator who does not.",
            "We let the clinic employ the coordinator. None of us minds her telling us what to do.",
        ),
    ),
    Talk(
        "training",
        "Scenario day: real actors or our own people?",
        (
            "Our actors are officers from the next town, and everybody ends up laughing. Who plays in yours?",
            "Students of the community theater. They are paid in pizza and a letter, and they listen.",
            "People with lived experience wrote our scenarios and sit with the actors for an afternoon before. Some "
            "play, most prefer to coach. Ask them, and pay them.",
            "+We wrote to the theater group today.",
        ),
        answer=3,
    ),
    Talk(
        "training",
        "How do you keep the panel of families from being the sad hour?",
        (
            "It is the best hour of our course, and people leave it heavy. I want them to leave it able to do "
            "something.",
            "End with one question to each speaker: what did somebody do right? Write the answers on the wall.",
            "Put it on Tuesday and not on Friday, so that the class works with what it heard.",
            "I speak on such a panel. Please tell your class beforehand that they may ask us anything. Silence "
            "is what is hard.",
        ),
        kind="discussion",
    ),
    Talk(
        "training",
        "Refresher: one day a year, or an hour a month?",
        (
            "We can afford eight hours a year for each officer. One day, or eight single hours at roll call?",
            "Single hours. Ten minutes of a recording and then talk. It is on people’s minds all year.",
            "One day. With us every roll call is eaten by something else.",
            "Both chances are real. We do six single hours and one two-hour scenario in the fall.",
        ),
    ),
    Talk(
        "training",
        "Teaching the dispatchers with the officers or apart?",
        (
            "Our dispatch center asks for a course of its own. I fear that they learn something else than we do.",
            "Together for the first two days, apart for one. On the last morning dispatchers and officers play the "
            "same call from both ends.",
            "As a dispatcher: the morning with both ends of one call taught me more than all slides.",
        ),
        answer=2,
    ),
    Talk(
        "training",
        "Materiales en español para el curso de cuarenta horas",
        (
            "¿Alguien tiene las hojas de escenarios en español? Traducirlas nosotros nos llevaría meses.",
            "Tenemos doce, revisadas por una psicóloga. Las subo esta semana a la biblioteca.",
            "Ojo con las palabras: “crisis de nervios” la entiende todo el mundo, “brote” no.",
            "+Con esas doce tenemos para todo el curso. Mil gracias.",
        ),
        language="es",
        answer=2,
    ),
    Talk(
        "training",
        "Hearing voices exercise: worth it?",
        (
            "We use the headphones exercise. Some say it helps to understand, some say it makes people afraid. "
            "Which is it with you?",
            "It depends on the half hour after it. With somebody who hears voices in the room to talk about it, it "
            "helps. Without, we stopped doing it.",
            "Never as a surprise, and always with a way to step out.",
        ),
    ),
    Talk(
        "training",
        "How do you teach slowing down to people who were taught to speed up?",
        (
            "The academy says take control. We say take time. Recruits ask which of the two is true.",
            "We show the same call twice on video. In one, the officer talks first. In the other, she counts to "
            "twenty. The class times how long each takes until everybody is safe. Slow is faster.",
            "Say that time is a tactic. That word opens doors.",
            "I stole “time is a tactic” years ago and still pay no royalties.",
        ),
        answer=2,
    ),
    Talk(
        "training",
        "A one-page card for the visor?",
        (
            "Does anybody have a card with first sentences for a person who is very frightened? I mean words one "
            "can say, no theory.",
            "Ours has five lines. The first: “My name is … I am here to help. Nothing has to happen fast.”",
            "Add the interpreter line’s number and what 988 can do. That side of the card is used most.",
        ),
    ),
    Talk(
        "training",
        "Sleep: the talk nobody wanted and everybody remembers",
        (
            "We added an hour about officers’ own sleep to the course. It got the best marks of the week. I share "
            "the outline with anybody who wants it.",
            "Yes please.",
            "Please, for us too. Our peer support team asks for exactly this.",
        ),
        kind="discussion",
    ),
    Talk(
        "data",
        "The five numbers our council understands",
        (
            "After many attempts: calls, minutes on scene, where people went, how many came home the same day, and "
            "injuries to anybody. What are yours?",
            "The same, and repeat calls to one address within thirty days.",
            "Injuries to anybody, that is good. We only counted officers, and a council member noticed.",
        ),
        kind="discussion",
    ),
    Talk(
        "data",
        "What counts as a CIT call?",
        (
            "Dispatch codes say 3 percent, our officers say a quarter. How do you decide what to count?",
            "A box on the report: “a mental-health crisis was part of this call.” Officers tick it, whatever the "
            "code was. It took one roll call to introduce.",
            "We count both, and publish both. The distance between them is the most useful number we have.",
            "+The box it is. It costs us one line in the form.",
        ),
        answer=2,
    ),
    Talk(
        "data",
        "How do you follow up without keeping a list of people?",
        (
            "We want to know whether people are better off after thirty days. We do not want a police list of "
            "people with an illness. How did you solve this?",
            "The clinic keeps the names and tells us numbers. We know that eleven of fourteen kept their "
            "appointment, and not who they are.",
            "Read the privacy chapter of your agreement with the clinic first. If there is none, write it first.",
        ),
        answer=2,
    ),
    Talk(
        "data",
        "Our numbers went up. How do we say that this is good?",
        (
            "More crisis calls than last year. The paper will write that things got worse. They did not: families "
            "call earlier.",
            "Show what happened at the end of the calls beside their number. Ours doubled, arrests halved.",
            "Let a family say why they called earlier.",
        ),
    ),
    Talk(
        "data",
        "A spreadsheet that survives a change of staff",
        (
            "Our first analyst built a wonder. Nobody understands it. What do you use that is still simple?",
            "One row for each call, eleven columns, one sheet that explains the columns. Nothing that computes by "
            "itself. We make charts twice a year.",
            "Put the explanation on the first sheet, not the last.",
        ),
        answer=2,
    ),
    Talk(
        "data",
        "¿Encuestas a las familias después de la llamada?",
        (
            "Queremos preguntar a las familias cómo las tratamos. ¿Por teléfono, por carta o mediante los pares?",
            "Los pares, una semana después, con tres preguntas. Contestan casi todas.",
            "Nosotros mandamos una tarjeta con sello. Contesta una de cada cinco, pero escriben cosas que valen oro.",
        ),
        language="es",
    ),
    Talk(
        "data",
        "Semi-annual report: where do you get the hours from?",
        (
            "The report asks for training hours. We have sign-in sheets in a drawer. Is there an easier way?",
            "We ask the trainer for one line after each session: date, hours, number of people. It takes him a "
            "minute, and us as well.",
        ),
    ),
]
