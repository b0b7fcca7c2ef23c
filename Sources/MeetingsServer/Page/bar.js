// The row of buttons under the stage. In a narrow frame only the most needed stay; the others move into More.

import { find, icon, make, swapIcon } from "./elements.js";
import { hint, say } from "./language.js";
import { openMenu } from "./menu.js";

// In order: the phrase that names it, its picture, and how much room there must be for it (page's stylesheet).
const buttons = [
    { name: "mic", picture: "mic", shortcut: "m" }, { name: "camera", picture: "camera", shortcut: "v" },
    { name: "share", picture: "share", room: "some" }, { name: "record", picture: "record", room: "some" },
    { name: "hand", picture: "hand", room: "full", shortcut: "h" }, { name: "react", picture: "smile", room: "full" },
    { name: "whiteboard", picture: "whiteboard", room: "wide", shortcut: "w" },
    { name: "chat", picture: "chat", room: "full", shortcut: "c" },
    { name: "people", picture: "people", room: "full", shortcut: "p" },
    { name: "more", picture: "more" }, { name: "leave", picture: "leave" },
];
const toggles = new Set(["mic", "camera", "share", "hand", "whiteboard", "chat", "people", "record"]);

export class Bar {
    // `press` has a function for each name.
    constructor(press) {
        this.press = press;
        addEventListener("resize", () => this.badgeMore());
        this.buttons = new Map();
        for (const { name, picture, room, shortcut } of buttons) {
            const data = { control: name, room: room ?? "" };
            const button = make("button", { type: "button", class: "control", data },
                icon(picture), say(make("span", { class: "caption" }), `bar.${name}`));
            if (shortcut) button.setAttribute("aria-keyshortcuts", shortcut);
            if (toggles.has(name)) button.ariaPressed = "false";
            if (name === "more" || name === "react") button.ariaHasPopup = "menu";
            button.append(make("span", { class: "badge", hidden: true, ariaHidden: "true" }));
            hint(button, `bar.${name}.hint`);
            button.onclick = () => press[name](button);
            this.buttons.set(name, button);
        }
        find("bar").append(...this.buttons.values());
    }

    // `on` is the pressed state; `picture` and `key` (the caption) change with it where given.
    set(name, { on, picture, key, isOff, isHidden, isDisabled, help }) {
        const button = this.buttons.get(name);
        if (on !== undefined) button.ariaPressed = String(on);
        if (picture) swapIcon(button, picture);
        if (key) say(button.querySelector(".caption"), key);
        if (isOff !== undefined) button.classList.toggle("off", isOff);
        if (isHidden !== undefined) button.hidden = isHidden;
        if (isDisabled !== undefined) button.ariaDisabled = String(isDisabled);
        if (help) hint(button, help);
    }

    // A number at a button, in words for those who hear it; the same on More while the button is inside it.
    badge(name, count, key) {
        const button = this.buttons.get(name);
        const badge = button.querySelector(".badge");
        badge.hidden = count === 0;
        badge.textContent = count > 99 ? "99+" : String(count);
        let words = button.querySelector(".badge-words");
        if (!words) button.append(words = make("span", { class: "unseen badge-words" }));
        say(words, count === 0 ? null : key, { count });
        this.badgeMore();
    }

    // More carries the numbers of the buttons inside it.
    badgeMore() {
        const inside = [...this.buttons.values()].filter((each) => isAway(each) && each.querySelector(".badge-words"));
        const told = inside.filter((each) => !each.querySelector(".badge").hidden);
        const join = (part, between) => told.map((each) => each.querySelector(part).textContent).join(between);
        const more = this.buttons.get("more");
        more.querySelector(".badge").hidden = told.length === 0;
        more.querySelector(".badge").textContent = join(".badge", "+");
        if (!more.querySelector(".more-words")) more.append(make("span", { class: "unseen more-words" }));
        more.querySelector(".more-words").textContent = ` ${join(".badge-words", ", ")}`;
    }

    // The buttons that have no room now, as items of the menu More.
    hiddenItems() {
        return [...this.buttons].filter(([, button]) => isAway(button)).map(([name, button]) => ({
            key: `bar.${name}`, icon: pictureOf(button),
            // What opens a menu of its own opens it at More.
            act: () => (name === "react" ? this.press.react(this.buttons.get("more")) : button.click()),
        }));
    }

    openMore(items) {
        const away = this.hiddenItems();
        openMenu(this.buttons.get("more"), [...away, ...items], { labelKey: "bar.more" });
    }

    // The button itself, or More where the button is inside it.
    anchor(name) {
        const button = this.buttons.get(name);
        return isAway(button) ? this.buttons.get("more") : button;
    }
}

function isAway(button) {
    return !button.hidden && getComputedStyle(button).display === "none";
}

function pictureOf(button) {
    return button.querySelector(".icon use").getAttribute("href").split("#")[1];
}
