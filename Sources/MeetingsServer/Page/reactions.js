// Reactions: choosing one, and letting it rise from the tile of whoever sent it. Said politely, too.

import { find, make } from "./elements.js";
import { say } from "./language.js";
import { openMenu } from "./menu.js";

const emojis = {
    "👍": "yes", "👏": "clap", "❤️": "heart", "😂": "laugh", "😮": "wow", "🎉": "party", "👎": "no", "🙏": "thanks",
};
const secondsShown = 3;

export class Reactions {
    constructor({ room, send, stage }) {
        Object.assign(this, { room, send, stage });
    }

    choose(button) {
        openMenu(button, Object.entries(emojis).map(([emoji, name]) => ({
            key: `react.${name}`, text: emoji, act: () => this.react(emoji),
        })), { names: "emojis", labelKey: "bar.react" });
    }

    // One's own is shown when it is sent.
    react(emoji) {
        if (this.send({ t: "react", emoji })) this.show(this.room.me.id, emoji);
    }

    see({ id, emoji }) {
        if (id !== this.room.me?.id) this.show(id, emoji);
    }

    show(id, emoji) {
        const member = this.room.members.get(id);
        if (!member) return;
        const float = make("span", { class: "float", textContent: emoji, ariaHidden: "true" });
        (this.stage.tiles.get(`${id}/camera`)?.element ?? find("floating")).append(float);
        setTimeout(() => float.remove(), secondsShown * 1000);
        say(find("polite"), "reacted", { name: member.name, emoji });
    }
}
