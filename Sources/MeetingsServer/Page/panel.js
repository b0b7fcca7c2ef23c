// The panel beside the stage: chat or people, one at a time. On a phone it covers the stage.

import { find } from "./elements.js";
import { say } from "./language.js";

export class Panel {
    // `shown` is told which is open: "chat", "people" or null.
    constructor({ shown, anchor }) {
        this.shown = shown;
        this.anchor = anchor;
        this.open = null;
        find("panel-close").onclick = () => this.show(null);
        find("panel").addEventListener("keydown", (event) => {
            if (event.key !== "Escape" || event.isComposing) return;
            event.stopPropagation();
            this.show(null);
        });
    }

    toggle(name) {
        this.show(this.open === name ? null : name);
    }

    show(name) {
        const before = this.open;
        if (before === name) return;
        const hadFocus = find("panel").contains(document.activeElement);
        this.open = name;
        find("panel").hidden = name === null;
        document.querySelector(".meeting").toggleAttribute("data-panel", name !== null);
        for (const each of ["chat", "people"]) find(each).hidden = each !== name;
        this.moveWaiting();
        if (name) say(find("panel-heading"), `bar.${name}`);
        this.shown(name);
        if (name === "people") find("panel-heading").focus();
        if (name === null && hadFocus) this.anchor(before).focus();
    }

    // Who waits stands over the stage, and in the list of people while that is open.
    moveWaiting() {
        const place = find(this.open === "people" ? "panel-knocking" : "notes");
        if (find("knocking").parentElement !== place) place.prepend(find("knocking"));
    }
}
