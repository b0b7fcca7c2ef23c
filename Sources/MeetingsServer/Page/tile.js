// One tile: a person's picture or their shared screen, with name, role and state. State is never told by colour alone.

import { icon, isolated, make } from "./elements.js";
import { hint, label, say } from "./language.js";
import { avatar } from "./names.js";

export class Tile {
    constructor(id, kind, openMenu) {
        this.id = id;
        this.kind = kind;
        this.video = make("video", {
            muted: true, playsInline: true, autoplay: true, tabIndex: -1, ariaHidden: "true",
        });
        this.face = make("div", { class: "face" });
        this.name = make("span", { class: "name" });
        this.role = make("span", { class: "role" });
        this.muted = state("mic-off", "mic.is.off");
        this.speaking = state("speaker", "speaking");
        this.hand = make("span", { class: "hand", hidden: true }, emoji("✋"), unseen("hand.is.up"));
        this.dots = make("span", { class: "quality", hidden: true },
            make("i"), make("i"), make("i"), make("span", { class: "unseen" }));
        this.menu = make("button", { type: "button", class: "round tile-menu", ariaHasPopup: "menu" }, icon("more"));
        this.menu.onclick = () => openMenu(this);
        const plate = make("div", { class: "plate" }, this.muted, this.speaking, this.name, this.role, this.dots);
        this.element = make("li", { class: "tile", data: { id: `${id}/${kind}`, person: id, kind } },
            this.face, this.video, plate, this.hand, this.menu);
    }

    // `me` is this person; `track` what comes in or, of this person, what goes out.
    show({ member, isMe, track, isTalking, quality, isOwnScreen }) {
        const { element, kind } = this;
        const isScreen = kind === "screen";
        if (this.shownName !== member.name) {
            this.shownName = member.name;
            this.face.replaceChildren(avatar(member.name, "large"));
            label(this.menu, "tile.menu", { name: member.name });
        }
        if (isScreen) say(this.name, isOwnScreen ? "share.yours" : "share.of", { name: member.name });
        else if (this.name.textContent !== member.name) this.name.replaceChildren(isolated(member.name));
        this.showRole(isScreen, isMe, member.host);
        const hasPicture = Boolean(track) && (isScreen || member.camera) && !isOwnScreen;
        element.dataset.picture = hasPicture ? "on" : "off";
        element.classList.toggle("own", isMe && !isScreen);
        element.classList.toggle("talking", isTalking && !isScreen);
        this.speaking.hidden = !isTalking || isScreen;
        this.muted.hidden = member.mic || isScreen;
        this.hand.hidden = !member.hand || isScreen;
        this.showQuality(isScreen ? null : quality);
        this.play(hasPicture ? track : null);
    }

    showRole(isScreen, isMe, isHost) {
        const key = isScreen ? null : roleOf(isMe, isHost);
        if ((this.role.dataset.t ?? null) !== key) say(this.role, key);
    }

    showQuality(level) {
        this.dots.hidden = !level || level === "good";
        this.dots.dataset.level = level ?? "";
        if (this.dots.hidden) return;
        hint(this.dots, `quality.${level}`);
        say(this.dots.lastElementChild, `quality.${level}`);
    }

    play(track) {
        const shown = this.video.srcObject?.getVideoTracks()[0] ?? null;
        if (shown === track) return;
        this.video.srcObject = track ? new MediaStream([track]) : null;
    }
}

// Puts a tile of any kind where layout.js wants it.
export function placeAt({ style }, { left, top, width, height }) {
    for (const [key, value] of Object.entries({ left, top, width, height })) {
        style.setProperty(`--${key}`, `${Math.round(value)}px`);
    }
}

// The phrase that says what somebody is here; null of a guest.
export function roleOf(isMe, isHost) {
    if (isMe) return isHost ? "role.you.host" : "role.you";
    return isHost ? "role.host" : null;
}

function emoji(text) {
    return make("span", { ariaHidden: "true", textContent: text });
}

function unseen(key) {
    return say(make("span", { class: "unseen" }), key);
}

function state(picture, key) {
    return make("span", { class: `state ${picture}`, hidden: true }, icon(picture), unseen(key));
}
