// The chat: what was written in this meeting, and writing. Text of people is set as text; only web addresses become
// links.

import { find, isolated, make } from "./elements.js";
import { label, say, spoken, text, time } from "./language.js";

const address = /\bhttps?:\/\/[^\s<>"'\u0000-\u001f]+[^\s<>"'.,;:!?)\]}\u0000-\u001f]/giu;

export class Chat {
    // `unread` is told how many messages came while nobody looked.
    constructor({ room, send, unread }) {
        Object.assign(this, { room, send, unread });
        this.count = 0;
        this.isOpen = false;
        this.last = null;
        this.known = new Set();
        find("chat-form").onsubmit = (event) => {
            event.preventDefault();
            this.write();
        };
        find("chat-text").onkeydown = (event) => {
            // While an input method composes, Enter belongs to it.
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            this.write();
        };
        find("chat-text").oninput = () => this.grow();
        spoken.addEventListener("change", () => this.sayTimes());
    }

    grow() {
        const field = find("chat-text");
        field.style.setProperty("--lines", Math.min(5, field.value.split("\n").length));
    }

    write() {
        const field = find("chat-text");
        const words = field.value.trim();
        if (words === "" || !this.send({ t: "chat", text: words })) return;
        field.value = "";
        this.grow();
    }

    // The history, as the server has it on entry.
    begin(messages) {
        for (const message of messages ?? []) this.add(message, true);
    }

    clear() {
        find("messages").replaceChildren();
        this.known.clear();
        this.last = null;
        this.seen();
    }

    add(message, isOld = false) {
        if (this.known.has(message.id)) return;
        this.known.add(message.id);
        const list = find("messages");
        const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
        const isMine = message.from === this.room.me?.id;
        list.append(this.row(message, isMine));
        find("chat-empty").hidden = true;
        if (isAtEnd || isMine) list.scrollTop = list.scrollHeight;
        if (isOld || isMine || this.isOpen) return;
        this.count += 1;
        this.unread(this.count, message);
    }

    // Several messages of one person within two minutes stand under one name.
    row(message, isMine) {
        const goesOn = this.last?.from === message.from && message.at - this.last.at < 120_000;
        this.last = message;
        const row = make("li", { class: `message${isMine ? " mine" : ""}${goesOn ? " more" : ""}` });
        const at = make("time", { textContent: time(message.at), dateTime: new Date(message.at).toISOString() });
        const who = make("span", { class: "who" }, isolated(message.name));
        if (message.host) who.append(" ", say(make("span", { class: "role" }), "role.host"));
        row.append(make("div", { class: goesOn ? "unseen" : "head" }, who, " ", at));
        row.append(make("p", { dir: "auto" }, ...linked(message.text)));
        return row;
    }

    sayTimes() {
        for (const element of find("messages").querySelectorAll("time")) {
            element.textContent = time(new Date(element.dateTime));
        }
    }

    open(isOpen) {
        this.isOpen = isOpen;
        if (!isOpen) return;
        this.seen();
        find("messages").scrollTop = find("messages").scrollHeight;
        find("chat-text").focus();
    }

    seen() {
        this.count = 0;
        this.unread(0);
        find("chat-empty").hidden = find("messages").children.length > 0;
    }
}

// Text with its web addresses as links that tell the other site nothing and cannot reach this page.
export function linked(words) {
    const nodes = [];
    let end = 0;
    for (const found of words.matchAll(address)) {
        let link;
        try {
            link = new URL(found[0]);
        } catch {
            continue;
        }
        nodes.push(words.slice(end, found.index), label(make("a", {
            href: link.href, target: "_blank", rel: "noopener noreferrer nofollow", textContent: found[0], dir: "ltr",
        }), "link.new", { link: found[0] }));
        end = found.index + found[0].length;
    }
    return [...nodes, words.slice(end)].filter((node) => node !== "");
}
