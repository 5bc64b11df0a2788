"""Recordings about starting a team and keeping it."""

from citassist.demo.meetings.meeting import MEETING, WEBINAR, Meeting

__all__ = ["MEETINGS"]

MEETINGS = [
    Meeting(
        "steering-committees", MEETING, 40, "around-one-person",
        "Steering committees that still meet after the first year",
        "How agencies keep a committee alive when the energy of the start is gone.",
        "<p>A committee is easy to found and hard to keep. Two members tell what changed when they gave "
        "every meeting one decision to make, and moved the reports into a page that people read "
        "beforehand.</p>"
        "<h2>You will hear about</h2>"
        "<ul><li>Who should sit on the committee, and who should not chair it</li>"
        "<li>How often to meet in the second year</li>"
        "<li>What to do when a partner stops coming</li></ul>",
        ("Lt. Kathleen Moriarty, Port Wendell Police Department", "Gloria Hutchins, Families Beside the Call"),
        "steering sustainability",
        ("Why people stop coming", "One decision a meeting", "When a partner goes quiet"),
        """
        A In our second year the steering committee had eleven names on paper and four people in the room.
        A We asked the ones who left, and they all said the same: we only heard reports.
        B As a mother I sat through numbers for an hour, and nobody needed me for any of them.
        A So now every meeting has one decision on the agenda, and the reports go out on paper a week before.
        B The first decision was small: who calls the family on the day after. I had an opinion about that.
        A We meet every second month, ninety minutes, and we stop on time even if we are not finished.
        B When the hospital stopped coming we did not write a letter. Two of us went there with coffee.
        A They came back because we asked them for something only they could decide.
        """,
        """
        A En el segundo año, el comité directivo tenía once nombres en el papel y cuatro personas en la sala.
        A Preguntamos a quienes se fueron y todos dijeron lo mismo: solo escuchábamos informes.
        B Como madre pasé una hora oyendo cifras, y nadie me necesitaba para ninguna.
        A Ahora cada reunión tiene una sola decisión, y los informes se envían una semana antes.
        B La primera decisión fue pequeña: quién llama a la familia al día siguiente. Yo tenía una opinión.
        A Nos reunimos cada dos meses, noventa minutos, y terminamos a la hora aunque falte algo.
        B Cuando el hospital dejó de venir no escribimos una carta. Dos de nosotras fuimos con café.
        A Volvieron porque les pedimos algo que solo ellos podían decidir.
        """,
        event="steering-committees",
        cites="steering-second best-practice-guide",
        handouts="first-meeting",
    ),
    Meeting(
        "first-year-of-a-team", MEETING, 131, "a-year-of-a-team",
        "The first year of a team",
        "From three phone calls to a working partnership, month by month.",
        "<p>A chief and a clinician look back on their first twelve months. They show the calendar they "
        "would use today, and the two months they would rather forget.</p>"
        "<h2>You will hear about</h2>"
        "<ul><li>What to do before you book a course</li>"
        "<li>How to choose among volunteers</li>"
        "<li>The first review, and why nobody was blamed</li></ul>",
        (
            "Chief Denise Okafor, Harlan Ridge Police Department",
            "Samuel Greenleaf, High Plains Behavioral Health",
        ),
        "starting embedded",
        ("Before the course", "Choosing volunteers", "The first review"),
        """
        A It began with three phone calls: to the clinic, to the hospital, and to a mother who had complained.
        B I said yes before I knew what it would cost us in hours, and I would say yes again.
        A Do not book the forty-hour course first. Follow ten calls first, with everybody in the room.
        A We had thirty volunteers for twelve places, so we asked their sergeants who listens well.
        B One officer wrote on the form that his brother lives with schizophrenia. He became our best teacher.
        A In month seven nothing happened at all. Put that month into your plan, it will come anyway.
        B The first review was about a call that went badly, and the rule was: no names, only minutes.
        A When the sergeant heard that nobody would be blamed, he told us where the forty minutes went.
        """,
        """
        A Empezó con tres llamadas: a la clínica, al hospital y a una madre que se había quejado.
        B Dije que sí antes de saber cuántas horas nos costaría, y volvería a decir que sí.
        A No reserven primero el curso de cuarenta horas. Primero sigan diez llamadas, con todos en la sala.
        A Teníamos treinta voluntarios para doce plazas; preguntamos a los sargentos quién sabe escuchar.
        B Un agente escribió que su hermano vive con esquizofrenia. Llegó a ser nuestro mejor maestro.
        A En el séptimo mes no pasó nada. Pongan ese mes en el plan, porque llegará de todos modos.
        B La primera revisión trató de una llamada que salió mal, y la regla fue: sin nombres, solo minutos.
        A Cuando el sargento oyó que no se culparía a nadie, nos dijo adónde fueron los cuarenta minutos.
        """,
        cites="first-year lessons-from-the-field",
        handouts="ten-calls",
    ),
    Meeting(
        "keeping-a-team-going", MEETING, 313, "a-year-of-a-team",
        "Keeping a team going when people leave",
        "How mature teams pass on the coordinator’s work, the agreements and the reasons behind them.",
        "<p>Teams are often built on two or three people. This meeting looks at what happened in agencies "
        "where those people retired, and at what would have helped.</p>"
        "<h2>You will hear about</h2>"
        "<ul><li>A year of shared coordination</li>"
        "<li>A folder that the next person can use</li>"
        "<li>Keeping new volunteers</li></ul>",
        (
            "Lt. Kathleen Moriarty, Port Wendell Police Department",
            "Dr. Priya Raman, Lakeshore Community Mental Health",
        ),
        "sustainability steering",
        ("Two coordinators for a year", "The folder", "New volunteers"),
        """
        A When our coordinator announced her retirement, we found out that the team lived in her phone.
        B I called the number of the on-call nurse one night, and it belonged to somebody who had moved to Ohio.
        A Now two people share the coordinator's work for a whole year before one of them leaves.
        B The second one goes to every meeting, and after each of them asks why, not only what.
        A We keep one folder with the agreements, the phone numbers, and a page on why each rule exists.
        B The page of reasons is the one I read when somebody wants to change a rule.
        A New volunteers leave in the second year if nobody ever tells them how a call ended.
        B So the clinic writes two lines back to the officer, with the person's permission.
        """,
        event="keeping-going",
        cites="refresher",
    ),
    Meeting(
        "choosing-the-right-model", WEBINAR, 19, "around-one-person",
        "Co-response, embedded clinician, or a mobile team: how three towns chose",
        "What each model costs, what it is good at, and what made the difference.",
        "<p>Three towns of the same size looked at the same four hundred calls and came to three answers. "
        "Two of the people who decided explain what they counted first.</p>",
        ("Capt. Lorena Fuentes, Cayo Sereno Police Department", "Thomas Whitaker, Bright Harbor Crisis Services"),
        "co-response embedded starting",
        ("Four hundred calls", "What each one costs", "What we would choose today"),
        """
        A Before we talked about models we read four hundred calls, two evenings, with pizza.
        B A third of them came between four in the afternoon and midnight, so a clinician from nine to five was no use.
        A Co-response means that an officer and a clinician arrive in the same car. It is the dearest per hour.
        B An embedded clinician sits at the station, knows everybody, and is alone when on vacation.
        A We chose co-response for the evenings and a phone line to the clinic for the rest.
        B The town beside us chose a mobile team without police, because their calls had almost no weapons in them.
        A What decided it was not the model. It was who could start in ninety days.
        B Today I would choose the same, and I would write down from the first day when we count again.
        """,
        """
        A Antes de hablar de modelos leímos cuatrocientas llamadas, dos tardes enteras, con pizza.
        B Un tercio llegaba entre las cuatro de la tarde y la medianoche; un clínico de nueve a cinco no servía.
        A Respuesta conjunta quiere decir que un agente y un clínico llegan en el mismo auto. Es lo más caro por hora.
        B Un profesional clínico en la comisaría conoce a todos, y si sale de vacaciones no queda nadie.
        A Elegimos la respuesta conjunta para las tardes, y una línea a la clínica para el resto.
        B El pueblo vecino eligió un equipo móvil sin policía, porque casi no había armas en sus llamadas.
        A Lo que decidió no fue el modelo. Fue quién podía empezar en noventa días.
        B Hoy elegiría lo mismo, y anotaría desde el primer día cuándo volvemos a contar.
        """,
        cites="choosing-a-model co-responder-models co-responder-review",
    ),
    Meeting(
        "writing-the-agreement", MEETING, 82, "one-call-three-answers",
        "The agreement with your hospital, line by line",
        "Two sides of one door read their agreement aloud and say what each sentence saved them.",
        "<p>A patrol lieutenant and the head of an emergency department read the two pages they signed, "
        "and the sentence they fought over for a month.</p>",
        ("Lt. Harold Benning, Marrow Creek Police Department", "Dr. Susan Achebe, Mercy Valley Hospital"),
        "agreements deflection",
        ("Ten minutes at the door", "The sentence about weapons", "What is reviewed each month"),
        """
        A The first line of our agreement says: the officer is back on the road within ten minutes.
        B And the second line says what I need for that: a call before you come, and one page about what you saw.
        A Before the agreement our average wait at the hospital door was two hours and six minutes.
        B We fought for a month over the sentence about weapons, and then a nurse wrote it in one evening.
        A Nobody is turned away because of alcohol. That sentence cost the most and helped the most.
        B If the unit is full, finding a bed is the hospital's work. The officer does not drive on.
        A Each month we look at every handover that took longer than thirty minutes, both sides at one table.
        B The memorandum is two pages. If it were ten, nobody on a night shift would have read it.
        """,
        """
        A La primera línea de nuestro convenio dice: el agente vuelve a la calle en diez minutos.
        B Y la segunda dice lo que yo necesito: una llamada antes de venir, y una página con lo que vieron.
        A Antes del convenio esperábamos en la puerta del hospital dos horas y seis minutos de media.
        B Peleamos un mes por la frase sobre las armas, y al final una enfermera la escribió en una tarde.
        A No se rechaza a nadie por haber bebido. Esa frase fue la que más costó y la que más ayudó.
        B Si la unidad está llena, buscar una cama es tarea del hospital. El agente no sigue conduciendo.
        A Cada mes miramos toda entrega que tardó más de treinta minutos, los dos lados en una mesa.
        B El memorando tiene dos páginas. Si tuviera diez, nadie del turno de noche lo habría leído.
        """,
        cites="hospital-door provider-agreement",
    ),
    Meeting(
        "ten-numbers", WEBINAR, 187, "a-year-of-a-team",
        "Ten numbers a team should know, and three it should not collect",
        "Counting calls without counting people out.",
        "<p>An analyst and a coordinator show the one page they print every month, and explain why three "
        "columns were taken out of it.</p>",
        ("Elise Bouchard, Cedar Bluff Police Department", "Owen Castellano, Green Valley Crisis Network"),
        "data policy",
        ("What we count", "What we stopped counting", "Talking about surprises"),
        """
        A We count ten things, and all ten of them fit on one page that hangs by the coffee machine.
        B The number I look at first is how many people were called again within seven days.
        A Count how a call was coded at the start and again at the end. The difference teaches dispatch.
        B We stopped collecting diagnoses. An officer cannot know one, and the list could be subpoenaed.
        A We also stopped ranking officers by the number of transports, because that number went up at once.
        B When a number surprises us we talk about it for ten minutes before anybody explains it.
        A In March repeat calls had doubled, and everybody had a theory about the weather.
        B It was one man, whose clinic had changed its telephone number.
        """,
        cites="ten-numbers coding-calls",
        handouts="call-review",
    ),
]  # fmt: skip
