// Keeps the screen of a phone on while a meeting goes on.

let lock = null;
let isWanted = false;

export async function keepAwake(on) {
    isWanted = on;
    if (!on) {
        lock?.release().catch(() => {});
        lock = null;
        return;
    }
    // A frame may not be allowed to; the meeting goes on without.
    lock = await navigator.wakeLock?.request("screen").catch(() => null) ?? null;
}

// The browser lets go of it when the page is hidden.
document.addEventListener("visibilitychange", () => isWanted && !document.hidden && keepAwake(true));
