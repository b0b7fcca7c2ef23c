import ArgumentParser

/// `greenroom completion bash|zsh|fish`: the script that a shell loads.
struct CompletionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completion", abstract: "Print a completion script for bash, zsh or fish.",
        discussion: "For bash: eval \"$(greenroom completion bash)\" in ~/.bashrc.")

    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish
    }

    @Argument(help: "bash, zsh or fish.") var shell: Shell

    func run() throws {
        guard let shell = CompletionShell(rawValue: shell.rawValue) else { return }
        StandardStream.output.write(GreenroomCommand.completionScript(for: shell) + "\n")
    }
}
