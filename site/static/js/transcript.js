// The transcript's times are links that reload the page there. Here they move the video instead, and the line
// being spoken is marked and kept in view.

for (const transcript of document.querySelectorAll("[data-transcript]")) {
    const video = document.getElementById(transcript.dataset.transcript);
    if (!video) continue;

    const cues = [...transcript.children].map((line) => ({
        line,
        start: Number(line.dataset.start),
        end: Number(line.dataset.end),
    }));
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    let spoken = null;

    transcript.addEventListener("click", (event) => {
        const link = event.target.closest("a");
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        video.currentTime = Number(link.closest("[data-start]").dataset.start);
        video.play().catch(() => {}); // a browser may want a press on the player first
    });

    video.addEventListener("timeupdate", () => {
        const now = video.currentTime;
        const line = cues.find((cue) => cue.start <= now && now < cue.end)?.line ?? null;
        if (line === spoken) return;
        spoken?.classList.remove("is-spoken");
        spoken?.removeAttribute("aria-current");
        spoken = line;
        if (!line) return;
        line.classList.add("is-spoken");
        line.setAttribute("aria-current", "true");
        if (transcript.contains(document.activeElement)) return; // somebody is reading there
        const top = line.offsetTop - transcript.offsetTop - transcript.clientHeight / 3;
        transcript.scrollTo({ top, behavior: calm.matches ? "auto" : "smooth" });
    });
}
