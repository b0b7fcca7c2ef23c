// The settings inside a meeting: devices, layout, language, announcements.

import { beQuiet, isQuiet } from "./announce.js";
import { DeviceFields } from "./device-fields.js";
import { find, make } from "./elements.js";
import { say } from "./language.js";

export function setUpSettings({ devices, stage, room }) {
    new DeviceFields(find("settings-devices"), devices);
    for (const style of ["grid", "everyone", "speaker"]) {
        const input = make("input", { type: "radio", name: "layout", value: style, checked: stage.style === style });
        input.onchange = () => stage.arrange(style);
        const words = say(make("span"), `layout.${style}`);
        find("settings-layout").append(make("label", { class: "check" }, input, " ", words));
    }
    find("hide-self").checked = stage.hidesSelf;
    find("hide-self").onchange = () => stage.hideSelf(find("hide-self").checked);
    find("quiet").checked = isQuiet();
    find("quiet").onchange = () => beQuiet(find("quiet").checked);
    const showLanguage = () => {
        find("settings-language").hidden = find("language-switch").hidden = !room.features.locale_switcher;
    };
    room.addEventListener("features", showLanguage);
    showLanguage();
}
