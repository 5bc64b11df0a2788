// Buttons that copy a text of the page. They show only where this works; the text can be selected anyway.

for (const button of document.querySelectorAll("[data-copies]")) {
    const text = document.getElementById(button.dataset.copies);
    const said = document.getElementById(button.dataset.says);
    if (!text || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(text.textContent.trim());
        said.textContent = said.dataset.done;
    });
}
