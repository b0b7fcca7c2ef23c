// Recording, seen and said: the red dot with words and time, the dot on the tab's icon, the button and its question.

import { note, urgent } from "./announce.js";
import { ask } from "./dialogs.js";
import { find } from "./elements.js";
import { language, say, spoken } from "./language.js";
import { markIcon } from "./theme.js";

export class Recording {
    constructor({ room, bar, send }) {
        Object.assign(this, { room, bar, send });
        room.addEventListener("recording", ({ detail }) => this.change(detail?.before));
        room.addEventListener("features", () => this.show());
        spoken.addEventListener("change", () => this.tick());
        setInterval(() => this.tick(), 1000);
    }

    change(before) {
        const { state, by } = this.room.recording;
        this.show();
        if (before === state) return;
        if (state === "on") urgent("recording.on");
        else if (state === "failed") urgent("recording.failed");
        else if (state === "starting" && by) note("recording.by", { name: by });
        else if (state === "off" && before !== undefined) urgent("recording.off");
    }

    show() {
        const { recording, features, isRecorded } = this.room;
        const isBusy = recording.state === "starting" || recording.state === "stopping";
        find("recording-mark").hidden = !isRecorded && !isBusy;
        say(find("recording-text"), isBusy ? `recording.${recording.state}` : "recording");
        markIcon(isRecorded);
        this.bar.set("record", {
            on: isRecorded, isHidden: !features.recording && !features.auto_record,
            isDisabled: features.auto_record || isBusy, picture: isRecorded ? "stop" : "record",
            help: features.auto_record ? "record.automatic" : "bar.record.hint",
        });
        this.tick();
    }

    tick() {
        const { recording, isRecorded } = this.room;
        const place = find("recording-time");
        if (!isRecorded || !recording.since) return place.replaceChildren();
        const seconds = Math.max(0, Math.floor((Date.now() - recording.since) / 1000));
        const two = (number) => number.toLocaleString(language, { minimumIntegerDigits: 2, useGrouping: false });
        const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
        if (seconds >= 3600) parts.unshift(Math.floor(seconds / 3600));
        place.textContent = parts.map(two).join(":");
        return undefined;
    }

    press() {
        const { recording, features, isRecorded } = this.room;
        if (features.auto_record) return note("record.automatic");
        if (recording.state === "starting" || recording.state === "stopping") return undefined;
        return isRecorded
            ? ask("record.stop.ask", "record.stop", () => this.send({ t: "record", on: false }), { isGrave: false })
            : ask("record.start.ask", "record.start", () => this.send({ t: "record", on: true }), { isGrave: false });
    }
}
