// Making and finding elements. Text of people is only ever set as text.

export const find = (id) => document.getElementById(id);

// An element with properties, `data` and `class` among them, and its children.
export function make(tag, { data = {}, class: names = "", ...properties } = {}, ...children) {
    const element = document.createElement(tag);
    if (names) element.className = names;
    Object.assign(element.dataset, data);
    for (const [key, value] of Object.entries(properties)) {
        if (key in element) element[key] = value;
        else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
}

export function icon(name, names = "") {
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    picture.setAttribute("class", `icon ${names}`.trim());
    picture.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(space, "use");
    use.setAttribute("href", `/_/icons.svg#${name}`);
    picture.append(use);
    return picture;
}

// Exchanges the picture of an icon that stands already.
export function swapIcon(inside, name) {
    const use = inside.querySelector(".icon use");
    const link = `/_/icons.svg#${name}`;
    if (use && use.getAttribute("href") !== link) use.setAttribute("href", link);
}

export function isolated(text) {
    return make("bdi", { textContent: text });
}

// Rows stay the elements they were, so that nobody loses the focus when somebody else comes.
export function fill(list, items, create, update = () => {}) {
    const rows = new Map([...list.children].map((row) => [row.dataset.id, row]));
    const wanted = items.map((item) => {
        const row = rows.get(item.id) ?? create(item);
        row.dataset.id = item.id;
        update(row, item);
        return row;
    });
    for (const row of rows.values()) if (!wanted.includes(row)) row.remove();
    wanted.forEach((row, at) => {
        if (list.children[at] !== row) list.insertBefore(row, list.children[at] ?? null);
    });
}
