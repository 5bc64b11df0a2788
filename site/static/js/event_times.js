// Times in the reader's own zone, beside those in the event's. Shown only where they differ; both say which zone.

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const language = document.documentElement.lang === "es" ? "es-US" : "en-US";
const shape = { weekday: "long", year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short" };

const shown = (moment, timeZone) => new Intl.DateTimeFormat(language, { ...shape, timeZoneName: undefined, timeZone }).format(moment);

for (const element of document.querySelectorAll("[data-start][data-zone]")) {
    const [start, end] = [new Date(element.dataset.start), new Date(element.dataset.end)];
    if (!here || shown(start, here) === shown(start, element.dataset.zone)) continue;
    const words = new Intl.DateTimeFormat(language, { ...shape, timeZone: here });
    element.querySelector("[data-words]").textContent = words.formatRange ? words.formatRange(start, end) : words.format(start);
    element.hidden = false;
}
