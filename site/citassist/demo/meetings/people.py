"""Recordings about people whom a team meets, and about the people on it."""

from citassist.demo.meetings.meeting import MEETING, WEBINAR, Meeting

__all__ = ["MEETINGS"]

MEETINGS = [
    Meeting(
        "yes-is-not-always-yes", WEBINAR, 33, "around-one-person",
        "Yes is not always yes: people with an intellectual disability",
        "How to ask so that the answer means something.",
        "<p>A self-advocate and a trainer show how the same question, asked in two ways, gets two answers, "
        "and what that means for a statement, a search and a Miranda warning.</p>",
        ("Lucille Ferrand, Open Door Disability Alliance", "Harriet Lindqvist, Open Door Disability Alliance"),
        "idd policy",
        ("Two ways to ask", "Rights in plain words", "Whom to call"),
        """
        A If you ask me did you do it, I say yes, because yes makes people stop being angry.
        B Ask instead: tell me what happened. And then wait longer than is comfortable.
        A Say one thing at a time. Sit down, please. And when I sit, say the next thing.
        B Explain a right, and then ask the person to tell you in their own words what it means.
        A I have a card in my wallet with the name of my support person. You can ask me for it.
        B Loud, bright and fast are the three things you can change about almost any scene.
        A Talk to me, not to the lady who is with me.
        B None of this takes a degree. It takes a slower voice and another thirty seconds.
        """,
        """
        A Si me pregunta si lo hice, digo que sí, porque con un sí la gente deja de enojarse.
        B Pregunte mejor: cuénteme qué pasó. Y luego espere más de lo que resulta cómodo.
        A Diga una cosa a la vez. Siéntese, por favor. Y cuando me siento, diga lo siguiente.
        B Explique un derecho, y pida a la persona que le diga con sus palabras qué significa.
        A Llevo en la cartera una tarjeta con el nombre de mi persona de apoyo. Puede pedírmela.
        B Ruidoso, brillante y rápido son las tres cosas que se pueden cambiar en casi cualquier escena.
        A Hable conmigo, no con la señora que me acompaña.
        B Para nada de esto hace falta un título. Hace falta una voz más lenta y treinta segundos más.
        """,
        cites="recognizing-disability people-with-autism",
    ),
    Meeting(
        "youth-in-crisis", WEBINAR, 75, "around-one-person",
        "Young people in crisis: at school, at home, online",
        "What is different when the person is fourteen, and who has to be in the room.",
        "<p>A school resource officer and a youth clinician talk about a hallway, a bedroom door and a group "
        "chat, and about the parents who stand behind each of them.</p>",
        ("Officer Dana Whitfield, Elm Crossing School Police", "Renata Solis, Riverbend Youth Services"),
        "youth suicide",
        ("In the hallway", "Behind the bedroom door", "The group chat"),
        """
        A In a school hallway I have an audience of two hundred, so the first thing I do is move the audience.
        B A teenager in crisis is ashamed before anything else. Give them a way to leave without losing face.
        A I sit on the floor. It is hard to be afraid of somebody who sits on the floor.
        B At home, talk to the parents in the kitchen and to the young person at the door, never both at once.
        A Ask who else knows. There is almost always a friend who has been carrying this for weeks.
        B Take the group chat seriously. A screenshot that somebody shows you is a call for help.
        A Handcuffs on a child should need a reason that you would say aloud to the mother.
        B And somebody calls the family on the next day. Not the office, somebody whose voice they know.
        """,
        """
        A En un pasillo de la escuela tengo un público de doscientos, así que primero muevo al público.
        B Un adolescente en crisis siente vergüenza antes que nada. Denle una salida sin perder la cara.
        A Me siento en el suelo. Es difícil tener miedo de alguien que está sentado en el suelo.
        B En casa, hablen con los padres en la cocina y con el joven en la puerta, nunca con todos a la vez.
        A Pregunten quién más lo sabe. Casi siempre hay un amigo que lleva semanas cargando con esto.
        B Tomen en serio el grupo de mensajes. Una captura que alguien les muestra es un pedido de ayuda.
        A Esposar a un menor debería tener una razón que usted le diría en voz alta a la madre.
        B Y alguien llama a la familia al día siguiente. No la oficina: alguien cuya voz conozcan.
        """,
        cites="youth-and-schools campus-checks",
    ),
    Meeting(
        "veterans-at-the-door", WEBINAR, 118, "around-one-person",
        "Speaking with a veteran: from one service to another",
        "Words that open a conversation, and the liaison who answers at night.",
        "<p>Two veterans, one of them a police officer, talk about rank, silence and weapons in the house, "
        "and about the liaison at the VA whose number is in every patrol car.</p>",
        ("Officer Ray Dunham, Fort Calder Police Department", "Joyce Tillery, Valley Veterans Center"),
        "veterans suicide",
        ("The first question", "Weapons in the house", "The liaison"),
        """
        A My first question is: where did you serve? It is not small talk, it is a door.
        B Do not say that you understand if you were not there. Say that you are here now.
        A Many of us own weapons, and locking them away for a while is a favor between friends.
        B Ask who could keep the keys until next month. Do not ask to take the guns away.
        A I let him call me sergeant, although I have not been one for twelve years. It helped him stand up.
        B Our liaison answers at night. Forty minutes on the phone with her have ended more calls than I can count.
        A Silence is not refusal. Where we come from you learn to wait before you answer.
        B If he will not come tonight, leave a card with a name on it, and go back on Thursday.
        """,
        event="veterans",
        cites="veterans-language veterans-liaisons",
    ),
    Meeting(
        "sleep-shifts-and-hard-calls", MEETING, 26, "a-year-of-a-team",
        "Sleep, shifts and the calls that stay with you",
        "What agencies do for the people who do this work.",
        "<p>An officer tells about the year after one call, and a chief says what she changed in the roster. "
        "Please watch this one with somebody.</p>",
        ("Sgt. Miguel Ferreira, Port Wendell Police Department", "Chief Denise Okafor, Harlan Ridge Police Department"),
        "wellness",
        ("One call, one year", "The roster", "Asking a colleague"),
        """
        A I did everything right on that call, and I still could not sleep for most of a year.
        B We used to send people home after a hard call. Home is where nobody knows what happened.
        A My partner asked me three times. The third time I answered.
        B Now nobody works the same night after the death of a child, and nobody has to ask for it.
        A Sleep was the first thing to go and the last to come back. I wish someone had measured it.
        B We took one rotation out of the roster, and sick days went down by a quarter.
        A If you wonder whether to ask a colleague, you have already noticed something. Ask.
        B Peer support is confidential here. I do not know who goes, and I do not want to know.
        """,
        """
        A En aquella llamada lo hice todo bien, y aun así casi no pude dormir durante un año.
        B Antes mandábamos a la gente a casa después de una llamada dura. En casa nadie sabe qué pasó.
        A Mi compañero me preguntó tres veces. A la tercera le contesté.
        B Ahora nadie trabaja la misma noche después de la muerte de un niño, y nadie tiene que pedirlo.
        A El sueño fue lo primero que se fue y lo último que volvió. Ojalá alguien lo hubiera medido.
        B Quitamos una rotación de los turnos, y las bajas por enfermedad cayeron una cuarta parte.
        A Si se pregunta si debería preguntarle a un colega, ya ha notado algo. Pregunte.
        B El apoyo entre pares es confidencial. No sé quién va, ni quiero saberlo.
        """,
        cites="after-the-hard-call sleep-and-shifts",
    ),
    Meeting(
        "peers-on-the-team", MEETING, 145, "around-one-person",
        "Peers on the team: hiring, pay and a seat at the table",
        "What people with lived experience bring, and what they need in order to stay.",
        "<p>Two agencies compare how they hired peers, what they pay, and why the background check had to "
        "be rewritten.</p>",
        ("Benjamin Ortiz, Second Morning Peer Network", "Thomas Whitaker, Bright Harbor Crisis Services"),
        "co-response sustainability",
        ("The background check", "Pay", "A seat at the table"),
        """
        A I have an arrest from when I was nineteen and ill. The old background check would have ended it there.
        B So we asked what a record tells us about this work, and rewrote the check with the county's lawyer.
        A Pay peers like the professionals they are. Pizza and gratitude are not a salary.
        B Our peers earn what a case manager earns, and that was the argument that took longest.
        A What I bring is that I have been in the back of that car, and I am here.
        B A person who refused three clinicians came along with Benjamin because he had the same scar.
        A Do not put one of us alone on a team. Two, so that we can talk on the way home.
        B And the seat at the table comes with a vote, or it is a decoration.
        """,
        event="peers",
        cites="peers-in-teams",
    ),
    Meeting(
        "overdose-or-crisis", WEBINAR, 205, "one-call-three-answers",
        "Overdose, intoxication or a mental health crisis?",
        "What looks the same from the doorway, and what to do before you know.",
        "<p>A paramedic and a clinician go through six scenes that look alike, with the two or three signs "
        "that tell them apart, and what is right to do in all of them.</p>",
        ("Carla Mendez, Tri-Rivers Fire and Rescue", "Dr. Marcus Bell, Lakeshore Community Mental Health"),
        "substance-use co-response",
        ("What looks alike", "Breathing first", "Two clinics, one person"),
        """
        A Look at the breathing first. Everything else can wait half a minute, breathing cannot.
        B Somebody who has not slept for four days can look exactly like somebody on methamphetamine.
        A Naloxone does no harm if you were wrong, so give it, and be ready for anger when it works.
        B Very small pupils and slow breath: think of opioids. Wide pupils and heat: think of stimulants, and water.
        A A person with diabetes can fight you like a drunk. Sugar has ended three of my fights.
        B You do not have to know which it is. You have to keep them breathing and keep it calm.
        A Two clinics used to send the same person back and forth, each waiting for the other to go first.
        B Now whoever meets them first keeps them, and the two of us sort it out on Monday.
        """,
        cites="overdose-and-crisis",
    ),
]  # fmt: skip
