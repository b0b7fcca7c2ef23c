// Greenroom.embed(element, link, options) puts a meeting into a page of another site:
//
//     <script src="https://meet.example.org/_/embed.js"></script>
//     <script>
//         const meeting = Greenroom.embed(document.querySelector("#meeting"), link, { name: "Ines" });
//         meeting.on("joined", ({ participant }) => console.log(participant.name, "is in"));
//         meeting.microphone(false);
//     </script>
//
// `link` is a guest or host link of a room; it goes into the frame's address and nowhere else.
// Options: name (filled in for the person), language (such as "de"), title (the frame's name for screen readers).
// Commands: microphone(on), camera(on), share(on), whiteboard(on), chat(on), leave(), remove().
// Events: ready, joined {participant}, left {why}, ended {why}, participant-joined and participant-left {id, name,
// host}, recording {state}, microphone, camera, share and whiteboard {on}, error {code, text}.
// The server must allow the site: greenroom serve --frame-ancestors "'self' https://www.example.org"

"use strict";

(() => {
    class EmbeddedMeeting {
        #frame;
        #origin;
        #waiting = [];
        #isReady = false;
        #listeners = new Map();
        #hear = (event) => this.#receive(event);

        constructor(element, link, { name, language, title = "Meeting" } = {}) {
            const address = new URL(link, location.href);
            if (!/^https?:$/.test(address.protocol)) throw new TypeError("The link of a meeting begins with https.");
            this.#origin = address.origin;
            this.#frame = document.createElement("iframe");
            Object.assign(this.#frame, {
                src: address.href, title, allowFullscreen: true, referrerPolicy: "origin",
                allow: "camera; microphone; display-capture; autoplay; fullscreen; screen-wake-lock",
            });
            const style = { inlineSize: "100%", blockSize: "100%", minInlineSize: "360px", border: "0" };
            Object.assign(this.#frame.style, style);
            addEventListener("message", this.#hear);
            this.#frame.addEventListener("load", () => this.#post("connect"));
            if (language !== undefined) this.#command("language", language);
            if (name !== undefined) this.#command("name", name);
            element.replaceChildren(this.#frame);
        }

        // Calls `act` with the event's detail; answers a function that ends it.
        on(event, act) {
            const all = this.#listeners.get(event) ?? new Set();
            this.#listeners.set(event, all.add(act));
            return () => all.delete(act);
        }

        microphone(on) { this.#command("microphone", on); }
        camera(on) { this.#command("camera", on); }
        share(on) { this.#command("share", on); }
        whiteboard(on) { this.#command("whiteboard", on); }
        chat(on) { this.#command("chat", on); }
        leave() { this.#command("leave"); }

        remove() {
            removeEventListener("message", this.#hear);
            this.#frame.remove();
        }

        #post(command, value) {
            this.#frame.contentWindow?.postMessage({ greenroom: 1, command, value }, this.#origin);
        }

        // Commands before the page is there are sent when it is.
        #command(command, value) {
            if (this.#isReady) this.#post(command, value);
            else this.#waiting.push([command, value]);
        }

        #receive({ source, origin, data }) {
            if (source !== this.#frame.contentWindow || origin !== this.#origin || data?.greenroom !== 1) return;
            if (data.event === "ready") {
                this.#isReady = true;
                for (const [command, value] of this.#waiting.splice(0)) this.#post(command, value);
            }
            for (const act of this.#listeners.get(data.event) ?? []) act(data.detail);
        }
    }

    window.Greenroom = { embed: (element, link, options) => new EmbeddedMeeting(element, link, options) };
})();
