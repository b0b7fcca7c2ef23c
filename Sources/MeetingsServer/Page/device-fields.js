// The three choices of camera, microphone and speaker, as the pre-join screen and the settings show them.

import { fill, make } from "./elements.js";
import { label, say, text } from "./language.js";
import { chime } from "./sound.js";

export class DeviceFields {
    constructor(place, devices) {
        this.devices = devices;
        this.camera = field(place, "camera", (id) => devices.use("camera", id));
        this.mic = field(place, "mic", (id) => devices.use("mic", id));
        this.speaker = field(place, "speaker", (id) => devices.useSpeaker(id));
        const test = say(make("button", { type: "button", class: "secondary" }), "speaker.test");
        label(test, "speaker.test.label");
        test.onclick = () => {
            label(say(test, "speaker.testing"), "speaker.testing");
            chime();
            setTimeout(() => label(say(test, "speaker.test"), "speaker.test.label"), 1500);
        };
        this.speaker.select.after(test);
        this.show();
        devices.addEventListener("change", () => this.show());
    }

    show() {
        const { devices } = this;
        options(this.camera, devices.available("camera"), devices.current("camera"));
        options(this.mic, devices.available("mic"), devices.current("mic"));
        options(this.speaker, devices.canChooseSpeaker ? devices.lists.audiooutput : [], devices.speaker);
    }
}

function field(place, kind, choose) {
    const select = make("select", { id: `${place.id}-${kind}` });
    select.onchange = () => choose(select.value);
    const name = say(make("label", { htmlFor: select.id }), kind);
    const whole = make("div", { class: "field" }, name, make("div", { class: "choice" }, select));
    place.append(whole);
    return { whole, select };
}

// Without permission devices have no names, and there is nothing to choose.
function options({ whole, select }, devices, current) {
    const named = devices.filter((device) => device.label !== "");
    whole.hidden = named.length === 0;
    const items = named.map((device) => ({ id: device.deviceId, name: device.label || text("device.unnamed") }));
    fill(select, items, (item) => new Option(item.name, item.id), (option, item) => {
        option.textContent = item.name;
    });
    if (items.some((item) => item.id === current)) select.value = current;
}
