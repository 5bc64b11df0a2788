// Large files are sent with a bar that shows how far they are. Without this the form is sent as forms are.

for (const input of document.querySelectorAll("input[type=file][data-upload]")) {
    const form = input.form;
    if (!form || form.dataset.uploads) continue;
    form.dataset.uploads = "yes";

    const bar = document.createElement("progress");
    const said = document.createElement("p");
    bar.max = 1;
    bar.value = 0;
    bar.hidden = true;
    bar.className = "upload__bar";
    said.setAttribute("role", "status");
    input.after(bar, said);

    const megabytes = (bytes) => (bytes / 1024 / 1024).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    const isBusy = (yes) => {
        for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = yes;
        bar.hidden = !yes;
    };

    form.addEventListener("submit", (event) => {
        if (!input.files.length || event.defaultPrevented) return;
        event.preventDefault();
        const request = new XMLHttpRequest();
        const body = new FormData(form, event.submitter);
        const fail = () => {
            isBusy(false);
            said.textContent = input.dataset.uploadFailed;
        };
        isBusy(true);
        bar.setAttribute("aria-label", input.dataset.uploadBusy);
        request.upload.addEventListener("progress", ({ lengthComputable, loaded, total }) => {
            if (!lengthComputable) return;
            bar.value = loaded / total;
            const words = loaded < total ? input.dataset.uploadBusy : input.dataset.uploadDone;
            said.textContent = `${words} ${megabytes(loaded)} / ${megabytes(total)} MB`;
        });
        request.addEventListener("error", fail);
        request.addEventListener("abort", fail);
        request.addEventListener("load", () => {
            if (!request.responseText) return fail();
            // The answer takes the place of this page: the list with its message, or the form with its complaints.
            window.history.replaceState(null, "", request.responseURL);
            document.open();
            document.write(request.responseText);
            document.close();
        });
        request.open("POST", form.action);
        request.send(body);
    });
}
