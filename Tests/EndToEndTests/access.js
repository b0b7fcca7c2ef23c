// What a person with a screen reader, a keyboard or weak eyes would stumble over on the page as it stands: a list of
// sentences, empty when nothing is wrong. Rules of WCAG 2.2 that can be checked by a program.
() => {
    const faults = [];
    const tell = (element, what) => faults.push(`${describe(element)}: ${what}`);
    const describe = (element) => {
        const id = element.id ? `#${element.id}` : "";
        const names = [...element.classList].map((each) => `.${each}`).join("");
        return `<${element.localName}${id}${names}> "${(element.textContent ?? "").trim().slice(0, 30)}"`;
    };
    const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: false })
        && element.getClientRects().length > 0;
    const isUnseen = (element) => element.closest(".unseen") !== null;
    const dialog = document.querySelector("dialog[open]");
    const scope = dialog ?? document.body;
    const shown = [...scope.querySelectorAll("*")].filter(isShown);

    const words = (element) => {
        let text = "";
        for (const node of element.childNodes) {
            if (node.nodeType === Node.TEXT_NODE) text += node.textContent;
            if (node.nodeType !== Node.ELEMENT_NODE || node.ariaHidden === "true" || node.hidden) continue;
            text += node.localName === "img" ? node.alt : words(node);
        }
        return text.replace(/\s+/g, " ");
    };
    const name = (element) => {
        const by = element.getAttribute("aria-labelledby");
        if (by) return by.split(/\s+/).map((id) => words(document.getElementById(id))).join(" ").trim();
        if (element.ariaLabel) return element.ariaLabel.trim();
        if (element.labels?.length) return [...element.labels].map(words).join(" ").trim();
        return words(element).trim() || element.title.trim();
    };

    // The page as a whole.
    if (!document.documentElement.lang) tell(document.documentElement, "has no language");
    if (!["ltr", "rtl"].includes(document.documentElement.dir)) tell(document.documentElement, "has no direction");
    if (!document.title.trim()) tell(document.documentElement, "has no title");
    if (document.querySelectorAll("main").length !== 1) tell(document.body, "has not one main landmark");
    const headings = [...document.querySelectorAll("h1")].filter(isShown);
    if (headings.length !== 1) tell(document.body, `has ${headings.length} first headings`);
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    for (const id of new Set(ids)) if (ids.filter((other) => other === id).length > 1) faults.push(`#${id}: twice`);
    if (document.documentElement.scrollWidth > innerWidth) tell(document.body, "scrolls sideways");

    // What can be operated.
    const operable = "button, a[href], input, select, textarea, summary, [role^=menuitem], [tabindex]";
    for (const element of shown.filter((each) => each.matches(operable))) {
        if (element.matches("h1, h2, [role=menu]")) continue;
        if (element.tabIndex > 0) tell(element, "is out of the order of the page");
        const isHidden = element.closest("[aria-hidden=true]") !== null;
        if (isHidden && element.tabIndex >= 0) tell(element, "can be focused though it is hidden");
        if (!isHidden && !name(element)) tell(element, "has no name");
        const seen = words(element).trim();
        const isWidget = element.matches("button, a, [role]");
        const isHeard = element.ariaLabel?.toLowerCase().includes(seen.toLowerCase());
        if (isWidget && element.ariaLabel && seen && !isHeard && !/\p{Emoji_Presentation}|❤/u.test(seen)) {
            tell(element, `is seen as "${seen}" and heard as "${element.ariaLabel}"`);
        }
        if (element.parentElement.closest("button, a[href]")) tell(element, "is inside another control");
        const isInText = element.localName === "a";
        const target = element.matches("[type=checkbox], [type=radio]") ? element.labels[0] : element;
        const box = target.getBoundingClientRect();
        if (!isInText && (box.width < 43.9 || box.height < 43.9)) {
            tell(element, `is ${Math.round(box.width)} by ${Math.round(box.height)}, smaller than 44`);
        }
        const pressed = element.getAttribute("aria-pressed");
        if (pressed !== null && !["true", "false"].includes(pressed)) tell(element, `aria-pressed is ${pressed}`);
    }
    for (const field of shown.filter((each) => each.matches("input, select, textarea"))) {
        const isLabelled = field.labels?.length || field.ariaLabel || field.hasAttribute("aria-labelledby");
        if (!isLabelled) tell(field, "has no label");
    }
    for (const element of shown) {
        for (const relation of ["aria-labelledby", "aria-describedby", "aria-controls"]) {
            for (const id of (element.getAttribute(relation) ?? "").split(/\s+/).filter(Boolean)) {
                if (!document.getElementById(id)) tell(element, `${relation} names ${id}, which is not there`);
            }
        }
        if (element.localName === "img" && !element.hasAttribute("alt")) tell(element, "has no words");
        const strangers = [...element.children].filter((child) => child.localName !== "li");
        if (element.matches("ul, ol") && strangers.length > 0) tell(element, "holds what is no item");
        if (element.matches("[role=menu]") && !name(element)) tell(element, "has no name");
        if (element.matches("svg") && element.getAttribute("aria-hidden") !== "true") tell(element, "is heard");
    }
    if (dialog && !name(dialog)) tell(dialog, "has no name");
    if (dialog && !dialog.contains(document.activeElement)) tell(dialog, "does not hold the focus");

    // Contrast of text with what is behind it.
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const parse = (color) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
    };
    const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
    const luminance = (rgb) => {
        const [r, g, b] = rgb.slice(0, 3).map((byte) => {
            const part = byte / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (element) => {
        const layers = [];
        for (let each = element; each; each = each.parentElement) {
            const style = getComputedStyle(each);
            layers.push(parse(style.backgroundColor));
            if (layers.at(-1)[3] === 1) break;
            // Over a picture the text's own plate must do: a middling picture is assumed.
            if (each.matches(".tile, .preview")) layers.push([128, 128, 128, 1]);
        }
        return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
    };
    for (const element of shown) {
        const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
        const isExempt = element.closest(".float, option, noscript, [aria-disabled=true], :disabled") !== null;
        if (!own || isUnseen(element) || isExempt) continue;
        if (/^[\p{Emoji}\s]+$/u.test(element.textContent) && !/\d/.test(element.textContent)) continue;
        if (/^[a-z]+(\.[a-z]+)+$/.test(element.textContent.trim())) tell(element, "says the name of a phrase");
        const style = getComputedStyle(element);
        const behind = ground(element);
        const ink = over(parse(style.color), behind);
        const [dark, light] = [luminance(ink), luminance(behind)].sort((x, y) => x - y);
        const ratio = (light + 0.05) / (dark + 0.05);
        const size = parseFloat(style.fontSize);
        const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
        if (ratio < needed - 0.01) tell(element, `contrast ${ratio.toFixed(2)}, needs ${needed}`);
    }
    return faults;
}
