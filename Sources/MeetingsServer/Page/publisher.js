// The connection on which this person's microphone, camera and screen go out. Each kind has one m-line for as long as
// the connection lives: it is emptied and filled again, never stopped, because a stopped one is given to another kind
// and the media server then answers in a wrong order.

const layers = [
    { rid: "h", scalabilityMode: "L1T1", maxBitrate: 1_200_000 },
    { rid: "m", scalabilityMode: "L1T1", scaleResolutionDownBy: 2, maxBitrate: 350_000 },
    { rid: "l", scalabilityMode: "L1T1", scaleResolutionDownBy: 4, maxBitrate: 120_000 },
];

export class Publisher {
    constructor({ send, iceServers, trouble }) {
        this.send = send;
        this.trouble = trouble;
        this.lines = new Map(); // kind → transceiver
        this.early = []; // Candidates that came before the answer.
        this.isAsking = false;
        this.isStale = false;
        this.connection = new RTCPeerConnection({ iceServers });
        this.connection.onicecandidate = ({ candidate }) => {
            send({ t: "ice", pc: "publish", candidate: plain(candidate) });
        };
        this.connection.onconnectionstatechange = () => this.watch();
    }

    // Sends `track` as `kind`; null sends nothing. Answers whether the media server must be asked: offer() does.
    async put(kind, track) {
        const line = this.lines.get(kind);
        if (!line) return track ? this.add(kind, track) : false;
        await line.sender.replaceTrack(track);
        if (kind !== "screen") return false;
        line.direction = track ? "sendonly" : "inactive";
        return true;
    }

    add(kind, track) {
        const isWide = kind === "camera" && (track.getSettings().width ?? 0) >= 960;
        const encodings = isWide ? layers : kind === "screen" ? [{ maxBitrate: 1_500_000 }] : [{}];
        const line = this.connection.addTransceiver(track, { direction: "sendonly", sendEncodings: encodings });
        this.lines.set(kind, line);
        return true;
    }

    // One offer at a time: what changes meanwhile goes into the next.
    async offer() {
        if (this.isAsking || this.connection.signalingState === "closed") {
            this.isStale = true;
            return;
        }
        this.isAsking = true;
        this.isStale = false;
        const offer = await this.connection.createOffer();
        if (this.connection.signalingState === "closed") return;
        await this.connection.setLocalDescription(offer);
        const tracks = [...this.lines].filter(([, line]) => line.mid !== null && line.direction !== "inactive");
        this.send({
            t: "publish", sdp: this.connection.localDescription.sdp,
            tracks: tracks.map(([kind, line]) => ({ mid: line.mid, kind })),
        });
    }

    async answer(sdp) {
        if (this.connection.signalingState !== "have-local-offer") return;
        await this.connection.setRemoteDescription({ type: "answer", sdp });
        for (const candidate of this.early.splice(0)) await this.connection.addIceCandidate(candidate).catch(() => {});
        this.isAsking = false;
        await this.prefer();
        if (this.isStale) await this.offer();
    }

    async candidate(candidate) {
        if (this.connection.remoteDescription) await this.connection.addIceCandidate(candidate).catch(() => {});
        else this.early.push(candidate);
    }

    // Sound goes first when the network is narrow.
    async prefer() {
        const sender = this.lines.get("mic")?.sender;
        const parameters = sender?.getParameters();
        if (!parameters?.encodings?.[0] || parameters.encodings[0].priority === "high") return;
        Object.assign(parameters.encodings[0], { priority: "high", networkPriority: "high" });
        await sender.setParameters(parameters).catch(() => {});
    }

    // On a weak network only the small layer of the camera goes out.
    async narrow(isNarrow) {
        const sender = this.lines.get("camera")?.sender;
        const parameters = sender?.getParameters();
        if (!parameters?.encodings?.length) return;
        if (parameters.encodings.length === 1) parameters.encodings[0].maxBitrate = isNarrow ? 150_000 : 1_200_000;
        else for (const layer of parameters.encodings) layer.active = !isNarrow || layer.rid === "l";
        await sender.setParameters(parameters).catch(() => {});
    }

    watch() {
        clearTimeout(this.patience);
        const state = this.connection.connectionState;
        if (state === "failed") this.restart();
        if (state === "disconnected") this.patience = setTimeout(() => this.restart(), 4000);
        this.trouble("publish", state);
    }

    restart() {
        if (this.connection.signalingState === "closed") return;
        this.connection.restartIce();
        this.isAsking = false;
        this.offer();
    }

    close() {
        clearTimeout(this.patience);
        this.connection.onconnectionstatechange = this.connection.onicecandidate = null;
        this.connection.close();
    }
}

export function plain(candidate) {
    if (!candidate || candidate.candidate === "") return null;
    const { sdpMid, sdpMLineIndex } = candidate;
    return { candidate: candidate.candidate, sdpMid, sdpMLineIndex };
}
