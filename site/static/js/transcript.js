// The transcript's times are links that load the page there. Here they move the video instead: a click anywhere on a
// line, or Enter. The line being spoken is marked and kept in view, words can be searched, and the arrow keys go from
// line to line. It stays quick with 20,000 lines: one listener for all, and a look-up that halves.

const plain = (text) =>
    text
        .normalize("NFD")
        .replace(/\p{M}/gu, "")
        .toLowerCase();

for (const transcript of document.querySelectorAll("[data-transcript]")) {
    const video = document.getElementById(transcript.dataset.transcript);
    const lines = [...transcript.children];
    const starts = lines.map((line) => line.dataset.start / 1000);
    const ends = lines.map((line) => line.dataset.end / 1000);
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

    // --- one line at a time is a stop for the Tab key

    const links = lines.map((line) => line.firstElementChild);
    let stop = 0;
    for (const link of links) link.tabIndex = -1;
    const stopAt = (index) => {
        if (links[stop]) links[stop].tabIndex = -1;
        stop = index;
        if (links[stop]) links[stop].tabIndex = 0;
    };
    stopAt(0);

    const next = (index, step) => {
        let other = index + step;
        while (lines[other]?.hidden) other += step;
        return lines[other] ? other : index;
    };

    transcript.addEventListener("keydown", (event) => {
        const index = links.indexOf(event.target);
        const goes = {
            ArrowDown: () => next(index, 1),
            ArrowUp: () => next(index, -1),
            Home: () => next(-1, 1),
            End: () => next(lines.length, -1),
        }[event.key];
        if (index < 0 || !goes || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        stopAt(goes());
        links[stop].focus();
    });

    // --- search

    const search = document.querySelector(`[data-searches="${transcript.id}"]`);
    if (search) {
        const input = search.querySelector("input");
        const status = search.querySelector("[role=status]");
        let texts = null;
        let waiting = 0;
        search.hidden = false;

        const mark = (words, found) => {
            if (!window.Highlight || !CSS.highlights) return;
            CSS.highlights.delete("found");
            if (!words.length) return;
            const ranges = [];
            for (const line of found.slice(0, 500)) {
                const node = line.lastElementChild.lastChild;
                const text = plain(node.data);
                if (text.length !== node.data.length) continue; // letters that fall apart have other places
                for (const word of words) {
                    const at = text.indexOf(word);
                    if (at < 0) continue;
                    const range = new Range();
                    range.setStart(node, at);
                    range.setEnd(node, at + word.length);
                    ranges.push(range);
                }
            }
            CSS.highlights.set("found", new Highlight(...ranges));
        };

        const look = () => {
            texts ??= lines.map((line) => plain(line.lastElementChild.textContent));
            const words = plain(input.value).split(/\s+/).filter(Boolean);
            const found = [];
            lines.forEach((line, index) => {
                const holds = words.every((word) => texts[index].includes(word));
                if (line.hidden === holds) line.hidden = !holds;
                if (holds && words.length) found.push(line);
            });
            const said = found.length === 1 ? status.dataset.one : status.dataset.many;
            status.textContent = !words.length ? "" : found.length ? said.replace("#", found.length) : status.dataset.none;
            mark(words, found);
            stopAt(next(-1, 1));
        };
        input.addEventListener("input", () => {
            clearTimeout(waiting);
            waiting = setTimeout(look, 120);
        });
        input.addEventListener("keydown", (event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            links[stop]?.focus();
        });
    }

    if (!video) continue; // it plays elsewhere; the links load the page at their moment

    // --- from the transcript to the video

    transcript.addEventListener("click", (event) => {
        const line = event.target.closest("li");
        const isLink = event.target.closest("a");
        if (!line || event.ctrlKey || event.metaKey || event.shiftKey) return;
        if (!isLink && window.getSelection().toString()) return; // somebody is copying words
        event.preventDefault();
        stopAt(lines.indexOf(line));
        video.currentTime = line.dataset.start / 1000;
        video.play().catch(() => {}); // a browser may want a press on the player first
    });

    // --- from the video to the transcript

    const lineAt = (now) => {
        let low = 0;
        let high = starts.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (starts[middle] <= now) low = middle + 1;
            else high = middle;
        }
        for (let index = low - 1; index >= 0 && index > low - 6; index -= 1) if (now < ends[index]) return index;
        return -1;
    };

    let spoken = null;
    let readsUntil = 0;
    for (const name of ["wheel", "touchmove", "pointerdown"]) {
        transcript.addEventListener(name, () => (readsUntil = Date.now() + 8000), { passive: true });
    }

    const follow = () => {
        const index = lineAt(video.currentTime);
        const line = lines[index] ?? null;
        if (line === spoken) return;
        spoken?.classList.remove("is-spoken");
        spoken?.removeAttribute("aria-current");
        spoken = line;
        if (!line) return;
        line.classList.add("is-spoken");
        line.setAttribute("aria-current", "true");
        const isRead = Date.now() < readsUntil || transcript.contains(document.activeElement);
        if (line.hidden || isRead) return;
        stopAt(index);
        const offset = line.getBoundingClientRect().top - transcript.getBoundingClientRect().top;
        const top = transcript.scrollTop + offset - transcript.clientHeight / 3;
        transcript.scrollTo({ top, behavior: calm.matches ? "auto" : "smooth" });
    };
    for (const name of ["timeupdate", "seeked", "loadeddata"]) video.addEventListener(name, follow);
    follow();
}
