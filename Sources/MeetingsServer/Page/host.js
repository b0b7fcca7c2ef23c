// What only a host sees: lock, end for all, admit all, remove. The server decides whether it happens.

const find = (id) => document.getElementById(id);

// A button whose name says what pressing it does, so that its state is never told by colour alone.
export function showControls(isHost, isLocked) {
    find("lock").hidden = find("end").hidden = !isHost;
    find("lock").textContent = isLocked ? "Unlock" : "Lock";
    find("lock").dataset.does = isLocked ? "unlock" : "lock";
    find("locked").textContent = isLocked ? "This meeting is locked: nobody new can come in." : "";
}

export function listenToHost(connection) {
    find("lock").onclick = () => connection.send({ t: find("lock").dataset.does });
    find("admit-all").onclick = () => connection.send({ t: "admit-all" });
    find("end").onclick = () => {
        ask(["End the meeting for everyone?"], "End for all", () => connection.send({ t: "end" }));
    };
}

export function remover(member, connection) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "secondary";
    button.textContent = "Remove";
    button.ariaLabel = `Remove ${member.name}`;
    button.onclick = () => {
        const name = document.createElement("bdi");
        name.textContent = member.name;
        ask(["Remove ", name, " from the meeting?"], "Remove", () => {
            connection.send({ t: "remove", id: member.id });
            find("meeting-heading").focus({ preventScroll: true });
        });
    };
    return button;
}

function ask(words, yes, act) {
    const dialog = find("question");
    find("question-text").replaceChildren(...words);
    find("question-yes").textContent = yes;
    dialog.returnValue = "";
    dialog.onclose = () => dialog.returnValue === "yes" && act();
    dialog.showModal();
}
