// The list works without this. Here: where an answer is no part of the list (signed out in the meantime, an error,
// no network), the browser goes there as it would have without htmx.

const leave = (event) => {
    const { xhr, pathInfo } = event.detail;
    event.preventDefault();
    window.location.assign(xhr.responseURL || pathInfo.finalRequestPath);
};

document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.isError || !event.detail.serverResponse.includes('id="shelf-results"')) leave(event);
});
document.addEventListener("htmx:sendError", leave);
