// Someone in a meeting who speaks the page's own protocol: publishes a fake microphone and camera, and watches the others.
async ({ token, secret, name }) => {
    const call = (window.call = { told: [], recording: [], connected: 0 });
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 360 } });
    const socket = new WebSocket(`ws://${location.host}/_/socket`);
    const send = (call.send = (message) => socket.send(JSON.stringify(message)));
    let publishing = null;
    let watching = null;
    let attempt = null;
    const early = { publish: [], subscribe: [] };
    const connections = () => ({ publish: publishing, subscribe: watching });

    const connect = (kind) => {
        const connection = new RTCPeerConnection();
        const own = attempt;
        early[kind] = [];
        connection.onicecandidate = ({ candidate }) =>
            send({ t: "ice", attempt: own, pc: kind, candidate: candidate?.candidate ? candidate.toJSON() : null });
        return connection;
    };
    const described = async (kind, description) => {
        await connections()[kind].setRemoteDescription(description);
        for (const candidate of early[kind] ?? []) await connections()[kind].addIceCandidate(candidate ?? undefined);
        early[kind] = null;
    };
    const publish = async () => {
        publishing?.close();
        watching?.close();
        watching = null;
        publishing = connect("publish");
        for (const track of stream.getTracks()) {
            publishing.addTransceiver(track, { direction: "sendonly", streams: [stream] });
        }
        await publishing.setLocalDescription(await publishing.createOffer());
        const tracks = publishing.getTransceivers().map(({ mid, sender }) => ({
            mid,
            kind: sender.track.kind === "audio" ? "mic" : "camera",
        }));
        send({ t: "publish", attempt, sdp: publishing.localDescription.sdp, tracks });
    };
    const watch = async (sdp) => {
        watching ??= connect("subscribe");
        await described("subscribe", { type: "offer", sdp });
        await watching.setLocalDescription(await watching.createAnswer());
        send({ t: "subscribe-answer", attempt, sdp: watching.localDescription.sdp });
    };

    socket.onopen = () => send({ t: "hello", room_token: token, participant_token: secret ?? undefined });
    setInterval(() => socket.readyState === WebSocket.OPEN && send({ t: "ping" }), 4000);
    let work = Promise.resolve();
    socket.onmessage = ({ data }) => {
        const message = JSON.parse(data);
        call.told.push(message);
        if (message.t === "welcome") send({ t: "enter", name });
        if (message.t === "recording") call.recording.push(message.state);
        if (message.t === "connected" && message.pc === "publish") call.connected += 1;
        work = work.then(async () => {
            if (message.t === "media" && message.state === "ready") {
                attempt = message.attempt;
                await publish();
            }
            if (message.t === "publish-answer") await described("publish", { type: "answer", sdp: message.sdp });
            if (message.t === "subscribe-offer") await watch(message.sdp);
            if (message.t !== "ice") return;
            if (early[message.pc]) early[message.pc].push(message.candidate);
            else await connections()[message.pc].addIceCandidate(message.candidate ?? undefined);
        }).catch((error) => call.told.push({ t: "fault", text: String(error) }));
    };
};
