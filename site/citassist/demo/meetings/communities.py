"""Recordings about places: rural, tribal, downtown, on campus; and about partners and families."""

from citassist.demo.meetings.meeting import MEETING, WEBINAR, Meeting

__all__ = ["MEETINGS"]

MEETINGS = [
    Meeting(
        "rural-and-tribal-response", MEETING, 222, "around-one-person",
        "When the nearest hospital is ninety minutes away",
        "Rural and tribal agencies share what they do with distance, weather and few people.",
        "<p>Most advice is written for cities. Here agencies with large areas and small shifts compare how "
        "they reach a clinician by video, who drives whom, and how neighbors cover for each other.</p>"
        "<h2>You will hear about</h2>"
        "<ul><li>Video calls with a clinician from the patrol car</li>"
        "<li>Agreements between county and nation</li>"
        "<li>Transport without handcuffs</li></ul>",
        ("Capt. Raymond Tsosie, Cedar Mesa Tribal Police", "Samuel Greenleaf, High Plains Behavioral Health"),
        "rural tribal agreements",
        ("A clinician on a tablet", "County and nation", "Who drives"),
        """
        A On a Friday night I have two officers for an area the size of Delaware.
        B So the clinician comes by video, on a tablet that stands on the hood of the car.
        A People were shy of it for about one minute, and then they talked to her and forgot us.
        B Take a blanket, turn the car around so that the lights are off, and let them hold the tablet.
        A Our agreement with the county says who comes, whatever side of the road it is.
        B It took two councils and nine months, and one page.
        A We do not put handcuffs on an elder. An uncle rides along instead, and we pay his gas.
        B The drive is ninety minutes. If you talk about horses the whole way, that is treatment, too.
        """,
        """
        A Un viernes por la noche tengo dos agentes para un territorio del tamaño de Delaware.
        B Por eso la clínica llega por video, en una tableta que ponemos sobre el capó del auto.
        A A la gente le daba vergüenza un minuto; después hablaban con ella y se olvidaban de nosotros.
        B Lleven una manta, giren el auto para que no den las luces, y dejen que sostengan la tableta.
        A Nuestro convenio con el condado dice quién acude, sea cual sea el lado del camino.
        B Hicieron falta dos consejos y nueve meses, y una sola página.
        A No esposamos a una persona mayor. En su lugar la acompaña un tío, y le pagamos la gasolina.
        B El viaje dura noventa minutos. Si se habla de caballos todo el camino, eso también es tratamiento.
        """,
        event="small-agencies",
        cites="rural-distance tribal-planning two-governments",
    ),
    Meeting(
        "deflection", WEBINAR, 257, "around-one-person",
        "Deflection: help before anything has happened",
        "Ways for officers to connect people with care when there is no crime and no crisis yet.",
        "<p>Officers often see trouble coming long before anyone calls. The speakers describe simple ways to "
        "offer help early, and how to do it so that people say yes.</p>"
        "<h2>You will hear about</h2>"
        "<ul><li>A card, a name and a follow-up within two days</li>"
        "<li>What peers can do that officers cannot</li>"
        "<li>Counting what did not happen</li></ul>",
        ("Harriet Lindqvist, Open Door Disability Alliance", "Benjamin Ortiz, Second Morning Peer Network"),
        "deflection substance-use",
        ("A card and a name", "Within two days", "What did not happen"),
        """
        A A card with a telephone number goes into the trash. A card with a name goes into the wallet.
        B I call within two days. On the third day people no longer remember that they said yes.
        A Officers see it coming: the mail piles up, the dog is thin, the curtains stay closed.
        B I can say things that an officer cannot, for example that I was there myself.
        A Offer one thing, today, that is small: a ride, a meal, a form filled in together.
        B If they say no, ask whether you may come again. Almost everybody says yes to that.
        A How do you count what did not happen? We count the calls from that address, before and after.
        B Forty people in the first year, and thirty-one of them had not been called about again.
        """,
        event="deflection",
        cites="before-a-charge",
    ),
    Meeting(
        "sleeping-downtown", MEETING, 89, "a-year-of-a-team",
        "Sleeping downtown: outreach before enforcement",
        "A year in which the same eight blocks were walked every morning by the same two people.",
        "<p>An officer and an outreach worker tell what they learned from a walk at seven in the morning, and "
        "what the city stopped doing.</p>",
        ("Officer Bea Hollis, Cayo Sereno Police Department", "Andre Fontaine, Harbor Street Outreach"),
        "homelessness substance-use deflection",
        ("Seven in the morning", "What the city stopped", "Keys"),
        """
        A We walk at seven, with coffee, before the street cleaners, and we do not wake anybody twice.
        B In the first two months nobody wanted anything from us except the coffee.
        A Then one man asked for socks, and the week after that for a doctor.
        B A sweep costs us three months. People lose their papers, their pills, and us.
        A So the city gives us ten days before it clears a place, and storage for what people own.
        B Housing first sounds like a slogan until you have seen somebody sleep behind a door he can lock.
        A Nineteen people have keys now. Four of them gave theirs back, and we kept walking with those four.
        B The businesses asked for more tickets, and then for more mornings.
        """,
        cites="sleeping-downtown before-the-sweep",
    ),
    Meeting(
        "what-families-want-to-know", WEBINAR, 5, "around-one-person",
        "What families want you to know before they call",
        "Parents and partners on the day they picked up the phone.",
        "<p>Two mothers speak about the worst day of a year: what they were afraid of when they called, which "
        "words helped, and what they would ask of a team.</p>",
        ("Gloria Hutchins, Families Beside the Call", "Rosa Maldonado, Families Beside the Call"),
        "suicide co-response dispatch",
        ("Before I called", "What helped", "The day after"),
        """
        A I stood in the yard with the phone for twenty minutes, because I was afraid of what would come.
        B I asked for a CIT officer, as they had taught us, and the dispatcher knew what that was.
        A Tell me when you park that you are there to help him. I need to hear it before he sees you.
        B The officer asked me what my son likes. Nobody in a uniform had ever asked me that.
        A Let one of us stay where he can see us, if it is safe. And if it is not, say why.
        B In Spanish, please. My English leaves me when I am frightened.
        A On the day after, somebody called. I do not remember what she said, only that she did.
        B We are not the audience of this team. We were doing this work for years before you came.
        """,
        """
        A Estuve veinte minutos en el patio con el teléfono, por miedo a lo que iba a llegar.
        B Pedí un agente CIT, como nos habían enseñado, y la persona que atendió sabía qué era.
        A Cuando estacione, dígame que viene a ayudarlo. Necesito oírlo antes de que él lo vea.
        B El agente me preguntó qué le gusta a mi hijo. Nadie de uniforme me lo había preguntado.
        A Dejen que alguien de la familia se quede donde él nos vea, si es seguro. Y si no, digan por qué.
        B En español, por favor. El inglés se me va cuando tengo miedo.
        A Al día siguiente llamó alguien. No recuerdo qué dijo, solo que llamó.
        B No somos el público de este equipo. Hacíamos este trabajo años antes de que ustedes llegaran.
        """,
        cites="family-call what-to-expect",
    ),
    Meeting(
        "transport-with-dignity", WEBINAR, 279, "one-call-three-answers",
        "Transport with dignity: cars, clothes and handcuffs",
        "A policy that fits on a card, and the three questions that led to it.",
        "<p>A training officer and a patient advocate read a transport policy together and cross out what "
        "nobody could explain.</p>",
        ("Sgt. Paula Ekström, North Star State Patrol", "Yolanda Price, Bayou City Crisis Stabilization Center"),
        "policy tribal",
        ("Whose safety", "What to wear", "The card"),
        """
        A The old policy said handcuffs always. When we asked whose safety that was for, nobody knew.
        B A neighbor sees a person led out in handcuffs, and that is what the street remembers.
        A Now the officer decides, and writes one sentence about why. Two thirds ride without.
        B Let them put on shoes. Let them lock the door and turn off the stove. It takes four minutes.
        A An unmarked car is better than a marked one, and a medical van is better than both.
        B Tell them where you are going, how long it takes, and who will be there. Then tell them again.
        A The whole policy fits on a card: ask, dress, explain, ride, hand over.
        B At the door, say goodbye by name. You may meet again, and it will go better.
        """,
        cites="transport crisis-order",
    ),
    Meeting(
        "paying-for-it", MEETING, 340, "a-year-of-a-team",
        "Paying for it when the grant ends",
        "Four sources, one page for the council, and a warning about each of them.",
        "<p>A city manager and a program director talk about money: what the award pays for, what it leaves "
        "behind, and how to ask for the rest a year early.</p>",
        ("Gwen Abernathy, City of Elm Crossing", "Thomas Whitaker, Bright Harbor Crisis Services"),
        "sustainability data",
        ("A year early", "Four sources", "One page for the council"),
        """
        A Ask for the money in the year before you need it. A budget is decided in spring, not in crisis.
        B The award paid for people, and people are what is hard to keep when it ends.
        A Show the council one page: what it costs, what it saved, and one story that is allowed to be told.
        B Medicaid pays for some of what a clinician does at a scene, if somebody writes it down the same day.
        A Opioid settlement funds can pay for peers in many places. Read the plan of your state first.
        B The hospital put in a salary, because our team empties its waiting room on Saturdays.
        A Do not promise that it will pay for itself. Promise to count, and to tell them every quarter.
        B And keep a reserve of three months, so that nobody leaves because of a vote that was postponed.
        """,
        cites="paying-for-it budget-season",
    ),
]  # fmt: skip
