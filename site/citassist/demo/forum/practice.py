"""Conversations about calls, and about working with clinicians, peers and families."""

from citassist.demo.forum.talks import Talk

__all__ = ["TALKS"]

TALKS = [
    Talk(
        "on-the-call",
        "First question of the call taker: “What happened?” or “Are there weapons?”",
        (
            "Our script begins with weapons. Families tell us that they hang up. What does yours begin with?",
            "“Tell me what is going on.” Weapons come third, and nobody has ever been slower for it.",
            "We changed ours after listening to forty calls with a family advocate in the room. Do that.",
            "+We listened to ten yesterday. We are changing it.",
        ),
        answer=2,
    ),
    Talk(
        "on-the-call",
        "Lights and siren for a welfare check?",
        (
            "Policy says no, habit says yes. How did you get people to switch it off around the corner?",
            "A mother told the class what the siren did to her son. After that, nobody asked why.",
            "Dispatch says “quiet approach” on the air. It is a small thing and it works.",
        ),
        answer=3,
    ),
    Talk(
        "on-the-call",
        "When a person asks you to leave and the family asks you to stay",
        (
            "No crime, no immediate danger as far as we see, and everybody afraid. What do you do with that?",
            "We step out to the yard, where both can see us, and let the clinician go on by phone. Being seen and "
            "not being close was enough more often than I would have thought.",
            "Say aloud what you will do and when. “We are going to stand by the tree for ten minutes.”",
            "And come back the next day, without the uniform if you can.",
        ),
    ),
    Talk(
        "on-the-call",
        "I got one wrong last week",
        (
            "Nobody was hurt. But I talked too fast, somebody ran, and I keep hearing it. How do you put a call "
            "like that down?",
            "Tell it to one person from beginning to end, without defending it. I did that in the car with my "
            "partner, and it stopped being a film.",
            "Our team reviews calls with the clinic every month, and the first one on the table is always the "
            "supervisor’s own mistake. It helps more than any debriefing form.",
            "If it stays with you, talk to somebody outside your chain. You can also call or text 988 for yourself. "
            "I have.",
            "+I told it to my partner tonight. Thank you.",
        ),
        kind="discussion",
        is_anonymous=True,
    ),
    Talk(
        "on-the-call",
        "Body cameras in a living room",
        (
            "Some people calm down when the camera is off. Our policy leaves it to the officer and then asks why. "
            "What does yours say?",
            "On, with the red light covered, and a sentence that says so. Off only in medical rooms.",
            "Ours asks the person, once the room is safe. Most say they do not mind, but being asked matters.",
        ),
    ),
    Talk(
        "on-the-call",
        "Which app do your officers use to find open beds?",
        (
            "We call seven numbers at night. Does anybody have something better?",
            "Our state has a registry. It is right about half of the time, so we still call, but only two numbers.",
            "A shared page that the units update at seven and at seven. No app needed.",
            "You should all buy BedFinder Deluxe, it is the best on the market and I can get you a discount!!!",
            "+The shared page is something we can have by Monday.",
        ),
        answer=3,
    ),
    Talk(
        "on-the-call",
        "Llamadas en las que nadie habla inglés",
        (
            "El intérprete por teléfono tarda cinco minutos, y en esos cinco minutos se decide todo. ¿Qué hacen?",
            "Tres frases en una tarjeta: quién soy, que vengo a ayudar y que alguien viene al teléfono. Con eso "
            "llenamos los cinco minutos.",
            "Pedimos al intérprete cuando todavía vamos en camino. Si no hace falta, se cancela.",
        ),
        language="es",
        answer=3,
    ),
    Talk(
        "on-the-call",
        "A person with autism and a very loud alarm",
        (
            "The alarm could not be switched off for twenty minutes. What could we have done?",
            "Leave with them, if they will come. We keep ear protection in the car since our training by adults "
            "with autism.",
            "Fewer words, written ones too. A note pad has helped me when speaking did not.",
        ),
        answer=2,
    ),
    Talk(
        "partners",
        "The clinician goes home at five. The calls do not.",
        (
            "Our clinician works office hours. Most calls come after nine. How do others cover the night?",
            "We moved her hours first: noon to ten, four days. That alone covers two thirds of the calls.",
            "Three counties share one clinician by video at night. It is not the same, and it is a lot better than "
            "nothing.",
            "988 can stay on the line with the person until you arrive. Agree on that with your center.",
        ),
        answer=2,
    ),
    Talk(
        "partners",
        "How do we work with 988 without sending a car each time?",
        (
            "Our dispatch may transfer to 988, but every transfer creates a call for us as well. Is that so with you?",
            "It was. We wrote down six kinds of calls that go over without a car, and who listens in for the first "
            "minute. In a year, none of those needed us after all.",
            "Meet the people at the center. We brought donuts, they brought their shift plan.",
        ),
        answer=2,
    ),
    Talk(
        "partners",
        "Peers on the team: what do you pay?",
        (
            "We want to hire two peers, and our city has no such position. What did you call it, and what is it paid?",
            "“Community support specialist”, the same grade as our crime analysts. Do not begin as volunteers: one "
            "never gets out of that again.",
            "We contract with the peer network. They employ, we pay, and they supervise, which is right.",
            "As a peer: thank you for asking about the pay first.",
        ),
    ),
    Talk(
        "partners",
        "What the emergency department wishes we knew",
        (
            "I worked there before I joined the team. Call ahead, even two minutes. Tell us what calmed the person. "
            "Bring their glasses and their phone charger. What should officers know from your place?",
            "Bring the medicine, all of it, in a bag. Do not sort it.",
            "Tell us whether there is a dog at home. You would be surprised how many people leave us to feed it.",
            "This is going on our briefing board.",
        ),
        kind="discussion",
    ),
    Talk(
        "partners",
        "Family advocate asks to ride along. Yes?",
        (
            "She has taught in our course for years. The union hesitates. Has anybody done it?",
            "Yes, with the same form as for any civilian and one more page about confidentiality. Her feedback "
            "changed how we enter houses.",
            "Start with an evening in the dispatch center. It made everything after it easier.",
        ),
        answer=2,
    ),
    Talk(
        "partners",
        "Tribal police and a hospital two hours away",
        (
            "A transport takes one of our three officers for a whole shift. How do others with such distances do it?",
            "A retired officer drives, in plain clothes and an ordinary car, with a health aide. People arrive "
            "calmer, and we keep our shift.",
            "Video evaluation before the drive. A third of our drives turned out not to be needed.",
            "+Both are worth trying. The health program has a car.",
        ),
        answer=3,
    ),
    Talk(
        "partners",
        "Grupo de apoyo para familias en español: ¿cómo empezar?",
        (
            "Hay interés, pero nadie quiere entrar al edificio de la policía. ¿Dónde se reúnen ustedes?",
            "En la biblioteca pública, con café y con alguien que cuide a los niños. Eso último fue lo decisivo.",
            "En la parroquia, sin uniforme y sin listas.",
        ),
        language="es",
        answer=2,
    ),
]
