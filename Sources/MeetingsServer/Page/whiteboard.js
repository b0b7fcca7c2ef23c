// The whiteboard: shown and put away for everybody at once, drawn on by everybody. The server keeps what is on it.
// Tells "shown" when it was shown or put away.

import { note } from "./announce.js";
import { icon, make } from "./elements.js";
import { hint, label, listed, repeat, spoken } from "./language.js";
import { Paper } from "./whiteboard-paper.js";
import { Pen } from "./whiteboard-pen.js";
import { Tools } from "./whiteboard-tools.js";

// Its tile's key, of the shape of all others: nobody's participant, so the server is asked for no picture of it.
export const boardKey = "board/whiteboard";

export class Whiteboard extends EventTarget {
    constructor({ room, send, bar }) {
        super();
        Object.assign(this, { room, send, bar });
        this.isShown = false;
        this.names = new Map(); // Who has drawn on it: they may have left since.
        this.paper = new Paper();
        this.tools = new Tools({
            undo: () => this.pen.undo(), clear: () => send({ t: "clear" }), close: () => this.toggle(false),
        });
        this.pen = new Pen({ paper: this.paper, tools: this.tools, room, send, changed: () => this.show() });
        this.enlarge = make("button", { type: "button", class: "enlarge", hidden: true }, icon("pin"));
        hint(label(this.enlarge, "pin"), "pin");
        this.element = make("li", { class: "tile whiteboard", data: { kind: "whiteboard" } },
            make("div", { class: "sheet" }, this.paper.element), this.tools.element, this.enlarge);
        room.addEventListener("features", () => this.show());
        spoken.addEventListener("change", () => {
            repeat(this.element); // It may be away from the page just now.
            this.describe();
        });
        addEventListener("keydown", (event) => this.hearKey(event));
    }

    // Upon entering, and again upon coming back: what the server has is what is shown.
    begin({ whiteboard }) {
        this.pen.halt();
        this.paper.clear();
        this.names.clear();
        for (const stroke of whiteboard?.strokes ?? []) this.add(stroke);
        this.pen.countFrom([...this.paper.strokes.keys()]);
        this.turn(Boolean(whiteboard?.on));
    }

    end() {
        this.pen.halt();
        this.paper.clear();
        this.turn(false);
    }

    // Answers whether the message was one of the whiteboard's.
    receive(message) {
        const act = {
            whiteboard: ({ on, by }) => {
                note(on ? "whiteboard.on" : "whiteboard.off", { name: by });
                if (!on && this.pen.stroke) this.pen.giveUp();
                this.pen.halt();
                this.turn(on);
            },
            stroke: (stroke) => this.add(stroke),
            erased: ({ ids }) => this.remove(ids),
            cleared: ({ by }) => {
                note("whiteboard.cleared", { name: by });
                this.remove([...this.paper.strokes.keys()]);
                this.names.clear();
                this.describe();
            },
            "whiteboard-full": () => {
                note("whiteboard.full");
                this.pen.giveUp();
            },
        }[message.t];
        act?.(message);
        return Boolean(act);
    }

    add(stroke) {
        this.paper.add(stroke);
        this.sign(stroke.id);
    }

    remove(ids) {
        const latest = `${this.room.me.id}/${this.pen.number}`;
        const isLatest = ids.includes(latest) && this.paper.strokes.has(latest);
        this.paper.remove(ids);
        if (isLatest) this.pen.giveUp();
        this.show();
    }

    toggle(wanted = !this.isShown) {
        if (this.room.features.whiteboard && wanted !== this.isShown) this.send({ t: "whiteboard", on: wanted });
    }

    turn(on) {
        const isNew = this.isShown !== on;
        // Who stood on one of the tools finds the button that brings them back.
        if (!on && this.element.contains(document.activeElement)) this.bar.anchor("whiteboard").focus();
        this.isShown = on;
        this.show();
        this.describe();
        if (isNew) this.dispatchEvent(new Event("shown"));
    }

    // Beside somebody who was pinned it is small, and drawn on by nobody.
    setAside(isAside) {
        this.element.classList.toggle("aside", isAside);
        this.enlarge.hidden = !isAside;
    }

    show() {
        const { room, bar, tools, pen } = this;
        bar.set("whiteboard", { on: this.isShown, isHidden: !room.features.whiteboard });
        if (!room.me) return;
        tools.allow({ undo: pen.undoable !== null, clear: room.isHost });
        if (pen.stroke) this.sign(pen.stroke.id);
    }

    // Whoever draws for the first time is named to those who do not see the board.
    sign(id) {
        const [person] = id.split("/");
        const name = this.room.members.get(person)?.name;
        if (!name || this.names.has(person)) return;
        this.names.set(person, name);
        this.describe();
    }

    describe() {
        const names = listed([...this.names.values()]).map((part) => part.textContent ?? part).join("");
        label(this.paper.element, names ? "whiteboard.drawn" : "whiteboard", { names });
    }

    hearKey(event) {
        const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey
            && event.key.toLowerCase() === "z";
        if (!isUndo || !this.isShown || event.target.closest?.("input, textarea, select, dialog")) return;
        event.preventDefault();
        this.pen.undo();
    }
}
