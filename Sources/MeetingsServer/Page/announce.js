// What is said aloud and shown for a while: the polite line for comings and goings, the urgent one for what concerns
// this person. Whoever comes within the same half second is told in one sentence.

import { find } from "./elements.js";
import { listed, phrase, say } from "./language.js";
import { choice, choose } from "./memory.js";

const kinds = ["waiting", "joined", "left", "hand"];
const news = Object.fromEntries(kinds.map((kind) => [kind, []]));
let flush = null;
let clear = null;

export function isQuiet() {
    return choice("quiet", "no") === "yes";
}

export function beQuiet(quiet) {
    choose("quiet", quiet ? "yes" : "no");
}

// Somebody came, left, waits or raised a hand.
export function tell(kind, name) {
    if (isQuiet() && kind !== "waiting") return;
    news[kind].push(name);
    flush ??= setTimeout(() => {
        flush = null;
        const sentence = (each) => (news[each].length === 0 ? []
            : [...phrase(`news.${each}`, { names: listed(news[each]), count: news[each].length }), " "]);
        // Who waits is seen in a list of their own.
        if (news.waiting.length > 0) find("polite").replaceChildren(...sentence("waiting"));
        const seen = kinds.slice(1).flatMap(sentence);
        for (const each of kinds) news[each] = [];
        if (seen.length > 0) show(seen);
    }, 500);
}

function show(nodes) {
    clearTimeout(clear);
    delete find("news").dataset.t;
    find("news").replaceChildren(...nodes);
    clear = setTimeout(() => say(find("news"), null), 8000);
}

// A phrase for a while, seen and said politely.
export function note(key, values) {
    show(phrase(key, values));
}

export function noteText(text) {
    show([text]);
}

// What must not be missed: said at once, and seen.
export function urgent(key, values) {
    find("assertive").replaceChildren();
    note(key, values);
    // A live region speaks only what changes after it was empty.
    setTimeout(() => find("assertive").replaceChildren(...phrase(key, values)), 50);
    setTimeout(() => find("assertive").replaceChildren(), 5000);
}
