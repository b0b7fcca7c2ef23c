// The meeting page: shows what the server says on one socket, and sends what the person pressed. It decides nothing:
// who may enter, who is host and who is inside come from the server. Text of people is only ever set as text.

import { Connection, startClock } from "./connection.js";
import { showControls, listenToHost, remover } from "./host.js";
import { applyTheme } from "./theme.js";
import { hue, initials, isolated, partings, peopleHere, refusals, sentence, waits } from "./words.js";

// A frame of another site may be denied any: the page then works without memory.

function remember(storage, key, value) {
    try {
        if (value === null) window[storage].removeItem(key);
        else window[storage].setItem(key, value);
    } catch { /* No memory. */ }
}

function recall(storage, key) {
    try {
        return window[storage].getItem(key);
    } catch {
        return null;
    }
}

function start() {
    const find = (id) => document.getElementById(id);
    const main = document.querySelector("main");
    const token = main.dataset.roomToken;
    const keys = { host: `greenroom.${token}.host`, resume: `greenroom.${token}.resume`, name: "greenroom.name" };
    const title = document.title;
    const members = new Map();
    const news = { joined: [], left: [], waiting: [], flush: null, clear: null };
    let me = null; // Who the server says this person is, once inside.
    let wanted = null; // The name to enter with as soon as the server has said welcome.
    let settling = null; // The timer of what happens unless the server says more.
    let isWelcome = false; // The server has answered hello: it takes an enter.
    let knocks = 0;
    let hostToken = takeHostToken();

    applyTheme(document.querySelector("meta[name=theme-color]").content);
    find("name").value = recall("localStorage", keys.name) ?? "";

    const connection = new Connection({ hello, message: receive, state: showConnection });
    listen();
    startClock(() => connection.tick());
    connection.open();

    // The host's token is a secret: out of the address bar at once, leaving the link that may be passed on.
    function takeHostToken() {
        const query = new URLSearchParams(location.search);
        const secret = query.get("participant_token");
        if (!secret) return recall("sessionStorage", keys.host);
        remember("sessionStorage", keys.host, secret);
        const folder = location.pathname.endsWith("/") ? location.pathname : `${location.pathname}/`;
        const path = query.has("room_token") ? folder + encodeURIComponent(token) : location.pathname;
        history.replaceState(null, "", path);
        return secret;
    }

    function hello() {
        isWelcome = false;
        const asked = document.documentElement.dataset.locale;
        const message = { t: "hello", room_token: token, locale: asked === "default" ? navigator.language : asked };
        const resume = me?.resume ?? recall("sessionStorage", keys.resume);
        if (hostToken) message.participant_token = hostToken;
        if (resume) message.resume = resume;
        return message;
    }

    function receive(message) {
        switch (message.t) {
        case "welcome": return welcome(message);
        case "waiting": return wait(message);
        case "entered": return enter(message);
        case "member-joined": return join(message.member);
        case "member-left": return leave(message.id);
        case "knocking": return showKnocking(message.people);
        case "locked": return showControls(me?.host, message.locked);
        case "ended": return part(message.why, message.text);
        case "refused": return refuse(message.reason, message.text);
        case "error": return complain(message.text);
        }
    }

    function welcome(message) {
        for (const heading of document.querySelectorAll(".room")) heading.replaceChildren(isolated(message.room));
        if (message.brand_text) find("brand").replaceChildren(isolated(message.brand_text));
        applyTheme(message.main_color);
        find("people").textContent = peopleHere(message.people);
        find("host-note").hidden = message.role !== "host";
        clearTimeout(settling);
        // A server that still holds the seat answers with it right after the welcome.
        const held = me?.resume ?? recall("sessionStorage", keys.resume);
        settling = setTimeout(() => {
            forgetSeat();
            isWelcome = true;
            if (wanted !== null) connection.send({ t: "enter", name: wanted });
            else show("prejoin");
        }, held ? 500 : 0);
    }

    function wait(message) {
        clearTimeout(settling);
        find("waiting-text").textContent = waits[message.for] ?? waits.approval;
        show("waiting");
    }

    function enter(message) {
        clearTimeout(settling);
        // The secret is told once: a page that took its seat again keeps the one it has.
        const resume = message.resume ?? me?.resume ?? recall("sessionStorage", keys.resume);
        me = { ...message.you, resume };
        wanted = find("name").value = me.name;
        remember("sessionStorage", keys.resume, resume);
        members.clear();
        members.set(me.id, me);
        for (const member of message.members) if (member.id !== me.id) members.set(member.id, member);
        showControls(me.host, message.locked);
        showMembers();
        show("meeting");
    }

    function join(member) {
        if (members.has(member.id)) return;
        members.set(member.id, member);
        announce("joined", member.name);
        showMembers();
    }

    function leave(id) {
        const member = members.get(id);
        if (!member || id === me?.id) return;
        members.delete(id);
        announce("left", member.name);
        showMembers();
    }

    // MARK: Endings

    function forgetSeat() {
        me = null;
        members.clear();
        remember("sessionStorage", keys.resume, null);
        showKnocking([]);
    }

    function part(why, text) {
        const words = partings[why] ?? { heading: "The meeting is over for you", text, button: "Rejoin" };
        finish();
        // The seat of a moved tab lives on in the other one: keep the secret to be able to take it back.
        if (why !== "moved") forgetSeat();
        find("goodbye-heading").textContent = words.heading;
        find("goodbye-text").textContent = words.text;
        find("rejoin").textContent = words.button ?? "";
        find("rejoin").hidden = words.button === null;
        show("goodbye");
    }

    function refuse(reason, text) {
        finish();
        forgetSeat();
        if (reason === "bad_link") {
            hostToken = null;
            remember("sessionStorage", keys.host, null);
        }
        const words = refusals[reason] ?? refusals.unavailable;
        find("refused-text").textContent = text || words.text;
        find("again").textContent = words.button ?? "";
        find("again").hidden = words.button === null;
        show("refused");
    }

    function finish() {
        clearTimeout(settling);
        find("question").close();
        connection.close();
        showConnection("up");
        busy(false);
    }

    function complain(text) {
        busy(false);
        if (main.dataset.view === "meeting") {
            find("news").textContent = text;
            return;
        }
        wanted = null;
        show("prejoin");
        find("name-error").textContent = text;
    }

    // MARK: Showing

    function show(view) {
        const isNew = main.dataset.view !== view;
        main.dataset.view = view;
        showTitle();
        if (view !== "prejoin") busy(false);
        if (!isNew) return;
        if (view !== "prejoin") return main.querySelector(`.${view} h1`).focus({ preventScroll: true });
        // No keyboard over half a phone's screen unasked, and no focus out of the hands of an embedding page.
        if (matchMedia("(pointer: fine)").matches && window.top === window) find("name").focus();
    }

    function showTitle() {
        const isWaiting = main.dataset.view === "waiting";
        document.title = knocks > 0 ? `(${knocks}) ${title}` : isWaiting ? `Waiting · ${title}` : title;
    }

    function showConnection(state) {
        const isInside = me !== null || main.dataset.view === "waiting";
        find("banner").hidden = state === "up";
        find("retry").hidden = state !== "lost";
        find("retry").textContent = isInside ? "Rejoin" : "Try again";
        main.toggleAttribute("data-stale", state !== "up");
        if (state === "up") return;
        const lost = isInside
            ? "You have been disconnected for a minute." : "The server does not answer. Check your connection.";
        const text = state === "lost" ? lost : "Connection lost. Reconnecting…";
        if (find("banner-text").textContent !== text) find("banner-text").textContent = text;
        if (state === "lost") busy(false);
    }

    function busy(isBusy) {
        find("join").disabled = isBusy;
        find("join-form").ariaBusy = String(isBusy);
    }

    function person(item) {
        const row = document.createElement("li");
        row.className = "person";
        row.dataset.id = item.id;
        const avatar = document.createElement("span");
        avatar.className = "avatar";
        avatar.ariaHidden = "true";
        avatar.textContent = initials(item.name);
        avatar.style.setProperty("--hue", hue(item.name));
        const who = document.createElement("div");
        who.className = "who";
        const name = document.createElement("div");
        name.className = "name";
        name.append(isolated(item.name));
        who.append(name);
        row.append(avatar, who);
        return row;
    }

    // Rows stay the elements they were, so that nobody loses the focus when somebody else comes.
    function fill(list, items, make) {
        const rows = new Map([...list.children].map((row) => [row.dataset.id, row]));
        const wantedRows = items.map((item) => rows.get(item.id) ?? make(item));
        for (const row of rows.values()) if (!wantedRows.includes(row)) row.remove();
        wantedRows.forEach((row, at) => {
            if (list.children[at] !== row) list.insertBefore(row, list.children[at] ?? null);
        });
    }

    function showMembers() {
        fill(find("members"), [...members.values()], (member) => {
            const row = person(member);
            const roles = [member.id === me.id && "You", member.host && "Host"].filter(Boolean);
            const role = document.createElement("span");
            role.className = "role";
            role.textContent = roles.join(" · ");
            if (roles.length > 0) row.querySelector(".who").append(role);
            if (me.host && member.id !== me.id) row.append(remover(member, connection));
            return row;
        });
        find("count").textContent = peopleHere(members.size);
        find("alone").hidden = members.size > 1;
    }

    function showKnocking(people) {
        const list = find("knocking-list");
        const hadFocus = list.contains(document.activeElement);
        for (const item of people) {
            if (![...list.children].some((row) => row.dataset.id === item.id)) announce("waiting", item.name);
        }
        fill(list, people, (item) => {
            const row = person(item);
            const actions = document.createElement("div");
            actions.className = "actions";
            actions.append(action(row, "Admit", "admit", item), action(row, "Deny", "deny", item));
            row.append(actions);
            return row;
        });
        knocks = people.length;
        find("knocking").hidden = knocks === 0;
        find("knocking-count").textContent = `(${knocks})`;
        find("admit-all").hidden = knocks < 2;
        showTitle();
        if (!hadFocus || list.contains(document.activeElement)) return;
        (list.querySelector("button") ?? find("meeting-heading")).focus();
    }

    function action(row, label, kind, item) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = kind === "admit" ? "primary" : "secondary";
        button.textContent = label;
        button.ariaLabel = `${label} ${item.name}`;
        button.onclick = () => connection.send({ t: kind, id: item.id });
        return button;
    }

    // Whoever comes within the same half second is told in one sentence, and the line empties after a while.
    function announce(kind, name) {
        news[kind].push(name);
        if (news.flush !== null) return;
        clearTimeout(news.clear);
        news.flush = setTimeout(() => {
            news.flush = null;
            const waiting = news.waiting.length === 1 ? "is waiting to come in" : "are waiting to come in";
            find("news").replaceChildren(
                ...sentence(news.waiting, waiting),
                ...sentence(news.joined, "joined"), ...sentence(news.left, "left"));
            news.joined = [];
            news.left = [];
            news.waiting = [];
            news.clear = setTimeout(() => find("news").replaceChildren(), 10_000);
        }, 500);
    }

    // MARK: Pressing

    function listen() {
        find("join-form").onsubmit = (event) => {
            event.preventDefault();
            const name = find("name").value.trim();
            find("name").ariaInvalid = String(name === "");
            find("name-error").textContent = name === "" ? "Type your name, so that the others know who you are." : "";
            if (name === "") return find("name").focus();
            remember("localStorage", keys.name, name);
            busy(true);
            wanted = name;
            if (!connection.isUp) connection.open();
            else if (isWelcome) connection.send({ t: "enter", name });
        };
        for (const button of document.querySelectorAll(".leave")) {
            button.onclick = () => {
                const isTold = connection.send({ t: "leave" });
                wanted = null;
                // The server answers with the ending; without an answer the seat empties by itself.
                settling = setTimeout(() => part("left"), isTold ? 2000 : 0);
            };
        }
        listenToHost(connection);
        find("rejoin").onclick = () => {
            wanted = find("name").value.trim() || null;
            show("checking");
            connection.open();
        };
        find("again").onclick = () => location.reload();
        find("retry").onclick = () => connection.open();
        addEventListener("online", () => connection.hurry());
        addEventListener("pagehide", () => connection.close());
        addEventListener("pageshow", (event) => event.persisted && connection.open());
        document.addEventListener("visibilitychange", () => document.hidden || connection.hurry());
    }
}

if (document.querySelector("main").dataset.view === "open") start();
else applyTheme(document.querySelector("meta[name=theme-color]").content);
