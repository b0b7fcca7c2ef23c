// The theme's colour, made readable on light and dark, and its logos.

export function applyTheme(color) {
    showLogos(document.querySelector("header"));
    const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(color ?? "");
    const hex = short ? `#${short[1]}${short[1]}${short[2]}${short[2]}${short[3]}${short[3]}` : color;
    if (!/^#[0-9a-f]{6}$/i.test(hex ?? "")) return;
    const brand = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
    const [black, white] = [[0, 0, 0], [255, 255, 255]];
    const style = document.documentElement.style;
    style.setProperty("--brand", hex);
    style.setProperty("--on-brand", contrast(brand, white) >= contrast(brand, black) ? "#fff" : "#000");
    style.setProperty("--brand-on-light", readable(brand, [243, 244, 246], black));
    style.setProperty("--brand-on-dark", readable(brand, [33, 38, 45], white));
    const link = document.querySelector("link[rel=icon]");
    // A theme's own favicon stays.
    if (!link.getAttribute("href").startsWith("data:")) return;
    const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="10" `
        + `fill="${hex}"/></svg>`;
    link.href = `data:image/svg+xml,${encodeURIComponent(icon)}`;
}

// The white logo on dark ground, the coloured one on light, and on dark too where there is no white one. Where a logo is
// shown, the brand's name is its text.
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
