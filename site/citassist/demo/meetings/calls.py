"""Recordings about calls: from the first ring to the week after."""

from citassist.demo.meetings.meeting import MEETING, WEBINAR, Meeting

__all__ = ["MEETINGS"]

MEETINGS = [
    Meeting(
        "working-with-988", WEBINAR, 68, "one-call-three-answers",
        "Working with your 988 center",
        "What changes when 911 and 988 agree on which calls go where.",
        "<p>Some calls that reach 911 need a counselor and not a patrol car. A dispatch director and a "
        "clinician walk through the protocol they wrote together: which calls are transferred, who stays on "
        "the line, and what happens when the situation changes.</p>"
        "<h2>You will hear about</h2>"
        "<ul><li>Questions that help a call taker decide</li>"
        "<li>A warm transfer, step by step</li>"
        "<li>The monthly look at calls that went both ways</li></ul>",
        ("Marisol Vega, Tri-Rivers Regional Dispatch", "Dr. Priya Raman, Lakeshore Community Mental Health"),
        "988 dispatch",
        ("Five questions", "A warm transfer", "Calls that went both ways"),
        """
        A Our call takers ask five questions, and the third one is: are you safe where you are right now?
        B If the answer is yes and nobody else is in danger, the call can go to a counselor at 988.
        A A warm transfer means that I stay on the line until the counselor has said the caller's name.
        B The caller should never have to tell the story twice. That is the whole protocol in one sentence.
        A If the counselor hears a weapon, the call comes back to me on a line that only the two of us have.
        B In the first month eleven calls went to 988, and two of them came back. We listened to both.
        A What worried our people most was who is responsible. The answer is written on a card at every desk.
        B Every month we look at the calls that went both ways, and we change one thing.
        """,
        """
        A Quienes atienden hacen cinco preguntas, y la tercera es: ¿está usted a salvo donde está ahora?
        B Si la respuesta es sí y nadie más corre peligro, la llamada puede pasar a un consejero del 988.
        A Una transferencia cálida significa que sigo en la línea hasta que el consejero dice el nombre.
        B La persona no debería contar su historia dos veces. Ese es todo el protocolo en una frase.
        A Si el consejero oye un arma, la llamada vuelve a mí por una línea que solo tenemos los dos.
        B El primer mes pasaron once llamadas al 988 y dos volvieron. Escuchamos las dos.
        A Lo que más preocupaba era quién responde. La respuesta está en una tarjeta en cada puesto.
        B Cada mes revisamos las llamadas que fueron y volvieron, y cambiamos una cosa.
        """,
        cites="call-transfer what-988-does",
    ),
    Meeting(
        "early-diversion", WEBINAR, 103, "one-call-three-answers",
        "Early diversion: before there is a charge",
        "How officers bring a person to care instead of to booking, and what must be in place first.",
        "<p>Diversion works when the other door opens quickly. The speakers describe a center that takes a "
        "person from an officer in minutes, and the agreement that made officers trust it.</p>"
        "<h2>You will hear about</h2>"
        "<ul><li>What a no-refusal agreement says</li>"
        "<li>Which offenses are left out, and why</li>"
        "<li>How to tell the prosecutor early</li></ul>",
        (
            "Yolanda Price, Bayou City Crisis Stabilization Center",
            "Sheriff Andre Baptiste, St. Odile Parish",
        ),
        "deflection agreements",
        ("A door that opens", "What is left out", "The prosecutor"),
        """
        A An officer who waits four hours will not come a second time. Our door opens in six minutes.
        B My deputies did not believe it, so I drove there myself on a Saturday night with a watch.
        A No refusal means no refusal: intoxicated, barefoot, swearing at the nurse, we take them.
        B We left out anything with a victim who is afraid. Those calls go another way, and they must.
        A The agreement names a person to call at three in the morning when something does not work.
        B I told the prosecutor before we began, not after. She added one line and signed.
        A After a year, eight of ten people whom deputies brought us had not been booked again.
        B What convinced the parish was the overtime we no longer paid at the jail.
        """,
        """
        A Un agente que espera cuatro horas no vuelve otra vez. Nuestra puerta se abre en seis minutos.
        B Mis ayudantes no lo creían, así que fui yo mismo un sábado por la noche con un reloj.
        A No rechazar significa no rechazar: con alcohol, sin zapatos, insultando a la enfermera, los recibimos.
        B Dejamos fuera todo lo que tenga una víctima con miedo. Esas llamadas van por otro camino, y así debe ser.
        A El convenio dice a quién llamar a las tres de la mañana cuando algo no funciona.
        B Se lo conté a la fiscal antes de empezar, no después. Añadió una línea y firmó.
        A Al cabo de un año, ocho de cada diez personas que nos trajeron no habían vuelto a la cárcel.
        B Lo que convenció al condado fueron las horas extra que dejamos de pagar en la cárcel.
        """,
        event="early-diversion",
        cites="before-a-charge open-at-night",
    ),
    Meeting(
        "responding-to-suicidal-subjects", WEBINAR, 166, "one-call-three-answers",
        "Responding to a person who is thinking of suicide",
        "First words, distance and time, from an officer, a clinician and a peer.",
        "<p>This session speaks openly about suicide. It begins with what a person in that moment can hear "
        "and what they cannot, told by a peer who has been there.</p>"
        "<h2>You will hear about</h2>"
        "<ul><li>Asking directly, and why it does no harm</li>"
        "<li>Promises to avoid</li>"
        "<li>Handing over to a clinician without starting again</li>"
        "<li>Looking after yourself afterward</li></ul>",
        ("Benjamin Ortiz, Second Morning Peer Network", "Owen Castellano, Green Valley Crisis Network"),
        "suicide wellness",
        ("What a person can hear", "Asking directly", "Afterward"),
        """
        A On that night I could hear one voice. Three people were talking, and I could hear one.
        B So one officer speaks, and everybody else makes room, even the lieutenant.
        A He asked me straight out: are you thinking of killing yourself? It was a relief to be asked.
        B Asking does no harm. Every study says so, and every person I have met says so too.
        A He did not promise that everything would be fine. He promised to stay for the next ten minutes.
        B Do not promise that there will be no hospital if you cannot keep it.
        A When the clinician came, he told her my story in two sentences, so that I did not have to.
        B And afterward, officers, talk to somebody. If you need it tonight, 988 is for you as well.
        """,
        """
        A Aquella noche podía oír una sola voz. Hablaban tres personas, y yo podía oír una.
        B Por eso habla un agente y los demás hacen lugar, también el teniente.
        A Me preguntó directamente: ¿está pensando en quitarse la vida? Fue un alivio que me lo preguntaran.
        B Preguntar no hace daño. Lo dicen todos los estudios y todas las personas que he conocido.
        A No prometió que todo saldría bien. Prometió quedarse los próximos diez minutos.
        B No prometa que no habrá hospital si no puede cumplirlo.
        A Cuando llegó la clínica, él le contó mi historia en dos frases, para que yo no tuviera que hacerlo.
        B Y después, agentes, hablen con alguien. Si lo necesitan esta noche, el 988 también es para ustedes.
        """,
        event="suicidal-subjects",
        cites="asking-about-suicide crisis-order",
    ),
    Meeting(
        "first-five-minutes", WEBINAR, 12, "one-call-three-answers",
        "The first five minutes at the door",
        "Where to stand, what to turn off, and who speaks.",
        "<p>A patrol sergeant and a clinician watch a training scene together, stop it five times, and say "
        "what each of them would do next.</p>",
        ("Sgt. Paula Ekström, North Star State Patrol", "Dr. Marcus Bell, Lakeshore Community Mental Health"),
        "policy co-response",
        ("Lights and sound", "Who speaks", "When to wait"),
        """
        A Turn off the siren two blocks away, and the lights when you are parked. It costs nothing.
        B For somebody who hears voices, a radio on your shoulder is one voice more.
        A Say your first name. Not the rank, not the department, the name.
        B Then say what you see, without judging it: you have been up all night, and it is cold in here.
        A Distance buys time, and time is what we came with. There is no clock on this call.
        B Ask whom they trust, and then really call that person.
        A If I do not know what to say, I say that: I want to get this right, tell me what helps.
        B When you wait with somebody for ten minutes, you have already begun the treatment.
        """,
        """
        A Apague la sirena dos cuadras antes, y las luces al estacionar. No cuesta nada.
        B Para quien oye voces, una radio en el hombro es una voz más.
        A Diga su nombre. No el rango ni el departamento: el nombre.
        B Luego diga lo que ve, sin juzgarlo: lleva usted toda la noche despierto, y aquí hace frío.
        A La distancia compra tiempo, y tiempo es lo que traemos. En esta llamada no hay reloj.
        B Pregunte en quién confía, y después llame de verdad a esa persona.
        A Si no sé qué decir, lo digo: quiero hacerlo bien, dígame qué ayuda.
        B Quien espera diez minutos con alguien ya ha empezado el tratamiento.
        """,
        cites="first-five-minutes training-week",
    ),
    Meeting(
        "dispatchers-are-first", MEETING, 54, "one-call-three-answers",
        "Dispatchers are the first member of the team",
        "What call takers hear that officers need to know, and how to pass it on.",
        "<p>A telecommunicator plays the sounds she listens for, and a deputy tells which three facts "
        "changed how he walked up to a house.</p>",
        ("Anna Kowalczyk, Prairie Wind Regional Dispatch", "Deputy Luis Serrano, Ocotillo County Sheriff"),
        "dispatch",
        ("What I listen for", "Three facts for the officer", "After the call"),
        """
        A I listen for what is behind the voice: a television, a child, another person, or no sound at all.
        B The three facts I want are: is there a weapon, is there a name, and what happened the last time.
        A Families often say he is not dangerous, he is ill. I write that down in those words.
        B Because of that sentence I left my hand off my belt. I only found out later how much it meant.
        A We code the call again at the end, when we know what it was. One in five changes.
        B Nobody ever told dispatch how a call ended. Now we send one line back, every shift.
        A Our call takers went on a ride-along, and two officers sat with us on a full moon.
        B Bring dispatch to your reviews. They have the recording, and the first eight minutes.
        """,
        cites="call-takers coding-calls",
    ),
    Meeting(
        "calls-that-come-again", MEETING, 241, "one-call-three-answers",
        "The address we all know: calls that come again and again",
        "A plan for one person, written with that person.",
        "<p>In one year a single address was called sixty-one times. A coordinator and a peer explain the "
        "plan that brought it down to four, and whose idea it was.</p>",
        ("Chief Denise Okafor, Harlan Ridge Police Department", "Benjamin Ortiz, Second Morning Peer Network"),
        "data co-response",
        ("Sixty-one calls", "The plan on the refrigerator", "What stays private"),
        """
        A We went to the same apartment sixty-one times, and every officer thought it was the first.
        B I asked him what he wants to happen when it gets bad. Nobody had asked him that before.
        A He wanted the officer who likes fishing. So that is in the plan: send Dale, if Dale is on.
        B The plan hangs on his refrigerator. He wrote it, and he can take it down.
        A It says what helps, what makes it worse, and the telephone number of his sister.
        B It does not say a diagnosis. Nobody needs that to be kind.
        A This year we have been there four times, and two of those were for coffee.
        B Share only what is needed, with his signature, for six months, and then ask again.
        """,
        cites="only-what-is-needed call-review",
        handouts="call-review",
    ),
]  # fmt: skip
