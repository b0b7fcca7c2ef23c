// The paper of the whiteboard: the strokes that are on it, shown as lines of a picture.

import { make } from "./elements.js";
import { board } from "./strokes.js";

// In units of the board: on every screen a line is as thick beside the others.
export const thickness = ({ width }) => (width === "thick" ? 30 : 10);

export class Paper {
    constructor() {
        this.strokes = new Map(); // By identifier, in the order in which they were begun.
        this.picture = shape("svg", { viewBox: `0 0 ${board.width} ${board.height}`, "aria-hidden": "true" });
        this.element = make("div", { class: "paper", role: "img" }, this.picture);
    }

    // Adds a stroke, or the next part to the one of this identifier.
    add({ id, color, width, points }) {
        const stroke = this.strokes.get(id) ?? this.begin({ id, color, width, points: [] });
        for (let at = 0; at < points.length; at += 2) {
            stroke.line.points.appendItem(this.point(points[at], points[at + 1]));
            // A line of one point would not be seen: its first stands twice.
            if (stroke.points.length === 0) stroke.line.points.appendItem(this.point(points[at], points[at + 1]));
            stroke.points.push(points[at], points[at + 1]);
        }
    }

    begin(stroke) {
        stroke.line = shape("polyline", { "data-id": stroke.id, class: stroke.color });
        stroke.line.setAttribute("stroke-width", thickness(stroke));
        this.picture.append(stroke.line);
        this.strokes.set(stroke.id, stroke);
        return stroke;
    }

    point(x, y) {
        return Object.assign(this.picture.createSVGPoint(), { x, y });
    }

    remove(ids) {
        for (const id of ids) {
            this.strokes.get(id)?.line.remove();
            this.strokes.delete(id);
        }
    }

    clear() {
        this.remove([...this.strokes.keys()]);
    }

    // Where on the board a pointer is, and how many of its units are a pixel.
    at({ clientX, clientY }) {
        const { left, top, width, height } = this.picture.getBoundingClientRect();
        return [(clientX - left) / width * board.width, (clientY - top) / height * board.height];
    }

    get scale() {
        return board.width / this.picture.getBoundingClientRect().width;
    }
}

function shape(tag, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
}
