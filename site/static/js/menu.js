// The menu works without this. Here: a panel closes on Escape, on a click elsewhere and when focus leaves it,
// the sheets of the header (menu and search) close when focus goes on to what lies behind them, and the menu's
// also when the screen becomes wide.

const menu = document.getElementById("menu");

const closePanels = (except) => {
    for (const panel of menu.querySelectorAll("details[open]")) {
        if (panel !== except) panel.open = false;
    }
};

document.addEventListener("focusin", ({ target }) => {
    for (const sheet of document.querySelectorAll(".header [popover]:popover-open")) {
        // A click on the button that opened it closes the sheet by itself; closed here, the click would open it again.
        const isClicked = target.popoverTargetElement === sheet && !target.matches(":focus-visible");
        if (!sheet.contains(target) && !isClicked) sheet.hidePopover();
    }
});

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
