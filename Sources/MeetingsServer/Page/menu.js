// A menu at a button: arrow keys move, Escape closes, the focus returns to the button.

import { icon, make } from "./elements.js";
import { label, say } from "./language.js";

let current = null;

export function closeMenu(returnsFocus = false) {
    if (!current) return;
    const { button, element, closed } = current;
    current = null;
    const hadFocus = element.contains(document.activeElement);
    element.remove();
    button.ariaExpanded = "false";
    if (returnsFocus || hadFocus) button.focus();
    closed?.();
}

// `items` are {key, values, icon, act, isGrave, isChecked, text}. Pressing the button again closes the menu.
export function openMenu(button, items, { names = "", labelKey = "menu", closed } = {}) {
    const isSame = current?.button === button;
    closeMenu();
    if (isSame || items.length === 0) return;
    const element = label(make("div", { class: `menu ${names}`.trim(), role: "menu", tabIndex: -1 },
        ...items.map((item) => choiceOf(item))), labelKey);
    current = { button, element, closed };
    document.body.append(element);
    button.ariaExpanded = "true";
    place(element, button);
    element.onkeydown = (event) => move(event, element);
    element.querySelector("button").focus();
}

function choiceOf({ key, values, icon: picture, act, isGrave, isChecked, text }) {
    const item = make("button", { type: "button", role: "menuitem", tabIndex: -1, class: isGrave ? "grave" : "" });
    if (isChecked !== undefined) {
        item.setAttribute("role", "menuitemradio");
        item.ariaChecked = String(isChecked);
    }
    if (picture) item.append(icon(picture));
    if (text) label(Object.assign(item, { textContent: text }), key, values);
    else item.append(say(make("span"), key, values));
    item.onclick = () => {
        closeMenu(true);
        act();
    };
    return item;
}

function move(event, element) {
    const items = [...element.querySelectorAll("button")];
    const at = items.indexOf(document.activeElement);
    const rtl = document.documentElement.dir === "rtl";
    const steps = { ArrowDown: 1, ArrowUp: -1, ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 };
    let next = null;
    if (event.key in steps) next = items[(at + steps[event.key] + items.length) % items.length];
    if (event.key === "Home") next = items[0];
    if (event.key === "End") next = items[items.length - 1];
    if (event.key === "Escape" || event.key === "Tab") {
        event.preventDefault();
        closeMenu(true);
    }
    event.stopPropagation();
    if (!next) return;
    event.preventDefault();
    next.focus();
}

// Beside the button where there is room, always inside the window.
function place(element, button) {
    const at = button.getBoundingClientRect();
    const size = element.getBoundingClientRect();
    const x = Math.min(Math.max(8, at.left + at.width / 2 - size.width / 2), innerWidth - size.width - 8);
    const above = at.top - size.height - 8;
    const y = above >= 8 ? above : Math.min(at.bottom + 8, innerHeight - size.height - 8);
    element.style.setProperty("--x", `${Math.round(x)}px`);
    element.style.setProperty("--y", `${Math.round(Math.max(8, y))}px`);
}

addEventListener("pointerdown", (event) => {
    if (!current || current.element.contains(event.target) || current.button.contains(event.target)) return;
    closeMenu();
}, true);
addEventListener("resize", () => closeMenu());
