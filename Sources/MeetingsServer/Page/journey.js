// The way of one person: checking, pre-join, waiting, meeting, goodbye; or refused. One view is shown at a time.

import { noteText } from "./announce.js";
import { keepAwake } from "./awake.js";
import { closeAll } from "./dialogs.js";
import { find, isolated } from "./elements.js";
import { language, phrase, pick, say, speak, spoken, text } from "./language.js";
import { closeMenu } from "./menu.js";
import { recall, remember, takeHostToken } from "./memory.js";
import { chime } from "./sound.js";
import { applyTheme } from "./theme.js";

// The endings after which one may come back.
const open = new Set(["left", "moved", "denied", "ended"]);
const partings = new Set(["left", "closed", "moved", "denied", "removed", "ended"]);
// What the button of a refusal says; null where trying again helps nobody.
const refusals = {
    not_found: null, closed: null, denied: null, bad_link: "join.guest", locked: "retry", full: "retry",
    unavailable: "retry",
};
// What the server could not do, in the person's language.
const complaints = { name: "name.needed", recording: "recording.unable", failed: "failed" };

export class Journey {
    constructor(parts) {
        Object.assign(this, parts);
        this.main = document.querySelector("main");
        this.token = this.main.dataset.roomToken;
        const mine = `greenroom.${this.token}`;
        this.keys = { host: `${mine}.host`, resume: `${mine}.resume`, name: "greenroom.name" };
        this.title = document.title;
        this.isInside = false; // The server has let this page in on its present socket.
        this.isWelcome = false; // The server has answered hello: it takes an enter.
        this.wanted = null; // The name to enter with as soon as the server has said welcome.
        this.hostToken = takeHostToken(this.token, this.keys.host);
        find("name").value = recall("localStorage", this.keys.name) ?? "";
        this.room.addEventListener("waiting", () => this.showTitle());
        spoken.addEventListener("change", () => this.showTitle());
        this.listen();
    }

    listen() {
        for (const button of document.querySelectorAll(".leave")) button.onclick = () => this.leave();
        find("rejoin").onclick = () => {
            this.wanted = find("name").value.trim() || null;
            this.show("checking");
            if (this.wanted !== null) this.devices.start();
            this.connection.open();
        };
        find("again").onclick = () => location.reload();
        find("retry").onclick = () => this.connection.open();
        addEventListener("online", () => this.connection.hurry());
        addEventListener("pagehide", () => this.connection.close());
        addEventListener("pageshow", (event) => event.persisted && this.connection.open());
        document.addEventListener("visibilitychange", () => document.hidden || this.connection.hurry());
    }

    hello() {
        this.isWelcome = this.isInside = false;
        const message = { t: "hello", room_token: this.token, locale: language };
        if (this.hostToken) message.participant_token = this.hostToken;
        if (this.seat) message.resume = this.seat;
        return message;
    }

    // The secret by which the server knows the seat of this page again.
    get seat() {
        return this.room.me?.resume ?? recall("sessionStorage", this.keys.resume);
    }

    // Answers whether the message was about the way in or out.
    receive(message) {
        const act = {
            welcome: () => this.welcome(message), waiting: () => this.wait(message), entered: () => this.enter(message),
            ended: () => this.part(message.why, message.text), refused: () => this.refuse(message.reason, message.text),
            error: () => this.complain(message.code, message.text), pong: () => {},
        }[message.t];
        act?.();
        return Boolean(act);
    }

    welcome(message) {
        for (const heading of document.querySelectorAll(".room")) heading.replaceChildren(isolated(message.room));
        if (message.brand_text) find("brand").replaceChildren(isolated(message.brand_text));
        applyTheme(message.main_color);
        this.room.welcome(message);
        const asked = message.language ?? document.documentElement.dataset.locale;
        const wished = pick(asked, this.room.features.locale_switcher);
        if (wished !== language) speak(wished);
        if (message.people === 0) say(find("people-here"), "here.nobody");
        else say(find("people-here"), "here", { count: message.people });
        clearTimeout(this.settling);
        // A server that still holds the seat answers with it right after the welcome.
        this.settling = setTimeout(() => {
            this.forgetSeat();
            this.isWelcome = true;
            if (this.wanted !== null) return this.connection.send({ t: "enter", name: this.wanted });
            this.show("prejoin");
            return this.prejoin.begin(message.microphone);
        }, this.seat ? 500 : 0);
        this.microphone = message.microphone;
    }

    // A name given by the page around this one.
    suggest(name) {
        if (typeof name === "string" && find("name").value === "") find("name").value = name.slice(0, 60);
    }

    join(given) {
        const name = given.trim();
        find("name").ariaInvalid = String(name === "");
        say(find("name-error"), name === "" ? "name.needed" : null);
        if (name === "") return find("name").focus();
        remember("localStorage", this.keys.name, name);
        this.busy(true);
        this.wanted = name;
        if (!this.connection.isUp) return this.connection.open();
        return this.isWelcome && this.connection.send({ t: "enter", name });
    }

