// Camera, microphone and speaker of this person: asking for them, choosing, switching on and off, and what happens when
// one is unplugged. Tells "change" after every change and "fallback" when another device had to take over.

import { choice, choose } from "./memory.js";

// Why there is no camera or microphone: the browser's error names (Media Capture and Streams, section 10.3).
const reasons = {
    NotAllowedError: "refused", SecurityError: "refused", PermissionDeniedError: "refused",
    NotFoundError: "absent", OverconstrainedError: "absent", DevicesNotFoundError: "absent",
    NotReadableError: "busy", AbortError: "busy", TrackStartError: "busy",
};
const inputs = { mic: "audioinput", camera: "videoinput" };

export class Devices extends EventTarget {
    constructor() {
        super();
        this.mic = null; // The live tracks; null where there is none.
        this.camera = null;
        this.isOn = { mic: true, camera: choice("camera", "on") === "on" };
        this.failures = { mic: null, camera: null };
        this.lists = { audioinput: [], videoinput: [], audiooutput: [] };
        this.isAsking = false;
        navigator.mediaDevices?.addEventListener?.("devicechange", () => this.refresh());
    }

    static get areAllowed() {
        return Boolean(navigator.mediaDevices?.getUserMedia);
    }

    get canChooseSpeaker() {
        return "setSinkId" in HTMLMediaElement.prototype && this.lists.audiooutput.length > 0;
    }

    get speaker() {
        return choice("speaker", "");
    }

    tell(name = "change", detail = null) {
        this.dispatchEvent(new CustomEvent(name, { detail }));
    }

    // Asks for both at once, so that the browser asks the person once; then for each alone, if one is the trouble.
    async start() {
        if (!Devices.areAllowed) {
            this.failures = { mic: "insecure", camera: "insecure" };
            return this.tell();
        }
        this.isAsking = true;
        this.tell();
        const wanted = { mic: !this.mic, camera: this.isOn.camera && !this.camera };
        if (wanted.mic || wanted.camera) await this.ask(wanted);
        this.isAsking = false;
        await this.refresh();
    }

    async ask(wanted) {
        const kinds = Object.keys(wanted).filter((kind) => wanted[kind]);
        try {
            const request = Object.fromEntries(kinds.map((kind) => [kind === "mic" ? "audio" : "video", asked(kind)]));
            const stream = await navigator.mediaDevices.getUserMedia(request);
            for (const track of stream.getTracks()) this.take(track.kind === "audio" ? "mic" : "camera", track);
        } catch (error) {
            const reason = reasons[error.name] ?? "busy";
            if (kinds.length === 1) this.failures[kinds[0]] = reason;
            // A refusal is an answer: asking again would only ask the person again, unless one of the two is allowed.
            else if (reason === "refused" && !(await isOneAllowed())) this.failures = { mic: reason, camera: reason };
            else for (const kind of kinds) await this.ask({ [kind]: true });
        }
    }

    take(kind, track) {
        this[kind]?.stop();
        this[kind] = track;
        this.failures[kind] = null;
        if (kind === "mic") track.enabled = this.isOn.mic;
        if (kind === "camera") track.contentHint = "motion";
        track.onended = () => this.lose(kind, track);
    }

    // Unplugged, or taken away by the system: the default device takes over where there is one.
    async lose(kind, track) {
        if (this[kind] !== track) return;
        this[kind] = null;
        choose(`device.${kind}`, "");
        const wasOn = this.isOn[kind];
        await this.ask({ [kind]: true });
        if (!this[kind]) this.isOn[kind] = false;
        await this.refresh();
        if (wasOn) this.tell("fallback", { kind, isReplaced: this[kind] !== null });
    }

    async refresh() {
        if (Devices.areAllowed) {
            const all = await navigator.mediaDevices.enumerateDevices().catch(() => []);
            for (const kind of Object.keys(this.lists)) {
                this.lists[kind] = all.filter((device) => device.kind === kind && device.deviceId !== "");
            }
        }
        this.tell();
    }

    current(kind) {
        return this[kind]?.getSettings().deviceId ?? "";
    }

    available(kind) {
        return this.lists[inputs[kind]];
    }

    async use(kind, deviceId) {
        choose(`device.${kind}`, deviceId);
        if (kind === "camera" && !this.isOn.camera) return this.tell();
        await this.ask({ [kind]: true });
        this.tell();
    }

    useSpeaker(deviceId) {
        choose("speaker", deviceId);
        this.tell("speaker");
    }

    // Answers whether it is on now.
    async turn(kind, on) {
        if (on && !this[kind]) {
            if (!Devices.areAllowed) this.failures[kind] = "insecure";
            else await this.ask({ [kind]: true });
            if (!this[kind]) {
                this.isOn[kind] = false;
                this.tell();
                return false;
            }
        }
        this.isOn[kind] = on;
        if (kind === "mic" && this.mic) this.mic.enabled = on;
        // A camera that is off is let go, so that its light goes out.
        if (kind === "camera" && !on) this.release("camera");
        await this.refresh();
        return on;
    }

    release(kind) {
        const track = this[kind];
        this[kind] = null;
        if (!track) return;
        track.onended = null;
        track.stop();
    }

    stop() {
        this.release("mic");
        this.release("camera");
        this.tell();
    }
}

function asked(kind) {
    const kept = choice(`device.${kind}`, "");
    const device = kept ? { deviceId: { ideal: kept } } : {};
    if (kind === "mic") return { ...device, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
    return { ...device, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } };
}

async function isOneAllowed() {
    try {
        const states = await Promise.all(["camera", "microphone"].map((name) => navigator.permissions.query({ name })));
        return states.some((status) => status.state === "granted");
    } catch {
        return false;
    }
}
