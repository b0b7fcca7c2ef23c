// What is said aloud and shown for a while: the polite line for comings and goings, the urgent one for what concerns
// this person. Whoever comes within the same half second is told in one sentence.

import { find } from "./elements.js";
import { listed, phrase, say } from "./language.js";
import { choice, choose } from "./memory.js";

const kinds = ["waiting", "joined", "left", "hand"];
const news = Object.fromEntries(kinds.map((kind) => [kind, []]));
const readingTime = 2000; // Milliseconds that a note stays before comings and goings take its place.
let flush = null;
let clear = null;
let noted = -readingTime;

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
    flush ??= setTimeout(publish, 500);
}

function publish() {
    flush = null;
    // Who waits is seen in a list of their own.
    if (news.waiting.length > 0) find("polite").replaceChildren(...sentence("waiting"));
    news.waiting = [];
    const rest = noted + readingTime - performance.now();
    if (rest > 0) {
        flush = setTimeout(publish, rest);
        return;
    }
    const seen = kinds.flatMap(sentence);
    for (const each of kinds) news[each] = [];
    if (seen.length > 0) show(seen);
}

function sentence(kind) {
    const names = news[kind];
    return names.length === 0 ? [] : [...phrase(`news.${kind}`, { names: listed(names), count: names.length }), " "];
}

function show(nodes) {
    clearTimeout(clear);
    delete find("news").dataset.t;
    find("news").replaceChildren(...nodes);
    clear = setTimeout(() => say(find("news"), null), 8000);
}

// A phrase for a while, seen and said politely.
export function note(key, values) {
    noted = performance.now();
    show(phrase(key, values));
}

export function noteText(text) {
    noted = performance.now();
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
