// Sound and pictures of the meeting: builds both connections when the server says that media is ready, builds them anew
// when it says so again, and keeps what goes out equal to what is switched on.
// Tells "tracks" (what comes in), "screen" (the own shared screen), "trouble" (a text or null) and "weak".

import { Publisher } from "./publisher.js";
import { Subscriber } from "./subscriber.js";
import { figures, NetworkWatch } from "./statistics.js";

const secondsBetweenReports = 10;

export class Media extends EventTarget {
    constructor({ devices, send }) {
        super();
        this.devices = devices;
        this.send = send;
        this.screen = null;
        this.tracks = new Map();
        this.sent = new Map(); // kind → the track that goes out
        this.bad = 0;
        this.isNarrow = false;
        devices.addEventListener("change", () => this.publish());
        setInterval(() => this.report(), secondsBetweenReports * 1000);
    }

    tell(name, detail = null) {
        this.dispatchEvent(new CustomEvent(name, { detail }));
    }

    receive(message) {
        switch (message.t) {
        case "media": return this.media(message);
        case "publish-answer": return this.publisher?.answer(message.sdp);
        case "subscribe-offer": return this.subscriber?.offer(message);
        case "ice": return this[message.pc === "publish" ? "publisher" : "subscriber"]?.candidate(message.candidate);
        case "connected": return this.tell("trouble", null);
        case "media-problem": return this.tell("trouble", { key: "media.blocked" });
        default: return undefined;
        }
    }

    // The server counts how often it has us begin anew: what we say of earlier connections it does not hear.
    media({ state, attempt, ice_servers: iceServers = [] }) {
        this.drop();
        if (state !== "ready") {
            return this.tell("trouble", { key: state === "starting" ? "media.starting" : "media.unavailable" });
        }
        this.tell("trouble", null);
        const trouble = (side, now) => now === "failed" && this.tell("trouble", { key: "media.reconnecting" })
            || now === "connected" && this.tell("trouble", null);
        const common = { send: (message) => this.send({ ...message, attempt }), iceServers, trouble };
        this.publisher = new Publisher(common);
        this.subscriber = new Subscriber({ ...common, changed: (tracks) => this.receiveTracks(tracks) });
        this.watch = new NetworkWatch();
        return this.publish();
    }

    receiveTracks(tracks) {
        this.tracks = tracks;
        this.tell("tracks");
    }

    // Everything that goes out, made equal to what is there. In a fixed order, so that the m-lines are too.
    async publish() {
        const { publisher, devices } = this;
        if (!publisher) return;
        let mustOffer = false;
        for (const [kind, track] of [["mic", devices.mic], ["camera", devices.camera], ["screen", this.screen]]) {
            if ((this.sent.get(kind) ?? null) === track) continue;
            this.sent.set(kind, track);
            const answer = await publisher.put(kind, track).catch(() => this.sent.delete(kind) && false);
            if (this.publisher !== publisher) return;
            mustOffer ||= answer;
        }
        if (mustOffer) await publisher.offer();
    }

    static get canShare() {
        return Boolean(navigator.mediaDevices?.getDisplayMedia);
    }

    // Answers whether the screen is shared now.
    async share(on) {
        if (!on) {
            this.screen?.stop();
            this.screen = null;
        } else {
            const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 15 } } })
                .catch(() => null);
            if (!stream) return false;
            this.screen = stream.getVideoTracks()[0];
            this.screen.contentHint = "detail";
            const track = this.screen;
            // The browser's own bar has a button to stop, too.
            track.onended = () => this.screen === track && this.share(false);
        }
        await this.publish();
        this.tell("screen");
        return on;
    }

    async report() {
        if (!this.publisher || !this.watch) return;
        const { level, rtt, loss, isLimited } = await this.watch.look(
            this.publisher?.connection, this.subscriber?.connection);
        this.send({ t: "quality", level, rtt, loss });
        // A smaller picture helps where packets are lost or wait for room, not where the way is long.
        const isWeak = level !== "good" && (isLimited || loss > 0.03);
        this.bad = isWeak ? Math.max(0, this.bad) + 1 : Math.min(0, this.bad) - 1;
        if (this.bad === 2) this.narrow(true);
        if (this.bad === -3) this.narrow(false);
    }

    narrow(isNarrow) {
        if (this.isNarrow === isNarrow) return;
        this.isNarrow = isNarrow;
        this.publisher?.narrow(isNarrow);
        this.tell("weak", { isNarrow });
    }

    // For tests and for whoever looks into a problem: what goes out and comes in, per m-line.
    async statistics() {
        const outgoing = await figures(this.publisher?.connection, "outbound-rtp");
        const incoming = await figures(this.subscriber?.connection, "inbound-rtp");
        for (const [kind, line] of this.publisher?.lines ?? []) {
            if (outgoing[line.mid]) outgoing[line.mid].track = kind;
        }
        for (const { mid, id, kind, active } of this.subscriber?.map ?? []) {
            if (incoming[mid]) Object.assign(incoming[mid], { id, track: kind, active });
        }
        return {
            publish: outgoing, subscribe: incoming, publishing: this.publisher?.connection.connectionState ?? "none",
            subscribing: this.subscriber?.connection.connectionState ?? "none",
        };
    }

    drop() {
        this.publisher?.close();
        this.subscriber?.close();
        this.publisher = this.subscriber = null;
        this.sent.clear();
        this.isNarrow = false;
        this.bad = 0;
        this.receiveTracks(new Map());
    }

    stop() {
        this.drop();
        this.screen?.stop();
        this.screen = null;
    }
}
