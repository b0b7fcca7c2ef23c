// Before the meeting: the own picture and level, what is switched on, why a device does not work, and the name.

import { DeviceFields } from "./device-fields.js";
import { find, swapIcon } from "./elements.js";
import { hint, say } from "./language.js";
import { choose } from "./memory.js";
import { paint } from "./names.js";
import { Meter } from "./sound.js";

export class Prejoin {
    constructor({ devices, room, join }) {
        this.devices = devices;
        this.meter = new Meter(find("level"));
        new DeviceFields(find("devices"), devices);
        devices.addEventListener("change", () => this.show());
        room.addEventListener("features", () => this.showRoom(room));
        find("name").addEventListener("input", () => this.show());
        find("pre-mic").onclick = () => this.turn("mic");
        find("pre-camera").onclick = () => this.turn("camera");
        find("device-retry").onclick = () => devices.start();
        find("join-without").onclick = () => join(find("name").value);
        find("join-form").onsubmit = (event) => {
            event.preventDefault();
            join(find("name").value);
        };
    }

    // `microphone` is what the room asks for: on, off, or what the person had.
    begin(microphone) {
        if (this.hasBegun) return;
        this.hasBegun = true;
        if (microphone === "off") this.devices.isOn.mic = false;
        if (microphone === "on") this.devices.isOn.mic = true;
        this.devices.start();
    }

    turn(kind) {
        const on = !(this.devices.isOn[kind] && this.devices[kind]);
        if (kind === "camera") choose("camera", on ? "on" : "off");
        this.devices.turn(kind, on);
    }

    showRoom({ role, features, recording }) {
        find("host-note").hidden = role !== "host";
        find("recorded-note").hidden = !features.auto_record && recording.state !== "on";
    }

    show() {
        const { devices } = this;
        for (const kind of ["mic", "camera"]) {
            const button = find(`pre-${kind}`);
            const on = devices.isOn[kind] && devices[kind] !== null;
            button.ariaPressed = String(on);
            swapIcon(button, on ? kind : `${kind}-off`);
            hint(button, `${kind}.${on ? "off" : "on"}`);
        }
        showPicture(find("preview"), devices.camera);
        showPicture(find("waiting-preview"), devices.camera);
        for (const id of ["preview-avatar", "waiting-avatar"]) paint(find(id), find("name").value);
        this.showText();
        this.meter.watch(document.querySelector("main").dataset.view === "prejoin" ? devices.mic : null);
        this.showNotice();
    }

    showText() {
        const { devices } = this;
        if (devices.isAsking && !devices.camera && !devices.mic) say(find("preview-text"), "device.ask");
        else if (devices.camera) say(find("preview-text"), null);
        else say(find("preview-text"), "camera.is.off");
    }

    // One message for one trouble: refused, absent, busy or an insecure page, of both devices or one.
    showNotice() {
        const { mic, camera } = this.devices.failures;
        const reason = mic ?? camera;
        find("device-notice").hidden = !reason || this.devices.isAsking;
        find("level").hidden = this.devices.mic === null;
        if (!reason) return;
        const which = mic && camera ? "both" : mic ? "mic" : "camera";
        const insecure = reason === "insecure";
        say(find("device-title").firstElementChild, insecure ? "device.insecure" : `device.${reason}.${which}`);
        say(find("device-help"), `device.${reason}.help`);
        find("device-retry").hidden = insecure;
    }
}

function showPicture(video, track) {
    const shown = video.srcObject?.getVideoTracks()[0] ?? null;
    video.parentElement.dataset.camera = track ? "on" : "off";
    if (shown !== track) video.srcObject = track ? new MediaStream([track]) : null;
}
