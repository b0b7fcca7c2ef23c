import Meetings
import MeetingsStore
import TerminalUI

/// What keys do in a dialog.
extension Model {
    /// Opens the dialog about something, or says why there is none.
    mutating func open(_ subject: Dialog.Subject) -> [Effect] {
        do throws(Problem) {
            overlay = .dialog(try dialog(about: subject))
        } catch {
            say(error.message, isError: true)
        }
        return []
    }

    /// The dialog about something as it is now. Throws why it cannot be done.
    func dialog(about subject: Dialog.Subject) throws(Problem) -> Dialog {
        switch subject {
        case .deletion(let objects): try deletionDialog(objects)
        case .removal(let person, let locks): try removalDialog(person, locks: locks)
        case .ending(let sessions): try endingDialog(sessions)
        case .undo(let undo): try undoDialog(undo)
        }
    }

    mutating func decide(_ before: Dialog, _ key: Key) -> [Effect] {
        var dialog = before
        switch key {
        case .escape: overlay = nil
        case .character("q") where dialog.input.isEmpty: overlay = nil
        case .character(let character) where dialog.input.isEmpty && character == dialog.other?.key:
            if let other = dialog.other { return open(other.subject) }
        case .enter: return enter(dialog)
        case .tab, .right, .down: dialog.moveFocus(by: 1)
        case .backTab, .left, .up: dialog.moveFocus(by: -1)
        default:
            guard dialog.word != nil else { return [] }
            _ = dialog.input.handle(key)
            if dialog.input.text == dialog.word { dialog.focus = .button }
        }
        if overlay != nil { overlay = .dialog(dialog) }
        return []
    }

    private mutating func enter(_ dialog: Dialog) -> [Effect] {
        switch dialog.focus {
        case .cancel where dialog.input.isEmpty:
            overlay = nil
            return []
        case .cancel, .button:
            guard dialog.isConfirmed else {
                say("nothing was sent: type \(dialog.word ?? "") first, or Esc closes", isError: true)
                return []
            }
            return send(dialog)
        case .other: return dialog.other.map { open($0.subject) } ?? []
        }
    }

    /// Sends what a dialog stands for, unless it no longer says the truth.
    private mutating func send(_ dialog: Dialog) -> [Effect] {
        if let subject = dialog.subject {
            do throws(Problem) {
                let fresh = try self.dialog(about: subject)
                guard fresh.agrees(with: dialog) else {
                    say("nothing was sent: what this is about has changed · look again", isError: true)
                    overlay = .dialog(fresh)
                    return []
                }
            } catch {
                overlay = nil
                say("nothing was sent: " + error.message, isError: true)
                return []
            }
        }
        overlay = nil
        if !dialog.items.isEmpty { return carryOut(dialog.items) }
        return dialog.requests.flatMap { send($0).1 }
    }
}
