// Questions before what cannot be taken back, and the page's other dialogs. The browser keeps the focus inside and
// gives it back afterwards.

import { find } from "./elements.js";
import { say } from "./language.js";

// Asks, and acts on yes. `yes` is the phrase of the button that says what will happen.
export function ask(question, yes, act, { values = {}, isGrave = true } = {}) {
    const dialog = find("question");
    if (dialog.open) return;
    say(find("question-text"), question, values);
    say(find("question-yes"), yes);
    find("question-yes").className = isGrave ? "danger" : "primary";
    dialog.returnValue = "";
    dialog.onclose = () => dialog.returnValue === "yes" && act();
    dialog.showModal();
}

export function open(id) {
    if (document.querySelector("dialog[open]")) return;
    find(id).showModal();
}

export function closeAll() {
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
}

export function listen() {
    for (const dialog of document.querySelectorAll("dialog")) {
        // A press beside the dialog closes it.
        dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
        const shut = dialog.querySelector(".shut");
        if (shut) shut.onclick = () => dialog.close();
    }
}
