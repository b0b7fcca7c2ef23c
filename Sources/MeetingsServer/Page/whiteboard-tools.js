// The row of tools under the whiteboard. Which one is taken is told by a tick and a frame, not by colour alone.

import { ask } from "./dialogs.js";
import { icon, make } from "./elements.js";
import { hint, label } from "./language.js";

const colors = ["black", "red", "orange", "green", "blue"];

export class Tools {
    // `act` has functions for undo, clear and close.
    constructor({ undo, clear, close }) {
        this.color = "black";
        this.width = "thin";
        this.isErasing = false;
        const button = (color) => tool(`pen.${color}`, swatch(color), () => this.take(color));
        this.colors = new Map(colors.map((color) => [color, button(color)]));
        this.thick = tool("pen.thick", icon("thick"), () => this.change());
        this.eraser = tool("pen.eraser", icon("eraser"), () => this.erase());
        this.undo = tool("pen.undo", icon("undo", "mirrored"), undo);
        this.undo.setAttribute("aria-keyshortcuts", "Control+Z Meta+Z");
        const askFirst = () => ask("whiteboard.clear.ask", "whiteboard.clear", clear);
        this.clear = tool("whiteboard.clear", icon("clear"), askFirst);
        this.close = tool("whiteboard.away", icon("close"), close);
        this.element = label(make("div", { class: "tools", role: "toolbar" },
            ...this.colors.values(), this.thick, this.eraser, this.undo, this.clear, this.close), "whiteboard.tools");
        this.show();
    }

    take(color) {
        this.color = color;
        this.isErasing = false;
        this.show();
    }

    change() {
        this.width = this.width === "thin" ? "thick" : "thin";
        this.isErasing = false;
        this.show();
    }

    erase() {
        this.isErasing = !this.isErasing;
        this.show();
    }

    show() {
        for (const [color, button] of this.colors) press(button, !this.isErasing && color === this.color);
        press(this.thick, this.width === "thick");
        press(this.eraser, this.isErasing);
        this.element.classList.toggle("erasing", this.isErasing);
    }

    // Only hosts may clear what everybody drew.
    allow({ undo, clear }) {
        this.undo.ariaDisabled = String(!undo);
        this.clear.hidden = !clear;
    }
}

const press = (button, on) => { button.ariaPressed = String(on); };

function tool(key, picture, act) {
    const button = make("button", { type: "button", class: "tool", onclick: () => act() }, picture);
    return hint(label(button, key), key);
}

function swatch(color) {
    return make("span", { class: `swatch ${color}` }, icon("check"));
}
