// The theme's colour, made readable on light and dark, its logos, and the tab's icon.

export function applyTheme(asked) {
    showLogos(document.querySelector("header"));
    const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(asked ?? "");
    const hex = short ? `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}` : asked;
    if (!/^#[0-9a-f]{6}$/i.test(hex ?? "")) return;
    const brand = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    const [black, white] = [[0, 0, 0], [255, 255, 255]];
    const style = document.documentElement.style;
    style.setProperty("--brand", hex);
    style.setProperty("--on-brand", contrast(brand, white) >= contrast(brand, black) ? "#fff" : "#000");
    style.setProperty("--brand-on-light", readable(brand, [243, 244, 246], black));
    style.setProperty("--brand-on-dark", readable(brand, [38, 44, 53], white));
    drawIcon(hex);
}

const size = 32;
let own = null; // The theme's own icon.
let color = "#2f6f5e";
let isMarked = false;

// A theme's own icon stays; without one the theme's colour is the icon.
function drawIcon(hex) {
    const link = document.querySelector("link[rel=icon]");
    color = hex;
    if (own === null && !link.getAttribute("href").startsWith("data:")) own = link.getAttribute("href");
    paintIcon(link);
}

// A red dot on the tab's icon while the meeting is recorded.
export function markIcon(marked) {
    if (marked === isMarked) return;
    isMarked = marked;
    paintIcon(document.querySelector("link[rel=icon]"));
}

function paintIcon(link) {
    if (own === null || !isMarked) {
        link.href = own ?? svgIcon(`<rect width="32" height="32" rx="10" fill="${color}"/>`);
        if (own !== null) return;
    }
    if (!isMarked) return;
    const dot = `<circle cx="23" cy="23" r="8" fill="#e5342a" stroke="#fff" stroke-width="2"/>`;
    if (own === null) link.href = svgIcon(`<rect width="32" height="32" rx="10" fill="${color}"/>${dot}`);
    else drawOver(link, own);
}

const svgIcon = (body) => `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${body}</svg>`)}`;

// An icon that is a picture gets its dot on a canvas.
function drawOver(link, source) {
    const picture = new Image();
    picture.onload = () => {
        if (!isMarked) return;
        const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size });
        const pen = canvas.getContext("2d");
        pen.drawImage(picture, 0, 0, size, size);
        pen.beginPath();
        pen.arc(23, 23, 8, 0, 2 * Math.PI);
        Object.assign(pen, { fillStyle: "#e5342a", strokeStyle: "#fff", lineWidth: 2 });
        pen.fill();
        pen.stroke();
        link.href = canvas.toDataURL("image/png");
    };
    picture.src = source;
}

// The white logo on dark ground, the coloured one on light, and on dark too where there is no white one. Where a logo
// is shown, the brand's name is its text.
function showLogos(header) {
    const { whiteLogo, coloredLogo } = header.dataset;
    const show = (source, ground) => {
        if (!source || header.querySelector(`.${ground}`)) return;
        const logo = document.createElement("img");
        logo.src = source;
        logo.alt = document.getElementById("brand").textContent;
        logo.className = `logo ${ground}`;
        header.prepend(logo);
    };
    show(coloredLogo, "on-light");
    show(whiteLogo || coloredLogo, "on-dark");
}

// Relative luminance and contrast: WCAG 2.2, definitions.
function luminance(rgb) {
    const [r, g, b] = rgb.map((byte) => {
        const part = byte / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
}

// The colour moved towards `end` until it reads as text on `ground` (4.5 to 1).
function readable(color, ground, end) {
    for (let part = 0; part <= 1; part += 0.05) {
        const mixed = color.map((byte, i) => Math.round(byte + (end[i] - byte) * part));
        if (contrast(mixed, ground) >= 4.5) return `rgb(${mixed.join(" ")})`;
    }
    return `rgb(${end.join(" ")})`;
}
