// What is being written is kept with the account every few seconds, so that nothing is lost with a tab or a battery.

const PAUSE = 3000; // milliseconds after the last letter

for (const form of document.querySelectorAll("form[data-draft]")) {
    const said = form.querySelector(".composer__said");
    let timer;
    let last = null;
    let isSent = false;

    const words = () => {
        const data = new FormData();
        data.set("body", form.elements.body.value);
        if (form.elements.title) data.set("title", form.elements.title.value);
        const hides = form.elements.is_anonymous;
        if (hides) data.set("is_anonymous", hides.checked ? "on" : "");
        if (form.dataset.topic) data.set("topic", form.dataset.topic);
        if (form.dataset.board) data.set("board", form.dataset.board);
        return data;
    };

    const keep = async () => {
        const data = words();
        const state = `${data.get("is_anonymous")}\n${data.get("title") ?? ""}\n${data.get("body")}`;
        if (isSent || state === last) return;
        last = state;
        const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
        const options = { method: "POST", body: data, headers, keepalive: state.length < 10000 };
        const answer = await fetch(form.dataset.draft, options).catch(() => null);
        if (answer?.ok && !isSent) said.textContent = form.dataset.kept;
    };

    form.addEventListener("input", () => {
        clearTimeout(timer);
        said.textContent = "";
        timer = setTimeout(keep, PAUSE);
    });
    form.addEventListener("submit", () => {
        isSent = true;
        clearTimeout(timer);
    });
    addEventListener("visibilitychange", () => {
        if (document.visibilityState === "hidden" && form.elements.body.value) keep();
    });
}
