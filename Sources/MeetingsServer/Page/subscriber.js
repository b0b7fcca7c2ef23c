// The connection on which everybody else's sound and pictures come in. The server offers, the page answers; the offer's
// map says which m-line shows what of whom.

import { plain } from "./publisher.js";

export class Subscriber {
    // `changed` is told after every offer: a map of "id/kind" to its live track.
    constructor({ send, iceServers, changed, trouble }) {
        this.send = send;
        this.changed = changed;
        this.trouble = trouble;
        this.early = [];
        this.map = [];
        this.turn = Promise.resolve(); // One offer after the other.
        this.connection = new RTCPeerConnection({ iceServers });
        this.connection.onicecandidate = ({ candidate }) => {
            send({ t: "ice", pc: "subscribe", candidate: plain(candidate) });
        };
        this.connection.onconnectionstatechange = () => this.watch();
    }

    offer(message) {
        this.turn = this.turn.then(() => this.accept(message)).catch(() => this.send({ t: "ice-restart" }));
        return this.turn;
    }

    async accept({ sdp, map }) {
        const connection = this.connection;
        if (connection.signalingState === "closed") return;
        await connection.setRemoteDescription({ type: "offer", sdp });
        for (const candidate of this.early.splice(0)) await connection.addIceCandidate(candidate).catch(() => {});
        await connection.setLocalDescription(await connection.createAnswer());
        this.send({ t: "subscribe-answer", sdp: connection.localDescription.sdp });
        this.map = map;
        this.changed(this.tracks());
    }

    tracks() {
        const lines = new Map(this.connection.getTransceivers().map((line) => [line.mid, line]));
        const live = new Map();
        for (const { mid, id, kind, active } of this.map) {
            const track = lines.get(mid)?.receiver.track;
            if (active && track) live.set(`${id}/${kind}`, track);
        }
        return live;
    }

    async candidate(candidate) {
        if (this.connection.remoteDescription) await this.connection.addIceCandidate(candidate).catch(() => {});
        else this.early.push(candidate);
    }

    watch() {
        clearTimeout(this.patience);
        const state = this.connection.connectionState;
        const again = () => this.send({ t: "ice-restart" });
        if (state === "failed") again();
        if (state === "disconnected") this.patience = setTimeout(again, 4000);
        this.trouble("subscribe", state);
    }

    close() {
        clearTimeout(this.patience);
        this.connection.onconnectionstatechange = this.connection.onicecandidate = null;
        this.connection.close();
    }
}
