// Plays everybody's sound: one unseen player for each microphone, on the chosen speaker. Where the browser wants a
// click first, the page asks for one.

import { find, make } from "./elements.js";

export class Sounds {
    constructor({ media, devices, room }) {
        this.devices = devices;
        this.room = room;
        this.players = new Map();
        media.addEventListener("tracks", () => this.update(media.tracks));
        devices.addEventListener("speaker", () => this.aim());
        find("hear").firstElementChild.onclick = () => this.playAll();
    }

    update(tracks) {
        const heard = [...tracks].filter(([key]) => key.endsWith("/mic") && !key.startsWith(`${this.room.me?.id}/`));
        for (const [key, player] of this.players) {
            if (heard.some(([other]) => other === key)) continue;
            player.srcObject = null;
            player.remove();
            this.players.delete(key);
        }
        for (const [key, track] of heard) {
            const player = this.players.get(key) ?? this.make(key);
            if (player.srcObject?.getAudioTracks()[0] === track) continue;
            player.srcObject = new MediaStream([track]);
            this.play(player);
        }
    }

    make(key) {
        const player = make("audio", { autoplay: true, data: { key } });
        this.players.set(key, player);
        find("sounds").append(player);
        this.aimOne(player);
        return player;
    }

    async play(player) {
        try {
            await player.play();
        } catch (error) {
            if (error.name === "NotAllowedError") find("hear").hidden = false;
        }
    }

    playAll() {
        find("hear").hidden = true;
        for (const player of this.players.values()) this.play(player);
    }

    aim() {
        for (const player of this.players.values()) this.aimOne(player);
    }

    aimOne(player) {
        // An unknown speaker leaves the default one.
        if (this.devices.speaker && player.setSinkId) player.setSinkId(this.devices.speaker).catch(() => {});
    }
}
