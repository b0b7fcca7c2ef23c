// What the page says, in words.

export const partings = {
    left: { heading: "You left the meeting", text: "You can come back while it is open.", button: "Rejoin" },
    closed: { heading: "This meeting has closed", text: "Nobody can come in any more.", button: null },
    moved: {
        heading: "The meeting moved to another tab",
        text: "You are in it there. This tab is no longer connected.",
        button: "Rejoin",
    },
    denied: { heading: "You were not let in", text: "The host did not admit you.", button: "Rejoin" },
    removed: { heading: "You were removed from the meeting", text: "The host took you out of it.", button: null },
    ended: { heading: "The meeting has ended", text: "It was ended for everyone.", button: "Rejoin" },
};

export const refusals = {
    not_found: { text: "There is no meeting at this link. Check it with the person who sent it.", button: null },
    closed: { text: "This meeting has closed. Ask the person who invited you for a new link.", button: null },
    denied: { text: "The host did not let you in.", button: null },
    bad_link: {
        text: "This host link is not valid. Ask for a new one, or join as a guest.",
        button: "Join as a guest",
    },
    locked: { text: "The host has locked this meeting: nobody new can come in.", button: "Try again" },
    full: { text: "This meeting is full. Try again in a few minutes.", button: "Try again" },
    unavailable: { text: "The meeting cannot be entered right now. Try again in a moment.", button: "Try again" },
};

export const waits = {
    host: "The meeting starts when the host arrives.",
    approval: "The host will let you in.",
    restart: "The meeting has ended. It starts again when the host is back.",
};

export function peopleHere(count) {
    if (count === 0) return "Nobody is here yet";
    return count === 1 ? "1 person is here" : `${count} people are here`;
}

export function isolated(text) {
    const element = document.createElement("bdi");
    element.textContent = text;
    return element;
}

// "Ines joined.", "Ines and Omar joined.", "Ines and 3 others joined." as nodes, so that no name can reorder the rest.
export function sentence(names, ending) {
    if (names.length === 0) return [];
    const first = isolated(names[0]);
    if (names.length === 1) return [first, ` ${ending}. `];
    if (names.length === 2) return [first, " and ", isolated(names[1]), ` ${ending}. `];
    return [first, ` and ${names.length - 1} others ${ending}. `];
}

export function initials(name) {
    const words = name.trim().split(/\s+/u).filter((word) => /[\p{L}\p{N}\p{So}]/u.test(word));
    const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
    const first = (word) => {
        const clean = word.replace(/^[^\p{L}\p{N}\p{So}]+/u, "");
        if (!Intl.Segmenter) return Array.from(clean)[0] ?? "";
        return new Intl.Segmenter().segment(clean)[Symbol.iterator]().next().value?.segment ?? "";
    };
    // The non-joiner keeps two Arabic letters from becoming a syllable.
    return ends.map(first).join("\u200c").toLocaleUpperCase() || "?";
}

export function hue(name) {
    let sum = 0;
    for (const unit of name) sum = (sum * 31 + unit.codePointAt(0)) % 360;
    return sum;
}
