// The page's keys. Off while somebody types or a dialog is open; can be switched off for good. Holding Space talks.

import { find, make } from "./elements.js";
import { say } from "./language.js";
import { choice, choose } from "./memory.js";

const listedKeys = [["M", "key.mic"], ["V", "key.camera"], ["H", "key.hand"], ["W", "key.whiteboard"],
    ["C", "key.chat"], ["P", "key.people"], ["Space", "key.talk"], ["?", "key.list"], ["Esc", "key.close"]];

// `press` has a function for each of m, v, h, w, c, p and ?; `talk` is told true and false.
export function listenToKeys({ press, talk, isInside }) {
    let isTalking = false;
    find("keys-on").checked = choice("keys", "on") === "on";
    find("keys-on").onchange = () => choose("keys", find("keys-on").checked ? "on" : "off");
    for (const [key, what] of listedKeys) {
        const name = key === "Space" ? say(make("kbd"), "key.space") : make("kbd", { textContent: key });
        find("key-list").append(make("div", {}, make("dt", {}, name), say(make("dd"), what)));
    }
    const release = () => {
        if (isTalking) talk(false);
        isTalking = false;
    };
    addEventListener("keydown", (event) => {
        if (!isInside() || !find("keys-on").checked || isBusy(event)) return;
        if (event.key === " ") {
            // Space belongs to a focused button or link.
            if (event.target.closest("button, a, summary, [tabindex='0']")) return;
            event.preventDefault();
            if (!event.repeat) isTalking = talk(true);
            return;
        }
        const act = press[event.key.toLowerCase()];
        if (!act || event.repeat) return;
        event.preventDefault();
        act();
    });
    addEventListener("keyup", (event) => event.key === " " && release());
    addEventListener("blur", release);
}

function isBusy(event) {
    return event.ctrlKey || event.metaKey || event.altKey || event.isComposing
        || event.target.closest?.("input, textarea, select, [contenteditable], dialog, [role=menu]");
}
