// The tiles of the meeting: who is shown, how large, on which page. What is on screen is told to the server, which
// sends nothing else.

import { fill, find } from "./elements.js";
import { spoken, text } from "./language.js";
import * as layout from "./layout.js";
import { choice, choose } from "./memory.js";
import { Speakers, swapIn } from "./speakers.js";
import { Tile, placeAt } from "./tile.js";
import { boardKey } from "./whiteboard.js";

export class Stage {
    constructor({ room, media, devices, send, openMenu, whiteboard }) {
        Object.assign(this, { room, media, devices, send, openMenu, whiteboard });
        this.tiles = new Map();
        this.order = [];
        this.page = 0;
        this.pinned = null;
        this.style = choice("layout", "grid");
        this.hidesSelf = choice("hide-self", "no") === "yes";
        this.speakers = new Speakers((id) => this.speak(id));
        for (const name of ["people", "state", "quality"]) room.addEventListener(name, () => this.update());
        room.addEventListener("talking", ({ detail }) => this.talk(detail));
        media.addEventListener("tracks", () => this.update());
        media.addEventListener("screen", () => this.update());
        devices.addEventListener("change", () => this.update());
        whiteboard.addEventListener("shown", () => this.update());
        whiteboard.enlarge.onclick = () => this.pin(null);
        spoken.addEventListener("change", () => this.showPager());
        new ResizeObserver(() => this.update()).observe(find("tiles"));
        find("page-before").onclick = () => this.turn(-1);
        find("page-after").onclick = () => this.turn(1);
    }

    arrange(style) {
        this.style = style;
        choose("layout", style);
        this.page = 0;
        this.update();
    }

    hideSelf(hides) {
        this.hidesSelf = hides;
        choose("hide-self", hides ? "yes" : "no");
        this.update();
    }

    pin(key) {
        this.pinned = this.pinned === key ? null : key;
        this.update();
    }

    turn(pages) {
        this.page += pages;
        this.update();
    }

    talk({ id, on }) {
        if (id !== this.room.me?.id) this.speakers.talking(id, on);
        this.update();
    }

    speak(id) {
        if (this.page === 0) this.order = swapIn(this.order, id, this.size, this.speakers);
        this.update();
    }

    // How many tiles a page holds.
    get size() {
        return layout.pageSize(this.space(), this.style === "everyone");
    }

    space() {
        const { clientWidth: width, clientHeight: height } = find("tiles");
        return { width, height };
    }

    // People in stable order: those who are still here, then those who came.
    people() {
        const { members, me } = this.room;
        const others = [...members.keys()].filter((id) => id !== me.id);
        const stay = this.order.filter((id) => others.includes(id));
        this.order = [...stay, ...others.filter((id) => !stay.includes(id))];
        return this.order;
    }

    // The key of the tile that is large, if one is.
    large(others) {
        const { members, me } = this.room;
        if (this.pinned && members.has(this.pinned.split("/")[0])) return this.pinned;
        if (this.whiteboard.isShown) return boardKey;
        const sharing = others.filter((id) => members.get(id).screen).pop();
        if (sharing) return `${sharing}/screen`;
        if (this.style !== "speaker" || others.length === 0) return null;
        const speaker = others.includes(this.speakers.active) ? this.speakers.active : others[0];
        return members.has(speaker) ? `${speaker}/camera` : `${me.id}/camera`;
    }

    // What is shown and where: [[key, rectangle]], the large one first.
    plan() {
        const space = this.space();
        const others = this.people();
        const mine = `${this.room.me.id}/camera`;
        const showsSelf = !this.hidesSelf || others.length === 0;
        const own = this.media.screen ? [`${this.room.me.id}/screen`] : [];
        const large = this.large(others);
        const all = [...own, ...others.map((id) => `${id}/camera`)];
        if (large) {
            const shares = others.filter((id) => this.room.members.get(id).screen).map((id) => `${id}/screen`);
            const first = [...(this.whiteboard.isShown ? [boardKey] : []), ...shares];
            const rest = [...first, ...(showsSelf ? [mine] : []), ...all].filter((key) => key !== large);
            const shown = [large, ...this.cut(rest, layout.stripCapacity(space))];
            return shown.map((key, at) => [key, layout.spotlight(shown.length, space)[at]]);
        }
        // A meeting of two: the other one has the place, the own picture a corner of it.
        if (showsSelf && all.length === 1 && own.length === 0) {
            this.cut(all, 1);
            const [place] = layout.grid(1, space);
            return [[all[0], place], [mine, layout.corner(place)]];
        }
        const shown = this.cut([...all, ...(showsSelf ? [mine] : [])], this.size);
        return layout.grid(shown.length, space).map((place, at) => [shown[at], place]);
    }