    wait(message) {
        clearTimeout(this.settling);
        const reason = ["host", "restart"].includes(message.for) ? message.for : "approval";
        say(find("waiting-text"), `wait.${reason}`);
        this.show("waiting");
        this.prejoin.show();
    }

    enter(message) {
        clearTimeout(this.settling);
        const hasWaited = this.main.dataset.view === "waiting";
        // The secret is told once: a page that took its seat again keeps the one it has.
        const resume = message.resume ?? this.seat;
        remember("sessionStorage", this.keys.resume, resume);
        this.isInside = true;
        this.wanted = find("name").value = message.you.name;
        this.show("meeting");
        this.room.enter(message, resume);
        this.prejoin.begin(this.microphone);
        this.prejoin.show();
        this.meeting.begin(message);
        keepAwake(true);
        if (hasWaited) chime();
    }

    leave() {
        const isTold = this.connection.send({ t: "leave" });
        this.wanted = null;
        // The server answers with the ending; without an answer the seat empties by itself.
        this.settling = setTimeout(() => this.part("left"), isTold ? 2000 : 0);
    }

    forgetSeat() {
        this.room.clear();
        remember("sessionStorage", this.keys.resume, null);
        this.room.tell("waiting", { came: [] });
    }

    part(why, text) {
        this.finish();
        // The seat of a moved tab lives on in the other one: keep the secret to be able to take it back.
        if (why !== "moved") this.forgetSeat();
        const isKnown = partings.has(why);
        say(find("goodbye-heading"), isKnown ? `parting.${why}` : "parting.other");
        if (isKnown) say(find("goodbye-text"), `parting.${why}.text`);
        else find("goodbye-text").textContent = text;
        find("rejoin").hidden = isKnown && !open.has(why);
        this.show("goodbye");
        this.embedding.tell(why === "ended" || why === "closed" ? "ended" : "left", { why });
    }

    refuse(reason, text) {
        this.finish();
        this.forgetSeat();
        if (reason === "bad_link") {
            this.hostToken = null;
            remember("sessionStorage", this.keys.host, null);
        }
        const code = reason in refusals ? reason : "unavailable";
        // The server's own sentence says more, but only in English.
        if (language === "en" && text) find("refused-text").textContent = text;
        else say(find("refused-text"), `refusal.${code}`);
        if (refusals[code]) say(find("again"), refusals[code]);
        find("again").hidden = refusals[code] === null;
        this.show("refused");
        this.embedding.tell("error", { code, text: find("refused-text").textContent });
    }

    finish() {
        clearTimeout(this.settling);
        this.isInside = false;
        closeAll();
        closeMenu();
        this.connection.close();
        this.meeting.end();
        keepAwake(false);
        this.media.stop();
        this.devices.stop();
        this.showConnection("up");
        this.busy(false);
    }

    complain(code, sentence) {
        const told = code in complaints ? text(complaints[code]) : sentence;
        this.busy(false);
        this.embedding.tell("error", { code, text: told });
        if (this.main.dataset.view === "meeting") return noteText(told);
        this.wanted = null;
        this.show("prejoin");
        find("name-error").textContent = told;
        return undefined;
    }

    show(view) {
        const isNew = this.main.dataset.view !== view;
        this.main.dataset.view = document.documentElement.dataset.view = view;
        this.showTitle();
        if (view !== "prejoin") this.busy(false);
        if (!isNew) return;
        if (view !== "prejoin") return this.main.querySelector(`.${view} h1`).focus({ preventScroll: true });
        // No keyboard over half a phone's screen unasked, and no focus out of the hands of an embedding page.
        if (matchMedia("(pointer: fine)").matches && window.top === window) find("name").focus();
    }

    showTitle() {
        const knocks = this.room.waiting.length;
        const waiting = phrase("title.waiting").join("");
        const isWaiting = this.main.dataset.view === "waiting";
        const before = knocks > 0 ? `(${knocks}) ` : isWaiting ? `${waiting} · ` : "";
        document.title = before + this.title;
    }

    // "up", "down" or "lost".
    showConnection(state) {
        const isKnown = this.room.me !== null || this.main.dataset.view === "waiting";
        if (state !== "up") this.isInside = false;
        find("banner").hidden = state === "up";
        find("retry").hidden = state !== "lost";
        say(find("retry"), isKnown ? "rejoin" : "retry");
        this.main.toggleAttribute("data-stale", state !== "up");
        if (state === "up") return;
        say(find("banner-text"), state === "lost" ? (isKnown ? "lost.inside" : "lost.outside") : "reconnecting");
        if (state === "lost") this.busy(false);
    }

    busy(isBusy) {
        find("join").disabled = isBusy;
        find("join-form").ariaBusy = String(isBusy);
    }
}
