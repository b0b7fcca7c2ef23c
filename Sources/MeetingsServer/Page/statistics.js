// What the browser knows of its two connections: read-only figures per m-line, and in three words how good the
// network is.

const kept = [
    "framesEncoded", "framesDecoded", "frameWidth", "frameHeight", "bytesSent", "bytesReceived", "packetsLost",
    "packetsReceived", "packetsSent", "totalAudioEnergy", "audioLevel", "qualityLimitationReason", "framesPerSecond",
];

// The figures per mid; the layers of one picture are added up.
export async function figures(connection, type) {
    const lines = {};
    if (!connection) return lines;
    for (const report of (await connection.getStats()).values()) {
        if (report.type !== type) continue;
        const line = (lines[report.mid] ??= { kind: report.kind, layers: 0 });
        line.layers += 1;
        for (const key of kept) {
            if (report[key] === undefined) continue;
            const isCount = typeof report[key] === "number" && !/Width|Height|Level|PerSecond/.test(key);
            line[key] = isCount ? (line[key] ?? 0) + report[key] : report[key];
        }
    }
    return lines;
}

// Since the last look: round trip in milliseconds, part of the packets that were lost, and what they amount to.
export class NetworkWatch {
    constructor() {
        this.before = new Map();
    }

    async look(publisher, subscriber) {
        let [rtt, loss, isLimited] = [0, 0, false];
        for (const connection of [publisher, subscriber]) {
            if (!connection) continue;
            for (const report of (await connection.getStats()).values()) {
                if (report.type === "candidate-pair" && report.nominated) {
                    rtt = Math.max(rtt, (report.currentRoundTripTime ?? 0) * 1000);
                }
                if (report.type === "remote-inbound-rtp") loss = Math.max(loss, report.fractionLost ?? 0);
                if (report.type === "inbound-rtp") loss = Math.max(loss, this.lost(report));
                if (report.type === "outbound-rtp" && report.kind === "video" && report.active !== false) {
                    isLimited ||= report.qualityLimitationReason === "bandwidth";
                }
            }
        }
        loss = Math.min(1, Math.max(0, loss));
        // One late packet is no slow network.
        this.rtt = rtt = (rtt + (this.rtt ?? rtt)) / 2;
        const level = loss > 0.08 || rtt > 500 ? "poor" : loss > 0.03 || rtt > 250 ? "fair" : "good";
        return { level, rtt: Math.round(rtt), loss: Math.round(loss * 1000) / 1000, isLimited };
    }

    lost({ id, packetsLost, packetsReceived }) {
        const before = this.before.get(id) ?? { packetsLost: 0, packetsReceived: 0 };
        this.before.set(id, { packetsLost, packetsReceived });
        const [gone, came] = [packetsLost - before.packetsLost, packetsReceived - before.packetsReceived];
        return gone + came > 20 ? gone / (gone + came) : 0;
    }
}
