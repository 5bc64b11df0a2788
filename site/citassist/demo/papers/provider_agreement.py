"""An agreement template between police and a provider, in both languages, five pages each."""

from citassist.demo.pdf import LARGE, NEW_PAGE, Document

__all__ = ["DOCUMENT", "DOCUMENT_ES"]

DOCUMENT = Document(
    "Police and a community mental health center: an agreement template",
    "agreement-template",
    "en-US",
    [
        ("H1", "Police and a community mental health center: an agreement template"),
        ("P", "A memorandum of understanding in plain words. Text in the sections is meant to be copied; the comments "
              "tell what agencies usually negotiate. Let your lawyers read it last, when both sides know what they "
              "want."),
        ("P", "CIT ASSIST, demonstration document. The parties named here are invented."),
        ("H2", "1. Who agrees"),
        ("LI", "The police department: _______________________________________"),
        ("LI", "The community mental health center: __________________________"),
        ("LI", "The 911 center, if it is separate: ___________________________"),
        ("H2", "2. What we want to reach"),
        ("P", "We want people in crisis to receive care early, close to home and with as little force as possible. We "
              "want officers and clinicians to trust each other’s work. We will know that it works when fewer people "
              "are arrested for being ill, when officers wait less, and when people say that they were heard."),
        ("P", "Comment: choose no more than three aims, and name the number by which each will be seen."),
        ("H2", "3. How long it lasts"),
        ("P", "This agreement begins on the day both parties have signed it and lasts two years. It renews itself for "
              "a year at a time unless one party writes ninety days before that it will not."),
        NEW_PAGE,
        ("H2", "4. What the police department does"),
        ("LI", "Names a coordinator who has at least ten hours a week for this work."),
        ("LI", "Gives the clinician a vehicle seat, a radio, a vest that fits and a place to write notes in private."),
        ("LI", "Sends a crisis team officer to calls on which the clinician is asked to come."),
        ("LI", "Makes the scene safe before the clinician approaches, and says so."),
        ("LI", "Pays its officers for shared training and for the monthly review."),
        ("H2", "5. What the mental health center does"),
        ("LI", "Assigns one licensed clinician for forty hours a week, and a substitute for absences of more than "
               "three days."),
        ("LI", "Supervises the clinician. The police department gives no clinical orders."),
        ("LI", "Keeps two appointments free each weekday for people met on a call."),
        ("LI", "Answers a telephone number for officers at any hour within five minutes."),
        ("LI", "Teaches in each training week and in each refresher."),
        ("P", "Comment: the two appointments are what officers notice most. Agree on them even if you agree on "
              "nothing else."),
        NEW_PAGE,
        ("H2", "6. On a call together"),
        ("P", "6.1 The officer decides about safety. The clinician decides about care. Each says aloud when the lead "
              "changes hands."),
        ("P", "6.2 The clinician may decline to enter a place. Nobody asks for a reason on the scene."),
        ("P", "6.3 The clinician does not search, translate a warning about rights or hold anybody."),
        ("P", "6.4 When the person wants to speak to the clinician alone, the officer stays within sight and out of "
              "hearing."),
        ("H2", "7. What may be shared"),
        ("P", "7.1 The officer tells the clinician what is needed for safety and care."),
        ("P", "7.2 The clinician tells the officer what is needed to keep people safe in this encounter, and no more. "
              "A diagnosis, a medication or a history is shared when the person agrees or when the law allows it to "
              "prevent a serious harm."),
        ("P", "7.3 Clinical notes stay with the center. Police reports stay with the department. Neither party enters "
              "the other’s records system."),
        ("P", "7.4 For the monthly count the parties exchange figures without names."),
        ("P", "Comment: have somebody explain to both teams, in one hour and with examples, what this section means "
              "at two in the morning."),
        NEW_PAGE,
        ("H2", "8. When we disagree"),
        ("P", "8.1 On the scene the supervisor of the shift decides, and the clinician may note a different view."),
        ("P", "8.2 Afterward the coordinator and the clinical supervisor talk within two business days."),
        ("P", "8.3 What they cannot settle goes to the chief and the director, who meet within two weeks. A member of "
              "the steering committee who belongs to neither party sits with them."),
        ("H2", "9. Complaints"),
        ("P", "A person who was helped, or was not, may complain to either party. The party that receives the "
              "complaint answers within ten business days, whoever it concerns, and never sends the person from one "
              "door to the other."),
        ("H2", "10. Money and insurance"),
        ("LI", "Salary of the clinician: paid by ______________ at ______________ a year."),
        ("LI", "Billing: the center bills insurance for treatment and never for the ride."),
        ("LI", "Injury: the center insures its clinician; the department insures its vehicle and its officers."),
        NEW_PAGE,
        ("H2", "11. Looking at it together"),
        ("P", "Once a month the coordinator, the clinician, a dispatcher and a peer meet for forty-five minutes. They "
              "look at two or three calls and change one thing. Twice a year they report to the steering committee."),
        ("H2", "12. How we part"),
        ("P", "Either party may end this agreement with ninety days’ notice. During that time the clinician introduces "
              "every person in follow-up care to somebody else. The parties tell the families’ organization first and "
              "the press afterward."),
        ("H2", "13. Signatures"),
        ("LI", "For the police department, name and date: ____________________"),
        ("LI", "For the mental health center, name and date: _________________"),
        ("LI", "Witness from the steering committee: _________________________"),
        ("H2", "Appendix: before you sign"),
        ("LI", "Has a dispatcher read sections 4 to 6?"),
        ("LI", "Has a person with lived experience read section 7?"),
        ("LI", "Does everybody know who answers the telephone tonight?"),
    ],
    scale=LARGE,
)  # fmt: skip

