import TerminalUI

/// The line above a command that is being typed: what it would do, or what it could become.
struct CommandHint {
    let text: String?

    /// No text where no command is typed, or where nothing is typed yet.
    init(_ model: Model) {
        guard let prompt = model.prompt, prompt.purpose == .command, !prompt.input.isEmpty else {
            text = nil
            return
        }
        let preview = model.preview(of: prompt.input.text)
        let names = CommandLine.completions(of: prompt.input.text, in: model)
        if preview.isEmpty {
            text = names.isEmpty ? "no command has these letters" : names.prefix(12).joined(separator: "  ")
        } else {
            text = preview
        }
    }
}
