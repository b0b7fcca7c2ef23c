// The page's words in eleven languages: one flat file of phrases for each, read when it is needed, and exchanged
// without a reload. An element says a phrase by its key, so that it can say it again in another language.

import { isolated } from "./elements.js";
import { choice, choose } from "./memory.js";

export const languages = {
    ar: "العربية", ca: "Català", de: "Deutsch", en: "English", es: "Español", fr: "Français", he: "עברית",
    it: "Italiano", "pt-br": "Português (Brasil)", "zh-cn": "简体中文", "zh-tw": "繁體中文",
};
const rightToLeft = new Set(["ar", "he"]);
const said = new WeakMap();

let phrases = {};
let plurals = new Intl.PluralRules("en");
export let language = "en";
let wish = null; // Of the site around this page.
let turn = 0;

// Told after every change of language, to whoever shows times or sentences made of parts.
export const spoken = new EventTarget();

// The language to begin with: what the site around this page asks for, the person's own choice where they may choose,
// what the room asks for, the browser's.
export function pick(asked, mayChoose) {
    if (wish) return wish;
    const own = mayChoose ? choice("language", null) : null;
    if (own in languages) return own;
    const ofRoom = match(asked ?? "");
    if (ofRoom) return ofRoom;
    for (const tag of navigator.languages ?? [navigator.language]) {
        const found = match(tag.toLowerCase());
        if (found) return found;
    }
    return "en";
}

function match(tag) {
    if (tag in languages) return tag;
    if (/^zh\b/.test(tag)) return /hant|tw|hk|mo/.test(tag) ? "zh-tw" : "zh-cn";
    const main = tag.split("-")[0];
    if (main === "pt") return "pt-br";
    if (main === "iw") return "he";
    return main in languages ? main : null;
}

// The site around this page asks for a language: the room's, which is told later, no longer counts.
export function oblige(code) {
    wish = match(String(code).toLowerCase());
    if (wish) speak(wish);
}

export async function speak(code) {
    const own = ++turn;
    const answer = await fetch(`/_/${code}.json`);
    const words = answer.ok && await answer.json();
    // The last one asked for counts, whichever comes first.
    if (!words || own !== turn) return;
    phrases = words;
    language = code;
    plurals = new Intl.PluralRules(code);
    const page = document.documentElement;
    page.lang = code === "zh-cn" ? "zh-Hans" : code === "zh-tw" ? "zh-Hant" : code;
    page.dir = rightToLeft.has(code) ? "rtl" : "ltr";
    for (const list of document.querySelectorAll("select.languages")) list.value = code;
    repeat(document);
    spoken.dispatchEvent(new Event("change"));
}

// Says again, in the language that is spoken now, whatever is said in a part of the page.
export function repeat(part) {
    for (const element of part.querySelectorAll("[data-t]")) show(element);
    for (const element of part.querySelectorAll("[data-t-label]")) name(element);
    for (const element of part.querySelectorAll("[data-t-title]")) title(element);
    for (const element of part.querySelectorAll("[data-t-placeholder]")) {
        element.placeholder = text(element.dataset.tPlaceholder);
    }
}

export function listLanguages() {
    for (const list of document.querySelectorAll("select.languages")) {
        list.replaceChildren(...Object.entries(languages).map(([code, name]) => {
            const option = new Option(name, code, false, code === language);
            option.lang = code;
            return option;
        }));
        list.onchange = () => {
            choose("language", list.value);
            wish = null;
            speak(list.value);
        };
    }
}

// The phrase's template: of a counted one, the form that its count asks for.
function template(key, values) {
    if (values?.count === undefined) return phrases[key] ?? key;
    return phrases[`${key}_${plurals.select(values.count)}`] ?? phrases[`${key}_other`] ?? key;
}

const number = (value) => (typeof value === "number" ? value.toLocaleString(language) : value);

export function text(key, values = {}) {
    return template(key, values).replace(/\{(\w+)\}/g, (_, field) => number(values[field] ?? ""));
}

// The phrase as nodes, so that no name can reorder the rest. A value may be nodes itself.
export function phrase(key, values = {}) {
    return template(key, values).split(/(\{\w+\})/).filter(Boolean).flatMap((part) => {
        const field = /^\{(\w+)\}$/.exec(part)?.[1];
        if (!field) return [part];
        const value = values[field] ?? "";
        return Array.isArray(value) ? value : [typeof value === "number" ? number(value) : isolated(value)];
    });
}

// Lets an element say a phrase, now and after a change of language.
export function say(element, key, values = {}) {
    if (key === null) {
        delete element.dataset.t;
        element.replaceChildren();
        return element;
    }
    element.dataset.t = key;
    said.set(element, { ...said.get(element), text: values });
    show(element);
    return element;
}

export function label(element, key, values = {}) {
    element.dataset.tLabel = key;
    said.set(element, { ...said.get(element), label: values });
    name(element);
    return element;
}

export function hint(element, key, values = {}) {
    element.dataset.tTitle = key;
    said.set(element, { ...said.get(element), title: values });
    title(element);
    return element;
}

// Nothing is written where nothing changes: a live region would speak again.
function show(element) {
    const nodes = phrase(element.dataset.t, said.get(element)?.text);
    const words = nodes.map((node) => node.textContent ?? node).join("");
    if (element.textContent !== words) element.replaceChildren(...nodes);
}

function name(element) {
    element.ariaLabel = text(element.dataset.tLabel, said.get(element)?.label);
}

function title(element) {
    element.title = text(element.dataset.tTitle, said.get(element)?.title);
}

// "Ines", "Ines and Omar", "Ines, Omar and 3 others" as nodes.
export function listed(names) {
    const shown = names.length > 3 ? [...names.slice(0, 2), text("others", { count: names.length - 2 })] : names;
    const parts = new Intl.ListFormat(language, { type: "conjunction" }).formatToParts(shown);
    return parts.map((part) => (part.type === "element" ? isolated(part.value) : part.value));
}

export function time(at) {
    return new Intl.DateTimeFormat(language, { hour: "numeric", minute: "2-digit" }).format(at);
}
