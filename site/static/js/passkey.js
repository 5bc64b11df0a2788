// allauth's scripts tell only the console when a passkey was not used. People learn it here.

document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    for (const problem of document.querySelectorAll("[data-passkey-problem]")) problem.hidden = false;
});
