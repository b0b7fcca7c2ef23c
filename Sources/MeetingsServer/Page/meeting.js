// The inside of the meeting: puts stage, bar, chat, people, recording and keys together, and tells the server what this
// person has switched on.

import { note, urgent } from "./announce.js";
import { Bar } from "./bar.js";
import { Chat } from "./chat.js";
import { ask, open } from "./dialogs.js";
import { find } from "./elements.js";
import { fullScreenItem } from "./full-screen.js";
import { phrase, say, spoken, time } from "./language.js";
import { listenToKeys } from "./keys.js";
import { Media } from "./media.js";
import { choose } from "./memory.js";
import { openMenu } from "./menu.js";
import { Panel } from "./panel.js";
import { People } from "./people.js";
import { Reactions } from "./reactions.js";
import { Recording } from "./recording.js";
import { setUpSettings } from "./settings.js";
import { Sounds } from "./sounds.js";
import { Stage } from "./stage.js";
import { Whiteboard } from "./whiteboard.js";

export class Meeting {
    constructor(parts) {
        Object.assign(this, parts);
        const { room, devices, media, send } = this;
        this.hand = false;
        this.bar = new Bar({
            mic: () => this.turn("mic"), camera: () => this.turn("camera"), share: () => this.share(),
            record: () => this.recording.press(), hand: () => this.raise(), chat: () => this.panel.toggle("chat"),
            people: () => this.panel.toggle("people"), more: () => this.more(),
            react: (button) => this.reactions.choose(button), leave: (button) => this.depart(button),
            whiteboard: () => this.whiteboard.toggle(),
        });
        this.whiteboard = new Whiteboard({ room, send, bar: this.bar });
        this.stage = new Stage({
            room, media, devices, send, whiteboard: this.whiteboard, openMenu: (tile) => this.tileMenu(tile),
        });
        this.chat = new Chat({ room, send, unread: (count, message) => this.unread(count, message) });
        this.people = new People({
            room, send, openMenu: (id, button) => openMenu(button, this.personItems(id)), changed: () => this.count(),
        });
        this.recording = new Recording({ room, bar: this.bar, send });
        this.panel = new Panel({ shown: (name) => this.panelShown(name), anchor: (name) => this.bar.anchor(name) });
        this.sounds = new Sounds({ media, devices, room });
        this.reactions = new Reactions({ room, send, stage: this.stage });
        setUpSettings({ devices, stage: this.stage, room });
        this.listen();
    }

    listen() {
        const { room, devices, media, whiteboard } = this;
        devices.addEventListener("change", () => this.show());
        devices.addEventListener("fallback", ({ detail: { kind, isReplaced } }) =>
            this.isLive && urgent(`${kind}.${isReplaced ? "switched" : "gone"}`));
        media.addEventListener("screen", () => this.show());
        media.addEventListener("trouble", ({ detail }) => this.trouble(detail));
        media.addEventListener("weak", ({ detail }) => detail.isNarrow && note("network.weak"));
        room.addEventListener("features", () => this.show());
        room.addEventListener("people", ({ detail }) => {
            if (detail?.joined) this.embedding.tell("participant-joined", outward(detail.joined));
            if (detail?.left) this.embedding.tell("participant-left", outward(detail.left));
        });
        room.addEventListener("recording", () => this.embedding.tell("recording", { state: room.recording.state }));
        whiteboard.addEventListener("shown", () => this.embedding.tell("whiteboard", { on: whiteboard.isShown }));
        setInterval(() => this.tick(), 10_000);
        spoken.addEventListener("change", () => this.tick());
        listenToKeys({
            press: {
                m: () => this.turn("mic"), v: () => this.turn("camera"), h: () => this.raise(), "?": () => open("keys"),
                c: () => room.features.chat && this.panel.toggle("chat"), p: () => this.panel.toggle("people"),
                w: () => whiteboard.toggle(),
            },
            talk: (on) => this.talk(on), isInside: () => this.isLive,
        });
        this.tick();
    }

    begin(message) {
        const isBack = this.isLive;
        this.isLive = true;
        this.told = null;
        this.chat.begin(message.chat);
        this.whiteboard.begin(message);
        this.show();
        this.stage.tellAgain();
        if (!isBack) this.embedding.tell("joined", { participant: outward(message.you) });
    }

    end() {
        this.isLive = false;
        this.hand = false;
        this.panel.show(null);
        this.chat.clear();
        this.whiteboard.end();
        this.trouble(null);
    }

    // Answers whether the message was one of the meeting's.
    receive(message) {
        switch (message.t) {
        case "chat": this.chat.add(message); return true;
        case "reaction": this.reactions.see(message); return true;
        case "moderated": this.obey(message.kind); return true;
        default: return this.whiteboard.receive(message);
        }
    }

    async turn(kind, wanted) {
        const { devices } = this;
        const on = wanted ?? !(devices.isOn[kind] && devices[kind]);
        if (kind === "camera") choose("camera", on ? "on" : "off");
        const isOn = await devices.turn(kind, on);
        const reason = devices.failures[kind] ?? "absent";
        if (on && !isOn) urgent(reason === "insecure" ? "device.insecure" : `device.${reason}.${kind}`);
        return isOn;
    }

