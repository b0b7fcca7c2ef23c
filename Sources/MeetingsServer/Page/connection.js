// The page's one socket to the server.

const tickSeconds = 5;
const silentTicksUntilLost = 3;
const secondsUntilGivingUp = 60;

// Calls `tick` every five seconds, also in a hidden tab.
export function startClock(tick) {
    const plain = () => setInterval(tick, tickSeconds * 1000);
    try {
        const clock = new Worker(new URL("clock.js", import.meta.url), { type: "module" });
        clock.onmessage = tick;
        clock.onerror = plain;
    } catch {
        plain(); // A sandboxed frame may have no workers.
    }
}

// Keeps one socket open: says hello, pings, notices silence, comes back with a growing delay, and gives up after a
// minute. `state` is told "up", "down" or "lost".
export class Connection {
    constructor({ hello, message, state }) {
        this.hello = hello;
        this.message = message;
        this.state = state;
        this.socket = null;
        this.timer = null;
    }

    get isUp() {
        return this.socket?.readyState === WebSocket.OPEN;
    }

    open() {
        this.lastHeard = Date.now();
        this.attempt = 0;
        this.connect();
    }

    connect() {
        this.close();
        this.silentTicks = 0;
        const scheme = location.protocol === "https:" ? "wss" : "ws";
        const socket = new WebSocket(`${scheme}://${location.host}/_/socket`);
        this.socket = socket;
        socket.onopen = () => this.send(this.hello());
        socket.onclose = () => this.drop();
        socket.onmessage = (event) => {
            if (typeof event.data !== "string") return;
            this.lastHeard = Date.now();
            this.silentTicks = 0;
            this.state("up");
            this.message(JSON.parse(event.data));
        };
    }

    // The socket, without the handlers that would bring it back.
    close() {
        clearTimeout(this.timer);
        this.timer = null;
        if (!this.socket) return;
        this.socket.onopen = this.socket.onclose = this.socket.onmessage = null;
        this.socket.close();
        this.socket = null;
    }

    drop() {
        this.close();
        if (Date.now() - this.lastHeard >= secondsUntilGivingUp * 1000) return this.state("lost");
        this.state("down");
        const longest = Math.min(8000, 1000 * 2 ** this.attempt++);
        // Half of the delay is chance: a restarted server is not met by everybody at once.
        this.timer = setTimeout(() => this.connect(), longest / 2 + Math.random() * longest / 2);
    }

    send(message) {
        if (this.isUp) this.socket.send(JSON.stringify(message));
        return this.isUp;
    }

    tick() {
        if (!this.socket) return;
        // Only a socket that lives counts as a success: one that is welcomed and dropped is not tried at full pace.
        if (this.isUp && this.silentTicks === 0) this.attempt = 0;
        this.silentTicks += 1;
        if (this.silentTicks > silentTicksUntilLost) this.drop();
        else this.send({ t: "ping" });
    }

    hurry() {
        if (this.timer !== null) this.connect();
    }
}
