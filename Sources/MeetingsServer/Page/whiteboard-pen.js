// What a mouse, a finger or a pen does on the whiteboard: drawing and erasing. What is drawn is seen here at once and
// told to the others several times a second, not only when it is finished.

import { note } from "./announce.js";
import { onBoard, parts, touched } from "./strokes.js";
import { thickness } from "./whiteboard-paper.js";

const pause = 100; // Milliseconds from one message to the next.
const step = 4; // Units of the board: a point nearer to the one before says nothing.
const mostPoints = 200;
const mostStrokes = 100;
const eraserSize = 12; // Pixels: as large as it feels, on every screen.
const eraserEnd = 5; // The button that a pen reports for its other end.

export class Pen {
    // `changed` is told when there is something else to undo.
    constructor({ paper, tools, room, send, changed }) {
        Object.assign(this, { paper, tools, room, send, changed });
        this.number = 0; // Of the last stroke of this person.
        this.pointer = null;
        this.stroke = null; // What is being drawn.
        this.unsent = [];
        this.gone = [];
        const picture = paper.picture;
        picture.addEventListener("pointerdown", (event) => this.start(event));
        picture.addEventListener("pointermove", (event) => event.pointerId === this.pointer && this.move(event));
        for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) {
            picture.addEventListener(name, (event) => event.pointerId === this.pointer && this.lift());
        }
    }

    // A page that was loaded again is the same person: it counts on from what it drew before.
    countFrom(ids) {
        const numbers = ids.filter((id) => this.isMine(id)).map((id) => Number(id.split("/")[1]));
        this.number = Math.max(this.number, ...numbers);
    }

    isMine(id) {
        return id.startsWith(`${this.room.me.id}/`);
    }

    start(event) {
        // A second finger or the ball of the hand draws nothing.
        if (this.pointer !== null || ![0, eraserEnd].includes(event.button)) return;
        this.paper.picture.setPointerCapture(event.pointerId);
        this.pointer = event.pointerId;
        this.last = this.paper.at(event);
        this.erases = this.tools.isErasing || event.button === eraserEnd;
        if (this.erases) return this.erase(this.last, this.last);
        const { color, width } = this.tools;
        this.number += 1;
        this.stroke = { id: `${this.room.me.id}/${this.number}`, color, width };
        this.draw(this.last);
        return this.changed();
    }

    move(event) {
        const passed = event.getCoalescedEvents?.() ?? [];
        for (const each of passed.length > 0 ? passed : [event]) {
            const place = this.paper.at(each);
            if (Math.hypot(place[0] - this.last[0], place[1] - this.last[1]) < step) continue;
            if (this.erases) this.erase(this.last, place);
            else if (this.stroke) this.draw(place);
            this.last = place;
        }
    }

    lift() {
        this.pointer = null;
        this.flush();
        this.stroke = null;
        this.hasTold = false;
    }

    draw(place) {
        const points = onBoard(...place);
        this.paper.add({ ...this.stroke, points });
        this.unsent.push(...points);
        this.sendSoon();
    }

    erase(from, to) {
        const radius = eraserSize * this.paper.scale;
        const hit = touched([...this.paper.strokes.values()], from, to, radius, thickness).map(({ id }) => id);
        const allowed = hit.filter((id) => this.room.isHost || this.isMine(id));
        if (allowed.length > 0) this.takeAway(allowed);
        else if (hit.length > 0 && !this.hasTold) {
            this.hasTold = true;
            note("whiteboard.others");
        }
    }

    // The newest stroke of this person that is still there.
    get undoable() {
        return [...this.paper.strokes.keys()].findLast((id) => this.isMine(id)) ?? null;
    }

    undo() {
        if (this.stroke === null && this.undoable !== null) this.takeAway([this.undoable]);
    }

    takeAway(ids) {
        this.paper.remove(ids);
        this.gone.push(...ids);
        this.sendSoon();
        this.changed();
    }

    // What was drawn last may not have reached the server before it took strokes away, or refused one: it is taken away
    // once more, so that nobody sees half of it.
    giveUp() {
        const id = `${this.room.me.id}/${this.number}`;
        this.halt();
        this.takeAway([id]);
    }

    // The hand may still move: nothing comes of it until it is put down again.
    halt() {
        this.pointer = this.stroke = null;
        this.unsent = [];
    }

    sendSoon() {
        this.timer ??= setTimeout(() => this.flush(), pause);
    }

    flush() {
        clearTimeout(this.timer);
        this.timer = null;
        for (const ids of parts(this.gone.splice(0), mostStrokes)) this.send({ t: "erase", ids });
        const { number } = this;
        for (const points of parts(this.unsent.splice(0), mostPoints * 2)) {
            const { color, width } = this.stroke;
            // Without a connection nobody sees it; the board comes back as the server has it.
            if (!this.send({ t: "draw", number, color, width, points })) return this.halt();
        }
    }
}
