// The player works without this. Here: links to moments move it instead of loading the page again, speed and captions
// are remembered in this browser, and a link to the moment being shown can be copied.

const remember = (name, value) => {
    try {
        localStorage.setItem(name, value);
    } catch {
        // storage may be closed; then nothing is remembered
    }
};
const recall = (name) => {
    try {
        return localStorage.getItem(name);
    } catch {
        return null;
    }
};

const video = document.getElementById("video");

if (video) {
    document.addEventListener("click", (event) => {
        const link = event.target.closest("[data-seeks] a");
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        video.currentTime = Number(new URL(link.href).searchParams.get("t"));
        video.focus({ preventScroll: true });
        video.scrollIntoView({ block: "nearest" });
        video.play().catch(() => {}); // a browser may want a press on the player first
    });

    for (const select of document.querySelectorAll("[data-speed-of]")) {
        select.parentElement.hidden = false;
        const show = (rate) => {
            const option = [...select.options].find((option) => Number(option.value) === rate);
            if (option) select.value = option.value;
        };
        const speed = Number(recall("speed"));
        if (speed >= 0.5 && speed <= 2) {
            video.defaultPlaybackRate = video.playbackRate = speed;
            show(speed);
        }
        select.addEventListener("change", () => {
            video.defaultPlaybackRate = video.playbackRate = Number(select.value);
        });
        video.addEventListener("ratechange", () => {
            remember("speed", video.playbackRate);
            show(video.playbackRate);
        });
    }

    const tracks = [...video.textTracks];
    const choose = (language) => {
        for (const track of tracks) track.mode = track.language === language ? "showing" : "disabled";
    };
    const chosen = recall("captions");
    if (chosen === "off" || tracks.some((track) => track.language === chosen)) choose(chosen);
    video.textTracks.addEventListener("change", () => {
        remember("captions", tracks.find((track) => track.mode === "showing")?.language ?? "off");
    });

    const now = () => Math.floor(video.currentTime);

    for (const button of document.querySelectorAll("[data-moment-of]")) {
        const said = document.getElementById(button.dataset.says);
        if (!navigator.clipboard) continue;
        button.hidden = false;
        button.addEventListener("click", async () => {
            const address = new URL(window.location.pathname, window.location.href);
            address.searchParams.set("t", now());
            await navigator.clipboard.writeText(address.href);
            said.textContent = said.dataset.done;
        });
    }

    for (const link of document.querySelectorAll("[data-keeps-moment-of]")) {
        link.addEventListener("click", () => {
            const address = new URL(link.href);
            address.searchParams.set("t", now());
            link.href = address.href;
        });
    }
}
