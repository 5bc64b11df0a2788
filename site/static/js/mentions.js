// People offered while somebody writes @ and the beginning of a name. Without this, the written-out name does the same.

const TYPED = /(?:^|[\s(])@([\p{L}][\p{L}\p{N}.\-’']*)$/u;
const PAUSE = 200; // milliseconds

for (const place of document.querySelectorAll("[data-people]")) {
    const text = place.querySelector("textarea");
    if (!text) continue;
    const list = document.createElement("ul");
    list.id = `${text.id}_people`;
    list.className = "mentions__list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "@");
    list.hidden = true;
    const said = document.createElement("span");
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    place.append(list, said);
    text.setAttribute("aria-autocomplete", "list");
    text.setAttribute("aria-controls", list.id);
    let chosen = -1;
    let timer;
    let asked = 0;

    const typed = () => text.value.slice(0, text.selectionStart).match(TYPED)?.[1] ?? "";

    const close = () => {
        list.hidden = true;
        list.replaceChildren();
        text.removeAttribute("aria-activedescendant");
        said.textContent = "";
    };

    const choose = (number) => {
        chosen = (number + list.children.length) % list.children.length;
        [...list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === chosen)));
        text.setAttribute("aria-activedescendant", list.children[chosen].id);
    };

    const take = (option) => {
        const end = text.selectionStart;
        text.setRangeText(`@${option.dataset.handle} `, end - typed().length - 1, end, "end");
        close();
        text.focus();
        text.dispatchEvent(new Event("input", { bubbles: true }));
    };

    const show = (people) => {
        list.replaceChildren(
            ...people.map((person, index) => {
                const option = document.createElement("li");
                option.id = `${list.id}_${index}`;
                option.dataset.handle = person.handle;
                option.setAttribute("role", "option");
                const agency = document.createElement("span");
                agency.textContent = person.agency;
                option.append(person.name, agency);
                return option;
            }),
        );
        list.hidden = !people.length;
        said.textContent = people.length ? place.dataset.found : "";
        if (people.length) choose(0);
    };

    const ask = async () => {
        const words = typed();
        const number = ++asked;
        if (!words) return close();
        const answer = await fetch(`${place.dataset.people}?q=${encodeURIComponent(words)}`).catch(() => null);
        if (!answer?.ok || number !== asked) return undefined;
        const { people } = await answer.json();
        return people.length ? show(people) : close();
    };

    text.addEventListener("input", () => {
        clearTimeout(timer);
        if (!typed()) return close();
        timer = setTimeout(ask, PAUSE);
        return undefined;
    });
    text.addEventListener("blur", () => setTimeout(close, PAUSE));
    text.addEventListener("keydown", (event) => {
        if (list.hidden) return;
        if (event.key === "ArrowDown") choose(chosen + 1);
        else if (event.key === "ArrowUp") choose(chosen - 1);
        else if (event.key === "Enter" || event.key === "Tab") take(list.children[chosen]);
        else if (event.key === "Escape") close();
        else return;
        event.preventDefault();
    });
    list.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        const option = event.target.closest("[role=option]");
        if (option) take(option);
    });
}
