// The search works without this. Here: while somebody types, titles are suggested below the field, as a combobox with
// a list (WAI-ARIA practices: list autocomplete with manual selection).

const PAUSE = 150; // milliseconds between letters
const SHORTEST = 2; // letters

for (const box of document.querySelectorAll("[data-suggestions]:has([role=listbox])")) {
    const field = box.querySelector("input");
    const list = box.querySelector("[role=listbox]");
    const status = box.querySelector("[role=status]");
    let timer;
    let asking;
    let chosen = -1;

    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-expanded", "false");

    const options = () => [...list.children];

    const choose = (number) => {
        chosen = number;
        options().forEach((option, index) => option.setAttribute("aria-selected", String(index === number)));
        const option = options()[number];
        option?.scrollIntoView({ block: "nearest" });
        if (option) field.setAttribute("aria-activedescendant", option.id);
        else field.removeAttribute("aria-activedescendant");
    };

    const close = () => {
        clearTimeout(timer);
        asking?.abort();
        list.hidden = true;
        field.setAttribute("aria-expanded", "false");
        status.textContent = "";
        choose(-1);
    };

    const go = (option) => window.location.assign(option.dataset.url);

    const show = (suggestions) => {
        list.replaceChildren(
            ...suggestions.map(({ label, kind, url, language }, index) => {
                const option = document.createElement("li");
                option.id = `${list.id}-${index}`;
                option.setAttribute("role", "option");
                option.dataset.url = url;
                const title = document.createElement("span");
                title.textContent = label;
                if (language !== document.documentElement.lang) title.lang = language;
                const what = document.createElement("span");
                what.textContent = kind;
                what.className = "search-box__kind";
                option.append(title, " ", what);
                return option;
            }),
        );
        choose(-1);
        list.hidden = !suggestions.length;
        field.setAttribute("aria-expanded", String(!list.hidden));
        status.textContent = suggestions.length ? status.dataset.some : status.dataset.none;
    };

    const ask = async () => {
        asking?.abort();
        asking = new AbortController();
        const address = new URL(box.dataset.suggestions, location.href);
        address.searchParams.set("q", field.value.trim());
        try {
            const answer = await fetch(address, { signal: asking.signal });
            if (answer.ok && document.activeElement === field) show((await answer.json()).suggestions);
        } catch (error) {
            if (error.name !== "AbortError") close(); // the words can be searched for as they are
        }
    };

    field.addEventListener("input", () => {
        clearTimeout(timer);
        if (field.value.trim().length >= SHORTEST) timer = setTimeout(ask, PAUSE);
        else close();
    });

    field.addEventListener("keydown", (event) => {
        const count = options().length;
        if (event.key === "Escape" && !list.hidden) {
            event.preventDefault();
            event.stopPropagation();
            close();
        } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count && !event.altKey) {
            event.preventDefault();
            list.hidden = false;
            field.setAttribute("aria-expanded", "true");
            const step = event.key === "ArrowDown" ? 1 : -1;
            choose(((chosen + 1 + step + count + 1) % (count + 1)) - 1); // past either end lies the field itself
        } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
            event.preventDefault();
            go(options()[chosen]);
        }
    });

    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) go(option);
    });
    field.addEventListener("blur", close);
}
