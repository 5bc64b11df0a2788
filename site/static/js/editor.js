// The toolbar over a text in Markdown: wraps what is selected, or begins its lines with a sign. One tab stop, arrows inside.

for (const bar of document.querySelectorAll(".toolbar")) {
    const text = document.getElementById(bar.getAttribute("aria-controls"));
    const buttons = [...bar.querySelectorAll("button")];
    if (!text) continue;
    bar.hidden = false;

    const put = (start, end, words, from, to) => {
        text.focus();
        text.setRangeText(words, start, end, "end");
        text.setSelectionRange(from, to);
        text.dispatchEvent(new Event("input", { bubbles: true }));
    };

    const wrap = ({ before, after, sample }) => {
        const { selectionStart: start, selectionEnd: end } = text;
        const words = text.value.slice(start, end) || sample;
        put(start, end, before + words + after, start + before.length, start + before.length + words.length);
    };

    const mark = (sign) => {
        const start = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1;
        const end = text.selectionEnd;
        const words = text.value.slice(start, end).split("\n").map((line) => sign + line).join("\n");
        put(start, end, words, start + words.length, start + words.length);
    };

    bar.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) return;
        if (button.dataset.line) mark(button.dataset.line);
        else wrap(button.dataset);
    });

    bar.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        const here = buttons.indexOf(document.activeElement);
        if (!step || here < 0) return;
        event.preventDefault();
        const next = buttons[(here + step + buttons.length) % buttons.length];
        for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
        next.focus();
    });
}
