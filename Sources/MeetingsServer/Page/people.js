// Who is inside and who waits. What only a host sees is here too; the server decides whether it happens.

import { note, tell } from "./announce.js";
import { ask } from "./dialogs.js";
import { fill, find, icon, isolated, make } from "./elements.js";
import { label, say, spoken, text } from "./language.js";
import { avatar } from "./names.js";
import { roleOf } from "./tile.js";

export class People {
    // `changed` is told when the numbers on the buttons change.
    constructor({ room, send, openMenu, changed }) {
        Object.assign(this, { room, send, openMenu, changed });
        room.addEventListener("people", ({ detail }) => {
            if (detail?.joined) tell("joined", detail.joined.name);
            if (detail?.left) tell("left", detail.left.name);
            this.show();
        });
        room.addEventListener("state", ({ detail: { member, before } }) => {
            if (member.hand && !before.hand && member.id !== room.me.id) tell("hand", member.name);
            this.show();
        });
        room.addEventListener("waiting", ({ detail }) => {
            for (const person of detail.came) tell("waiting", person.name);
            this.showWaiting();
        });
        room.addEventListener("locked", ({ detail }) => {
            if (detail?.isNew && room.isLocked) note("refusal.locked");
            this.showLock();
        });
        spoken.addEventListener("change", () => this.show());
        find("lock").onclick = () => send({ t: room.isLocked ? "unlock" : "lock" });
        const muteAll = () => send({ t: "mute-all" });
        find("mute-all").onclick = () => ask("mute.all.ask", "mute.all", muteAll, { isGrave: false });
        find("admit-all").onclick = () => send({ t: "admit-all" });
    }

    show() {
        const { room } = this;
        if (!room.me) return;
        // Raised hands come first, then the order of coming.
        const members = [...room.members.values()].sort((a, b) => Number(Boolean(b.hand)) - Number(Boolean(a.hand)));
        fill(find("members"), members, (member) => this.row(member), (row, member) => this.showRow(row, member));
        find("inside-count").textContent = text("number", { number: members.length });
        find("host-tools").hidden = !room.isHost;
        this.changed();
    }

    row(member) {
        const { room } = this;
        const row = person(member);
        const isMe = member.id === room.me.id;
        const key = roleOf(isMe, member.host);
        if (key) row.querySelector(".who").append(say(make("span", { class: "role" }), key));
        row.append(
            mark("hand", "hand.is.up"), mark("mic-off", "mic.is.off"), mark("camera-off", "camera.is.off"));
        if (!isMe) {
            const menu = make("button", { type: "button", class: "round plain", ariaHasPopup: "menu" }, icon("more"));
            label(menu, "tile.menu", { name: member.name });
            menu.onclick = () => this.openMenu(member.id, menu);
            row.append(menu);
        }
        return row;
    }

    showRow(row, member) {
        row.querySelector(".hand").hidden = !member.hand;
        row.querySelector(".mic-off").hidden = Boolean(member.mic);
        row.querySelector(".camera-off").hidden = Boolean(member.camera);
    }

    showWaiting() {
        const list = find("knocking-list");
        const hadFocus = list.contains(document.activeElement);
        const { waiting } = this.room;
        fill(list, waiting, (guest) => {
            const row = person(guest);
            row.append(make("div", { class: "actions" },
                this.decision(row, guest, "deny"), this.decision(row, guest, "admit")));
            return row;
        });
        find("knocking").hidden = waiting.length === 0;
        find("knocking-count").textContent = text("number", { number: waiting.length });
        find("admit-all").hidden = waiting.length < 2;
        this.changed();
        if (hadFocus && !list.contains(document.activeElement)) {
            (list.querySelector("button.primary") ?? find("meeting-heading")).focus();
        }
    }

    decision(row, guest, kind) {
        const button = say(make("button", { type: "button", class: kind === "admit" ? "primary" : "secondary" }), kind);
        label(button, `${kind}.name`, { name: guest.name });
        button.onclick = () => {
            for (const each of row.querySelectorAll("button")) each.disabled = true;
            this.send({ t: kind, id: guest.id });
        };
        return button;
    }

    showLock() {
        say(find("lock"), this.room.isLocked ? "unlock" : "lock");
        find("locked-mark").hidden = !this.room.isLocked;
    }

    // What a host can do with one person, as items of a menu.
    hostItems(id) {
        const member = this.room.members.get(id);
        if (!this.room.isHost || !member || id === this.room.me.id) return [];
        const items = [];
        const mute = (kind) => () => this.send({ t: "mute", id, kind });
        if (member.mic) items.push({ key: "mute", icon: "mic-off", act: mute("mic") });
        if (member.camera) items.push({ key: "camera.stop", icon: "camera-off", act: mute("camera") });
        items.push({
            key: "remove", icon: "remove", isGrave: true, act: () => ask("remove.ask", "remove", () => {
                this.send({ t: "remove", id });
                find("meeting-heading").focus({ preventScroll: true });
            }, { values: { name: member.name } }),
        });
        return items;
    }
}

function person({ id, name }) {
    const who = make("div", { class: "who" }, make("div", { class: "name" }, isolated(name)));
    return make("li", { class: "person", data: { id } }, avatar(name), who);
}

function mark(picture, key) {
    const words = say(make("span", { class: "unseen" }), key);
    return make("span", { class: `mark-of ${picture}`, hidden: true }, icon(picture), words);
}
