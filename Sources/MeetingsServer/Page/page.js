// The meeting page: shows what the server says on one socket, and sends what the person pressed. It decides nothing:
// who may enter, who is host and who is inside come from the server. This file puts the parts together.

import { Connection, startClock } from "./connection.js";
import { Devices } from "./devices.js";
import * as dialogs from "./dialogs.js";
import { Embedding } from "./embedding.js";
import { find } from "./elements.js";
import { Journey } from "./journey.js";
import { language, listLanguages, oblige, pick, say, speak } from "./language.js";
import { Media } from "./media.js";
import { Meeting } from "./meeting.js";
import { Prejoin } from "./prejoin.js";
import { Room } from "./room.js";
import { applyTheme } from "./theme.js";

const main = document.querySelector("main");
const asked = document.documentElement.dataset.locale;

function start() {
    const room = new Room();
    const devices = new Devices();
    const connection = new Connection({
        hello: () => journey.hello(), message: (message) => receive(message),
        state: (state) => journey.showConnection(state),
    });
    // Only who is inside may say the messages of a meeting.
    const send = (message) => journey.isInside && connection.send(message);
    const media = new Media({ devices, send });
    const embedding = new Embedding();
    const meeting = new Meeting({ room, devices, media, send, embedding, leave: () => journey.leave() });
    const prejoin = new Prejoin({ devices, room, join: (name) => journey.join(name) });
    const journey = new Journey({ connection, room, devices, media, meeting, prejoin, embedding });
    embedding.listen({
        ...meeting.commands(), name: (name) => journey.suggest(name), language: oblige,
    });
    dialogs.listen();
    listLanguages();
    startClock(() => connection.tick());
    connection.open();
    window.meetingStats = () => media.statistics();

    function receive(message) {
        if (journey.receive(message) || room.apply(message) || meeting.receive(message)) return;
        media.receive(message);
    }
}

// A link that leads nowhere is refused by the server itself, in English; the page knows the reason in every language.
function showRefusal() {
    if (language !== "en" && main.dataset.reason) say(find("refused-text"), `refusal.${main.dataset.reason}`);
}

applyTheme(document.querySelector("meta[name=theme-color]").content);
if (main.dataset.view === "open") {
    start();
    speak(pick(asked, true));
} else {
    speak(pick(asked, true)).then(showRefusal);
}
