// Times in the reader's own zone, beside those in the event's, in the sentences and the style of the server.
// Shown only where they differ; both say which zone.

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const isSpanish = document.documentElement.lang === "es";
const date = { weekday: "long", year: "numeric", month: "long", day: "numeric" };
const time = { hour: "numeric", minute: "2-digit", hour12: true, timeZoneName: "short" };

// What clocks in a zone show at a moment: “1 p.m.”, in Spanish “1:00 p.m.”. No line breaks inside of it.
const shown = (moment, timeZone) => {
    const parts = new Intl.DateTimeFormat("en-US", { ...time, timeZone }).formatToParts(moment);
    const { hour, minute, dayPeriod, timeZoneName } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
    return {
        day: new Intl.DateTimeFormat(isSpanish ? "es-US" : "en-US", { ...date, timeZone }).format(moment),
        clock: `${hour}${minute === "00" && !isSpanish ? "" : `:${minute}`}\u00a0${dayPeriod === "AM" ? "a.m." : "p.m."}`,
        zone: timeZoneName,
    };
};

for (const element of document.querySelectorAll("[data-start][data-zone]")) {
    const { start, end, zone, oneDay, moreDays } = element.dataset;
    const [first, last] = [shown(new Date(start), here), shown(new Date(end), here)];
    const there = shown(new Date(start), zone);
    if (!here || (first.day === there.day && first.clock === there.clock)) continue;
    const isOneDay = first.day === last.day;
    const facts = {
        day: first.day,
        begins: isOneDay && first.zone !== last.zone ? `${first.clock} ${first.zone}` : first.clock,
        first_zone: first.zone,
        last_day: last.day,
        ends: last.clock,
        zone: last.zone,
    };
    const words = (isOneDay ? oneDay : moreDays).replace(/%\((\w+)\)s/g, (_, name) => facts[name]);
    element.querySelector("[data-words]").textContent = words;
    element.hidden = false;
}
