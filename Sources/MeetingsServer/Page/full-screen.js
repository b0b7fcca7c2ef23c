// A part of the page, or all of it, as large as the screen.

// The item of a menu that does it; none where the browser cannot, or the site around this page does not let it.
export function fullScreenItem(element) {
    return document.fullscreenEnabled ? [{ key: "full", icon: "full", act: () => turn(element) }] : [];
}

function turn(element) {
    if (document.fullscreenElement) document.exitFullscreen();
    else element.requestFullscreen().catch(() => {});
}
