// What stands for a person without a picture: initials and a colour of their own.

import { make } from "./elements.js";

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

export function avatar(name, names = "") {
    return paint(make("span", { class: `avatar ${names}`.trim(), ariaHidden: "true" }), name);
}

export function paint(element, name) {
    element.textContent = name.trim() ? initials(name) : "";
    element.style.setProperty("--hue", hue(name));
    return element;
}
