// In the admin: warns people before they are signed out for doing nothing, and says while they type that they are there.

const EVERY = 60_000; // milliseconds between two words that somebody is there
const AGAIN = 30; // seconds until an unreachable server is asked again

const dialog = document.getElementById("idle");
const soon = dialog.querySelector("#idle-soon");
const over = dialog.querySelector("#idle-over");
const { url, signIn, seconds, warning } = dialog.dataset;
let token = JSON.parse(document.getElementById("wagtail-config").textContent).CSRF_TOKEN;
let told = Date.now();
let timer;

// The seconds that are left; 0 where the person is signed out, nothing where nobody answers.
const ask = async (method = "GET") => {
    const headers = { "X-CSRFToken": token, "X-Requested-With": "XMLHttpRequest" };
    const answer = await fetch(url, { method, headers, redirect: "manual" }).catch(() => null);
    if (!answer || answer.status >= 500) return undefined;
    if (!answer.ok) return 0;
    const known = await answer.json();
    // Signing in changes the token; what stands open in this window is to be saved all the same.
    if (known.token !== token) for (const input of document.getElementsByName("csrfmiddlewaretoken")) input.value = known.token;
    token = known.token;
    return known.seconds;
};

const wait = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(look, seconds * 1000);
};

const show = (left) => {
    soon.hidden = left <= 0;
    over.hidden = left > 0;
    dialog.classList.toggle("idle--over", left <= 0);
    const end = new Date(Date.now() + left * 1000);
    soon.querySelector("time").textContent = end.toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });
    over.querySelector("a").href = `${signIn}?next=${encodeURIComponent(location.pathname + location.search)}`;
    if (!dialog.open) dialog.showModal();
    if (left > 0) wait(left + 1);
};

async function look() {
    const left = await ask();
    if (left === undefined) return wait(AGAIN);
    if (left <= Number(warning)) return show(left);
    dialog.close();
    wait(left - Number(warning));
}

const stay = async () => {
    told = Date.now();
    await ask("POST");
    await look();
};

soon.querySelector("button").addEventListener("click", stay);
dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (over.hidden) stay();
});
document.addEventListener("visibilitychange", () => {
    if (!document.hidden && (dialog.open || Date.now() - told > EVERY)) look();
});
for (const kind of ["input", "keydown", "pointerdown"]) {
    document.addEventListener(kind, () => {
        if (!dialog.open && Date.now() - told > EVERY) stay();
    });
}
wait(Number(seconds) - Number(warning));
