// Tells the site now and then what was really played, so that people can go on elsewhere and get credit for what they
// watched. What is skipped is not told.

const video = document.getElementById("video");
const form = document.getElementById("watching");

if (video && form) {
    const EVERY = 15_000; // milliseconds
    let played = []; // [start, end] in milliseconds
    let from = null; // where the stretch being played began, in seconds
    let last = null; // how far it has come
    let told = Math.floor(video.currentTime);
    let isOver = false;

    const keep = () => {
        if (from !== null && last > from) played.push([Math.round(from * 1000), Math.round(last * 1000)]);
        from = last;
    };
    const stop = () => {
        keep();
        from = last = null;
    };

    video.addEventListener("timeupdate", () => {
        const now = video.currentTime;
        if (video.seeking) return;
        if (from === null) {
            if (!video.paused) from = last = now;
        } else if (now < last || now - last > 2.5 * video.playbackRate) {
            stop(); // it jumped
            if (!video.paused) from = last = now;
        } else {
            last = now;
        }
    });
    video.addEventListener("seeking", stop);

    const report = () => {
        keep();
        const position = Math.floor(video.currentTime);
        if (isOver || !video.duration || (!played.length && position === told)) return null;
        const body = new FormData(form);
        body.set("played", JSON.stringify(played.slice(0, 400)));
        body.set("position", position);
        played = played.slice(400);
        told = position;
        return body;
    };

    const tell = async () => {
        const body = report();
        if (!body) return;
        try {
            const answer = await fetch(form.action, { method: "POST", body, keepalive: true, redirect: "manual" });
            isOver = answer.type === "opaqueredirect" || (answer.status >= 400 && answer.status < 500);
            if (!isOver && answer.status >= 500) throw new Error(answer.statusText);
        } catch {
            played = [...JSON.parse(body.get("played")), ...played]; // with the next one
        }
    };
    const tellAtLast = () => {
        const body = report();
        if (body) navigator.sendBeacon(form.action, body);
    };

    setInterval(() => !video.paused && tell(), EVERY);
    video.addEventListener("pause", tell);
    video.addEventListener("ended", tell);
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && tellAtLast());
    window.addEventListener("pagehide", tellAtLast);
}
