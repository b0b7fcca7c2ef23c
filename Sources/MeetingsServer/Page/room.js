// What the server has told of this meeting: who this person is, who is inside, who waits, what is recorded. It
// decides nothing; it tells what changed: "people", "state", "talking", "quality", "waiting", "recording", "locked",
// "features".

const nothing = { recording: false, auto_record: false, chat: false, whiteboard: false, locale_switcher: false };

export class Room extends EventTarget {
    constructor() {
        super();
        this.role = "guest";
        this.features = nothing;
        this.clear();
    }

    clear() {
        this.me = null;
        this.members = new Map();
        this.waiting = [];
        this.isLocked = false;
        this.recording = { state: "off" };
        this.talking = new Set();
        this.quality = new Map();
    }

    get isHost() {
        return Boolean(this.me?.host);
    }

    get isRecorded() {
        return this.recording.state === "on" || this.recording.state === "stopping";
    }

    tell(name, detail = null) {
        this.dispatchEvent(new CustomEvent(name, { detail }));
    }

    welcome(message) {
        this.role = message.role;
        this.features = { ...nothing, ...message.features };
        this.tell("features");
    }

    enter(message, resume) {
        const before = this.members;
        this.me = { ...message.you, resume };
        // In the order in which they came, this person among them: people who stay keep their place.
        const inside = new Map(message.members.map((member) => [member.id, member]));
        inside.set(this.me.id, this.me);
        this.members = new Map([...before.keys()].filter((id) => inside.has(id)).map((id) => [id, inside.get(id)]));
        for (const [id, member] of inside) this.members.set(id, member);
        this.talking.clear();
        this.isLocked = Boolean(message.locked);
        this.recording = message.recording ?? { state: "off" };
        for (const name of ["people", "locked", "recording", "features"]) this.tell(name);
    }

    // What a message changes. Answers false where the message is about something else.
    apply(message) {
        switch (message.t) {
        case "member-joined": return this.join(message.member);
        case "member-left": return this.leave(message.id);
        case "member-state": return this.change(message);
        case "talking": return this.talk(message);
        case "quality": return this.rate(message);
        case "knocking": return this.knock(message.people);
        case "locked": return this.lock(message.locked);
        case "recording": return this.record(message);
        default: return false;
        }
    }

    join(member) {
        if (this.members.has(member.id)) return true;
        this.members.set(member.id, member);
        this.tell("people", { joined: member });
        return true;
    }

    leave(id) {
        const member = this.members.get(id);
        if (!member || id === this.me?.id) return true;
        this.members.delete(id);
        this.talking.delete(id);
        this.quality.delete(id);
        this.tell("people", { left: member });
        return true;
    }

    change({ id, mic, camera, screen, hand }) {
        const member = this.members.get(id);
        if (!member) return true;
        const before = { ...member };
        Object.assign(member, { mic, camera, screen, hand });
        if (!mic) this.talking.delete(id);
        this.tell("state", { member, before });
        return true;
    }

    talk({ id, on }) {
        if (on) this.talking.add(id);
        else this.talking.delete(id);
        this.tell("talking", { id, on });
        return true;
    }

    rate({ id, level }) {
        this.quality.set(id, level);
        this.tell("quality", { id });
        return true;
    }

    knock(people) {
        const known = new Set(this.waiting.map((person) => person.id));
        this.waiting = people;
        this.tell("waiting", { came: people.filter((person) => !known.has(person.id)) });
        return true;
    }

    lock(isLocked) {
        const isNew = this.isLocked !== isLocked;
        this.isLocked = isLocked;
        this.tell("locked", { isNew });
        return true;
    }

    record({ state, since, by }) {
        const before = this.recording.state;
        this.recording = { state, since: since ?? this.recording.since, by };
        this.tell("recording", { before });
        return true;
    }
}
