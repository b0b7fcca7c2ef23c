// Who speaks, steadily: somebody counts after a second and a half of speech, so that a cough moves nothing.

const steady = 1500;

export class Speakers {
    // `changed` is told the id of the active speaker.
    constructor(changed) {
        this.changed = changed;
        this.active = null;
        this.timers = new Map();
        this.last = new Map(); // id → when they spoke last
    }

    talking(id, on) {
        clearTimeout(this.timers.get(id));
        this.timers.delete(id);
        this.last.set(id, Date.now());
        if (!on) return;
        this.timers.set(id, setTimeout(() => {
            this.last.set(id, Date.now());
            if (this.active === id) return;
            this.active = id;
            this.changed(id);
        }, steady));
    }

    forget(id) {
        clearTimeout(this.timers.get(id));
        this.timers.delete(id);
        this.last.delete(id);
        if (this.active === id) this.active = null;
    }

    // Of these, who has been silent for longest.
    mostSilent(ids) {
        const silent = ids.filter((id) => !this.timers.has(id));
        return silent.sort((a, b) => (this.last.get(a) ?? 0) - (this.last.get(b) ?? 0))[0] ?? null;
    }
}

// The order of the tiles: that in which people came. Who speaks on a later page changes places with the most silent of
// the first page; everybody else stays where they are.
export function swapIn(order, speaker, size, speakers) {
    const at = order.indexOf(speaker);
    if (at < size) return order;
    const away = speakers.mostSilent(order.slice(0, size));
    if (away === null) return order;
    const swapped = [...order];
    swapped[order.indexOf(away)] = speaker;
    swapped[at] = away;
    return swapped;
}
