// The menu works without this. Here: a panel closes on Escape, on a click elsewhere and when focus leaves it,
// and the sheet for phones closes when the screen becomes wide.

const menu = document.getElementById("menu");

const closePanels = (except) => {
    for (const panel of menu.querySelectorAll("details[open]")) {
        if (panel !== except) panel.open = false;
    }
};

if (menu) {
    const wide = window.matchMedia("(width >= 75rem)");

    document.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        const panel = document.activeElement?.closest?.("#menu details[open]");
        if (panel) {
            panel.open = false;
            panel.querySelector("summary").focus();
        } else if (wide.matches) {
            closePanels();
        }
    });

    document.addEventListener("pointerdown", (event) => {
        if (wide.matches) closePanels(event.target.closest?.("#menu details"));
    });

    menu.addEventListener("focusout", (event) => {
        if (wide.matches && event.relatedTarget) closePanels(event.relatedTarget.closest?.("#menu details"));
    });

    wide.addEventListener("change", () => {
        closePanels();
        if (menu.matches(":popover-open")) menu.hidePopover();
    });
}
