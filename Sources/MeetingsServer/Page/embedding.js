// The page inside another site's frame: takes commands from the site around it and tells it events. The server's policy
// says which sites may show the page at all; of those, only the one that is this frame's parent is heard, and only its
// origin is told anything. Links and tokens are never told.

export class Embedding {
    constructor() {
        this.origin = null;
        this.untold = [];
    }

    get isFramed() {
        return window.parent !== window;
    }

    // `commands` has a function for each word.
    listen(commands) {
        if (!this.isFramed) return;
        addEventListener("message", ({ source, origin, data }) => {
            if (source !== window.parent || data?.greenroom !== 1 || typeof data.command !== "string") return;
            if (data.command === "connect") return this.connect(origin);
            if (origin !== this.origin || !Object.hasOwn(commands, data.command)) return;
            commands[data.command](data.value);
        });
    }

    // The parent's origin is what the browser says it is, and stays what it first was.
    connect(origin) {
        if (origin === "null" || (this.origin !== null && this.origin !== origin)) return;
        this.origin = origin;
        this.tell("ready");
        for (const [event, detail] of this.untold.splice(0)) this.tell(event, detail);
    }

    tell(event, detail = {}) {
        if (!this.isFramed) return;
        if (this.origin !== null) window.parent.postMessage({ greenroom: 1, event, detail }, this.origin);
        else if (this.untold.length < 100) this.untold.push([event, detail]);
    }
}