    // Held Space: heard for as long as it is held.
    talk(on) {
        const { devices } = this;
        if (on && devices.isOn.mic && devices.mic) return false;
        this.turn("mic", on);
        return true;
    }

    async share(wanted = !this.media.screen) {
        if (wanted && !Media.canShare) return note("share.unable");
        await this.media.share(wanted);
        return this.show();
    }

    raise(up = !this.hand) {
        this.hand = up;
        note(up ? "hand.raised" : "hand.lowered");
        this.show();
    }

    obey(kind) {
        if (kind === "screen") this.media.share(false);
        else this.devices.turn(kind, false);
        urgent(`moderated.${kind}`);
    }

    more() {
        this.bar.openMore([
            { key: "settings", icon: "settings", act: () => open("settings") },
            { key: "keys", icon: "keyboard", act: () => open("keys") },
            ...fullScreenItem(document.documentElement),
        ]);
    }

    depart(button) {
        if (!this.room.isHost) return this.leave();
        const end = () => this.send({ t: "end" });
        return openMenu(button, [
            { key: "leave", icon: "leave", act: () => this.leave() },
            { key: "end", icon: "close", isGrave: true, act: () => ask("end.ask", "end", end) },
        ], { labelKey: "leave" });
    }

    personItems(id, kind = "camera") {
        const key = `${id}/${kind}`;
        const pinned = this.stage.pinned === key;
        const pin = { key: pinned ? "unpin" : "pin", icon: "pin", act: () => this.stage.pin(key) };
        return [pin, ...this.people.hostItems(id)];
    }

    tileMenu({ id, kind, menu, element }) {
        const [pin, ...others] = this.personItems(id, kind);
        const items = [pin, ...fullScreenItem(element), ...others];
        const stop = { key: "share.stop", icon: "close", act: () => this.share(false) };
        openMenu(menu, id === this.room.me.id && kind === "screen" ? [stop, ...items] : items);
    }

    // Equal to what is switched on: the buttons, what the others are told, and what the page around this one is told.
    show() {
        const { room, devices, media, bar } = this;
        const state = {
            mic: devices.isOn.mic && devices.mic !== null,
            camera: devices.isOn.camera && devices.camera !== null,
            screen: media.screen !== null, hand: this.hand,
        };
        for (const kind of ["mic", "camera"]) {
            const on = state[kind];
            bar.set(kind, { on, isOff: !on, picture: on ? kind : `${kind}-off` });
        }
        bar.set("share", { on: state.screen, isHidden: !Media.canShare });
        bar.set("hand", { on: state.hand });
        bar.set("chat", { isHidden: !room.features.chat });
        if (!room.features.chat && this.panel.open === "chat") this.panel.show(null);
        if (!this.isLive || !room.me) return;
        const told = JSON.stringify(state);
        if (told === this.told || devices.isAsking) return;
        if (!this.send({ t: "state", ...state })) return;
        const before = this.told === null ? {} : JSON.parse(this.told);
        this.told = told;
        room.change({ id: room.me.id, ...state });
        for (const [kind, name] of [["mic", "microphone"], ["camera", "camera"], ["screen", "share"]]) {
            if (before[kind] !== state[kind]) this.embedding.tell(name, { on: state[kind] });
        }
    }

    unread(count, message) {
        this.bar.badge("chat", count, "unread");
        if (message) {
            const words = message.text.length > 80 ? `${message.text.slice(0, 80)}…` : message.text;
            find("polite").replaceChildren(...phrase("chat.from", { name: message.name, text: words }));
        }
    }

    count() {
        const { members, waiting } = this.room;
        this.bar.badge("people", waiting.length, "waiting.count");
        this.bar.set("people", { help: "bar.people.hint" });
        const caption = this.bar.buttons.get("people").querySelector(".caption");
        say(caption, members.size > 1 ? "bar.people.number" : "bar.people", { number: members.size });
    }

    panelShown(name) {
        for (const each of ["chat", "people"]) this.bar.set(each, { on: name === each });
        this.chat.open(name === "chat");
    }

    trouble(what) {
        find("media-note").hidden = !what;
        if (what) say(find("media-note"), what.key);
    }

    tick() {
        find("clock").textContent = time(Date.now());
    }

    // What the page around this one may ask for.
    commands() {
        const whenLive = (act) => (value) => this.isLive && act(value);
        return {
            microphone: whenLive((on) => this.turn("mic", Boolean(on))),
            camera: whenLive((on) => this.turn("camera", Boolean(on))),
            share: whenLive((on) => this.share(Boolean(on))), leave: whenLive(() => this.leave()),
            chat: whenLive((on) => this.room.features.chat && this.panel.show(on ? "chat" : null)),
            whiteboard: whenLive((on) => this.whiteboard.toggle(Boolean(on))),
        };
    }
}

const outward = ({ id, name, host }) => ({ id, name, host: Boolean(host) });
