"""A guide for families, in Spanish, five pages."""

from citassist.demo.pdf import LARGE, NEW_PAGE, Document

__all__ = ["DOCUMENT"]

DOCUMENT = Document(
    "Cuando llame al 911 por un ser querido: guía para las familias",
    "cuando-llame-al-911",
    "es-US",
    [
        ("H1", "Cuando llame al 911 por un ser querido: guía para las familias"),
        ("P", "Esta guía la escribieron familias que han llamado. Guárdela donde la encuentre de noche: en el "
              "refrigerador, en la guantera, junto al teléfono."),
        ("P", "CIT ASSIST, documento de demostración. Las personas y la agencia que aparecen aquí son ficticias."),
        ("H2", "Primero: ¿911 o 988?"),
        ("P", "Si hay un arma, una herida, una sobredosis o alguien está por hacerse daño ahora mismo, llame al 911."),
        ("P", "Si hay angustia, pensamientos de suicidio o miedo, pero nadie corre peligro en este momento, puede "
              "llamar al 988 o enviar un mensaje de texto. Marque 2 para hablar en español. Le contesta una persona "
              "capacitada para escuchar, a cualquier hora y sin costo."),
        ("P", "No hay una llamada equivocada. Quien conteste en un número puede pasarle con el otro."),
        ("H2", "Usted puede pedir"),
        ("LI", "Un intérprete. Diga: “Spanish, please”. No cuelgue."),
        ("LI", "Un agente capacitado en crisis. Diga: “equipo CIT” o “CIT officer”."),
        ("LI", "Que vengan sin sirena."),
        NEW_PAGE,
        ("H2", "Lo que le van a preguntar"),
        ("P", "Quien contesta pregunta lo mismo varias veces. No es desconfianza: mientras usted habla, otra "
              "persona ya está enviando ayuda."),
        ("LI", "¿Dónde está? Dé la dirección y diga por qué puerta se entra."),
        ("LI", "¿Qué pasa ahora mismo? Cuente lo que ve, no lo que teme."),
        ("LI", "¿Hay armas en la casa, aunque nadie las tenga en la mano?"),
        ("LI", "¿Quién más está ahí? ¿Hay niños?"),
        ("LI", "¿Toma algún medicamento? ¿Ha tomado alcohol o drogas?"),
        ("LI", "¿Qué le asusta y qué le tranquiliza?"),
        ("H2", "Palabras que ayudan"),
        ("P", "Diga el nombre de su familiar. Diga “mi hijo tiene una enfermedad y necesita ayuda”, en lugar de “está "
              "loco” o “está violento”. Si ha habido violencia, cuente exactamente qué pasó y cuándo."),
        ("P", "Un ejemplo: “Se llama Tomás, tiene veintiséis años y vive con esquizofrenia. Dejó el medicamento "
              "hace dos semanas. Está en la cocina, no tiene nada en las manos y habla muy alto. Le calma que le "
              "hablen despacio. Le tiene miedo a los perros”."),
        NEW_PAGE,
        ("H2", "Mientras llegan"),
        ("LI", "Baje el volumen de la televisión y encienda las luces de afuera."),
        ("LI", "Guarde lo que pueda lastimar, si lo puede hacer sin peligro."),
        ("LI", "Lleve a los niños y a las mascotas a otro cuarto."),
        ("LI", "Si su familiar lo acepta, dígale que viene ayuda y quién viene. No lo sorprenda."),
        ("LI", "Tenga a la mano los medicamentos en su frasco y el nombre del médico o de la clínica."),
        ("H2", "Cuando lleguen"),
        ("P", "Salga despacio, con las manos a la vista y vacías. Diga quién es usted y dónde está su familiar. Un "
              "agente hablará con él y otro hablará con usted; eso es normal."),
        ("P", "Deje que hable una sola persona. Si usted sabe qué lo calma, dígalo al agente en voz baja."),
        ("P", "Si no entiende algo, pida que se lo repitan. Puede decir: “más despacio, por favor”."),
        NEW_PAGE,
        ("H2", "Cómo puede terminar"),
        ("P", "Muchas llamadas terminan en la casa, con una cita para el día siguiente. En otras, su familiar "
              "acepta ir a un centro de crisis o a un hospital. A veces la ley permite llevar a una persona sin su "
              "acuerdo, cuando corre peligro. Pregunte adónde lo llevan, quién lo recibe y a qué número puede "
              "llamar."),
        ("H2", "Antes de que se vayan, pregunte"),
        ("LI", "¿Cómo se llama usted y cuál es el número de esta llamada?"),
        ("LI", "¿Quién nos va a llamar esta semana?"),
        ("LI", "¿Puedo visitarlo hoy? ¿Puedo llevarle ropa?"),
        ("LI", "¿Qué hago si vuelve a empezar esta noche?"),
        ("H2", "Después"),
        ("P", "Descanse. Coma algo. Llame a alguien que no le vaya a dar consejos. Muchas familias sienten culpa "
              "por haber llamado; pedir ayuda fue cuidar."),
        NEW_PAGE,
        ("H2", "Nuestra hoja de crisis"),
        ("P", "Llénela en un día tranquilo, junto con su familiar. Tome una foto y compártala con quien viva cerca."),
        ("LI", "Nombre y cómo le gusta que le digan: _________________________"),
        ("LI", "Lo que le calma: _____________________________________________"),
        ("LI", "Lo que le asusta: ____________________________________________"),
        ("LI", "Medicamentos y alergias: _____________________________________"),
        ("LI", "Clínica, doctora o doctor, teléfono: _________________________"),
        ("LI", "A quién llamar primero: ______________________________________"),
        ("LI", "Quién cuida a los niños o al perro: __________________________"),
        ("LI", "Idioma que prefiere: _________________________________________"),
        ("H2", "Números para tener a mano"),
        ("LI", "Emergencia: 911"),
        ("LI", "Línea de prevención del suicidio y crisis: 988, marque 2 para español"),
        ("LI", "La coordinación del equipo de crisis de mi ciudad: ___________"),
        ("LI", "Nuestro grupo de familias: ___________________________________"),
    ],
    scale=LARGE,
)  # fmt: skip
