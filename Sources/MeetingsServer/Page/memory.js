// What the browser keeps for this person. A frame of another site may be denied any: the page then works without
// memory.

function place(storage) {
    try {
        return window[storage];
    } catch {
        return null;
    }
}

export function remember(storage, key, value) {
    try {
        if (value === null) place(storage).removeItem(key);
        else place(storage).setItem(key, value);
    } catch { /* No memory. */ }
}

export function recall(storage, key) {
    try {
        return place(storage).getItem(key);
    } catch {
        return null;
    }
}

// A choice that stays for the next meeting: what was chosen, or `usual`.
export function choice(key, usual) {
    const kept = recall("localStorage", `greenroom.${key}`);
    return kept === null ? usual : kept;
}

export function choose(key, value) {
    remember("localStorage", `greenroom.${key}`, value);
}

// The host's token is a secret: out of the address bar at once, leaving the link that may be passed on.
export function takeHostToken(roomToken, key) {
    const query = new URLSearchParams(location.search);
    const secret = query.get("participant_token");
    if (!secret) return recall("sessionStorage", key);
    remember("sessionStorage", key, secret);
    const folder = location.pathname.endsWith("/") ? location.pathname : `${location.pathname}/`;
    const path = query.has("room_token") ? folder + encodeURIComponent(roomToken) : location.pathname;
    history.replaceState(null, "", path);
    return secret;
}
