// The agency's name is typed as text. Here: agencies whose name contains it are offered, and one that is chosen
// brings its state along.

const PAUSE = 200; // milliseconds between letters
const SHORTEST = 2; // letters

for (const field of document.querySelectorAll("input[data-suggestions]")) {
    const states = field.form.elements.state;
    let timer;
    let asking;

    const offer = (agencies) => {
        field.list.replaceChildren(
            ...agencies.map(({ label, state }) => {
                const option = new Option("", label);
                option.dataset.state = state;
                return option;
            }),
        );
    };

    const ask = async () => {
        asking?.abort();
        asking = new AbortController();
        const address = new URL(field.dataset.suggestions, location.href);
        address.searchParams.set("q", field.value.trim());
        try {
            const answer = await fetch(address, { signal: asking.signal });
            if (answer.ok) offer((await answer.json()).agencies);
        } catch (error) {
            if (error.name !== "AbortError") offer([]); // the name can be typed in full
        }
    };

    field.addEventListener("input", () => {
        clearTimeout(timer);
        const chosen = [...field.list.options].find((option) => option.value === field.value);
        if (chosen) {
            if (states) states.value = chosen.dataset.state;
        } else if (field.value.trim().length >= SHORTEST) {
            timer = setTimeout(ask, PAUSE);
        } else {
            offer([]);
        }
    });
}