DOCUMENT_ES = Document(
    "La policía y un centro comunitario de salud mental: plantilla de convenio",
    "plantilla-de-convenio",
    "es-US",
    [
        ("H1", "La policía y un centro comunitario de salud mental: plantilla de convenio"),
        ("P", "Un memorando de entendimiento en palabras sencillas. El texto de cada sección es para copiarlo; los "
              "comentarios cuentan qué suelen negociar las agencias. Dejen la lectura de los abogados para el final, "
              "cuando ambas partes sepan lo que quieren."),
        ("P", "CIT ASSIST, documento de demostración. Las partes que aquí se nombran son ficticias."),
        ("H2", "1. Quiénes acuerdan"),
        ("LI", "El departamento de policía: __________________________________"),
        ("LI", "El centro comunitario de salud mental: _______________________"),
        ("LI", "El centro del 911, si es aparte: _____________________________"),
        ("H2", "2. Qué queremos lograr"),
        ("P", "Queremos que las personas en crisis reciban atención temprano, cerca de su casa y con el menor uso "
              "de la fuerza posible. Queremos que agentes y profesionales clínicos confíen en el trabajo del otro. "
              "Sabremos que funciona cuando se arreste a menos personas por estar enfermas, cuando los agentes "
              "esperen menos y cuando la gente diga que la escucharon."),
        ("P", "Comentario: elijan tres metas como máximo y digan con qué cifra se verá cada una."),
        ("H2", "3. Cuánto dura"),
        ("P", "Este convenio empieza el día en que ambas partes lo hayan firmado y dura dos años. Se renueva por un "
              "año cada vez, salvo que una de las partes avise por escrito, con noventa días de anticipación, que "
              "no desea continuar."),
        NEW_PAGE,
        ("H2", "4. Qué hace el departamento de policía"),
        ("LI", "Nombra a una persona coordinadora que dedique al menos diez horas por semana a esta tarea."),
        ("LI", "Da al profesional clínico un asiento en la patrulla, un radio, un chaleco de su talla y un lugar "
               "privado para escribir sus notas."),
        ("LI", "Envía a un agente del equipo de crisis a las llamadas en que se pide al profesional clínico."),
        ("LI", "Asegura el lugar antes de que se acerque el profesional clínico, y lo dice."),
        ("LI", "Paga a sus agentes las horas de capacitación conjunta y de revisión mensual."),
        ("H2", "5. Qué hace el centro de salud mental"),
        ("LI", "Asigna a un profesional clínico con licencia cuarenta horas por semana, y a un suplente cuando la "
               "ausencia pase de tres días."),
        ("LI", "Supervisa al profesional clínico. El departamento de policía no da órdenes clínicas."),
        ("LI", "Reserva dos citas cada día hábil para personas a quienes se conoció en una llamada."),
        ("LI", "Contesta a cualquier hora, en menos de cinco minutos, un número de teléfono para los agentes."),
        ("LI", "Imparte clases en cada semana de formación y en cada curso de repaso."),
        ("P", "Comentario: las dos citas son lo que más notan los agentes. Acuérdenlas aunque no acuerden nada más."),
        NEW_PAGE,
        ("H2", "6. Juntos en una llamada"),
        ("P", "6.1 El agente decide sobre la seguridad. El profesional clínico decide sobre la atención. Cada quien "
              "dice en voz alta cuándo cede la iniciativa."),
        ("P", "6.2 El profesional clínico puede negarse a entrar en un lugar. En el momento nadie le pide un motivo."),
        ("P", "6.3 El profesional clínico no registra, no traduce la advertencia de derechos ni sujeta a nadie."),
        ("P", "6.4 Cuando la persona quiere hablar a solas con el profesional clínico, el agente permanece a la vista "
              "y donde no pueda oír."),
        ("H2", "7. Qué se puede compartir"),
        ("P", "7.1 El agente dice al profesional clínico lo que hace falta para la seguridad y la atención."),
        ("P", "7.2 El profesional clínico dice al agente lo que hace falta para que nadie salga lastimado en este "
              "encuentro, y nada más. Un diagnóstico, un medicamento o unos antecedentes se comparten si la persona "
              "está de acuerdo o si la ley lo permite para evitar un daño grave."),
        ("P", "7.3 Las notas clínicas se quedan en el centro. Los informes policiales se quedan en el departamento. "
              "Ninguna de las partes entra al sistema de la otra."),
        ("P", "7.4 Para el recuento mensual las partes intercambian cifras sin nombres."),
        ("P", "Comentario: pidan que alguien explique a los dos equipos, en una hora y con ejemplos, qué significa "
              "esta sección a las dos de la mañana."),
        NEW_PAGE,
        ("H2", "8. Cuando no estamos de acuerdo"),
        ("P", "8.1 En el lugar decide el supervisor del turno, y el profesional clínico puede dejar constancia de otra "
              "opinión."),
        ("P", "8.2 Después, la persona coordinadora y la supervisión clínica hablan en un plazo de dos días hábiles."),
        ("P", "8.3 Lo que no logren resolver pasa a la jefatura y a la dirección, que se reúnen en dos semanas. Los "
              "acompaña un miembro del comité directivo que no pertenezca a ninguna de las partes."),
        ("H2", "9. Quejas"),
        ("P", "Quien recibió ayuda, o no la recibió, puede quejarse ante cualquiera de las partes. La parte que recibe "
              "la queja responde en diez días hábiles, sea quien sea el señalado, y nunca manda a la persona de una "
              "puerta a la otra."),
        ("H2", "10. Dinero y seguros"),
        ("LI", "Sueldo del profesional clínico: lo paga ______________, ______________ al año."),
        ("LI", "Facturación: el centro cobra al seguro el tratamiento y nunca el traslado."),
        ("LI", "Lesiones: el centro asegura a su profesional; el departamento, a su patrulla y a sus agentes."),
        NEW_PAGE,
        ("H2", "11. Revisarlo juntos"),
        ("P", "Una vez al mes la persona coordinadora, el profesional clínico, alguien de despacho y un par se reúnen "
              "cuarenta y cinco minutos. Revisan dos o tres llamadas y cambian una cosa. Dos veces al año informan al "
              "comité directivo."),
        ("H2", "12. Cómo nos separamos"),
        ("P", "Cualquiera de las partes puede terminar este convenio con noventa días de aviso. En ese plazo el "
              "profesional clínico presenta a cada persona en seguimiento con quien la atenderá después. Las partes "
              "avisan primero a la organización de familias y luego a la prensa."),
        ("H2", "13. Firmas"),
        ("LI", "Por el departamento de policía, nombre y fecha: ______________"),
        ("LI", "Por el centro de salud mental, nombre y fecha: _______________"),
        ("LI", "Testigo del comité directivo: ________________________________"),
        ("H2", "Anexo: antes de firmar"),
        ("LI", "¿Leyó alguien de despacho las secciones 4 a 6?"),
        ("LI", "¿Leyó la sección 7 una persona que haya vivido una crisis?"),
        ("LI", "¿Saben todos quién contesta el teléfono esta noche?"),
    ],
    scale=LARGE,
)  # fmt: skip