    // The part of the tiles that is on the present page.
    cut(keys, size) {
        this.pages = Math.max(1, Math.ceil(keys.length / size));
        this.page = Math.min(Math.max(0, this.page), this.pages - 1);
        return keys.slice(this.page * size, (this.page + 1) * size);
    }

    update() {
        if (this.isWaiting) return;
        this.isWaiting = true;
        queueMicrotask(() => {
            this.isWaiting = false;
            if (this.room.me && this.space().width > 0) this.draw();
        });
    }

    draw() {
        for (const id of [...this.speakers.last.keys()]) if (!this.room.members.has(id)) this.speakers.forget(id);
        const plan = this.plan();
        const items = plan.map(([key, place]) => ({ id: key, place }));
        for (const key of this.tiles.keys()) if (!items.some((item) => item.id === key)) this.tiles.delete(key);
        const [, second] = items;
        const hasCorner = items.length === 2 && isInside(second.place, items[0].place);
        fill(find("tiles"), items, ({ id }) => this.make(id), (element, item) => {
            placeAt(element, item.place);
            element.classList.toggle("tiny", item.place.width < 200);
            if (item.id === boardKey) return this.whiteboard.setAside(item !== items[0]);
            const tile = this.tiles.get(item.id);
            element.classList.toggle("fits", tile.kind === "screen" || item.id === this.pinned);
            element.classList.toggle("corner", hasCorner && item === second);
            this.fillTile(tile);
        });
        find("alone").hidden = this.room.members.size > 1 || this.whiteboard.isShown;
        this.showPager();
        this.tellView(plan);
    }

    make(key) {
        if (key === boardKey) return this.whiteboard.element;
        const [id, kind] = key.split("/");
        const tile = new Tile(id, kind, (from) => this.openMenu(from));
        this.tiles.set(key, tile);
        return tile.element;
    }

    fillTile(tile) {
        const { room, media, devices } = this;
        const isMe = tile.id === room.me.id;
        const known = room.members.get(tile.id);
        const own = { camera: Boolean(devices.camera), mic: devices.isOn.mic && Boolean(devices.mic) };
        const member = isMe ? { ...known, ...own } : known;
        const mine = tile.kind === "screen" ? media.screen : devices.camera;
        const track = isMe ? mine : media.tracks.get(`${tile.id}/${tile.kind}`);
        tile.show({
            member, isMe, track, isTalking: room.talking.has(tile.id), quality: room.quality.get(tile.id),
            isOwnScreen: isMe && tile.kind === "screen",
        });
    }

    showPager() {
        find("pager").hidden = !(this.pages > 1);
        find("page-number").textContent = text("page.number", { page: this.page + 1, pages: this.pages });
        find("page-before").disabled = this.page === 0;
        find("page-after").disabled = this.page >= this.pages - 1;
    }

    tellView(plan) {
        const isSent = (key) => key !== boardKey && !key.startsWith(`${this.room.me.id}/`);
        const tiles = plan.filter(([key]) => isSent(key)).map(([key, place]) => {
            const [id, kind] = key.split("/");
            return { id, kind, size: layout.sizeOf(place) };
        });
        this.view = JSON.stringify(tiles);
        clearTimeout(this.telling);
        this.telling = setTimeout(() => {
            if (this.view === this.told) return;
            if (this.send({ t: "view", tiles: JSON.parse(this.view) })) this.told = this.view;
        }, 200);
    }

    // After a new connection the server knows nothing of what is shown.
    tellAgain() {
        this.told = null;
        this.update();
    }
}

const isInside = (small, large) => small.left > large.left && small.left + small.width < large.left + large.width;
