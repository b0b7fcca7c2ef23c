import FoundationEssentials
import Glibc
import Meetings
import MeetingsClient

/// The file of profiles, the profile chosen, and its key.
struct ConfigurationCheckup {
    let options: ConnectionOptions
    let environment: [String: String]

    /// The findings, and the connection where there is one to go on with.
    func run() -> ([Finding], Connection?) {
        let path = Folders(environment: environment).configurationFile
        do throws(CommandFailure) {
            let named = try options.named(environment: environment)
            let file =
                FileManager.default.fileExists(atPath: path)
                ? "\(path) is read." : "There is none at \(path); flags and variables do without."
            var findings = [Finding.ok("configuration", file)]
            if let mistake = try ConfigurationFile.checked(environment: environment).keyMistakes.first {
                findings.append(
                    .warning("keys", mistake.text, fix: "`greenroom config check` names the line, and all others."))
            }
            guard let connection = named ?? LocalServer(folders: Folders(environment: environment)).running else {
                findings.append(
                    .warning(
                        "server", "None is named, and no local server runs.",
                        fix: "Name one with --server or --profile, or run `greenroom`, which starts a local one."))
                return (findings, nil)
            }
            let key = Self.key(of: connection)
            findings.append(key)
            return (findings, key.verdict == .failure ? nil : connection)
        } catch {
            return ([.failure("configuration", error)], nil)
        }
    }

    private static func key(of connection: Connection) -> Finding {
        let path = connection.privateKeyPath
        do {
            _ = try connection.credentials()
        } catch {
            return .failure("private key", error)
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & 0o077 != 0 else {
            return .ok("private key", "\(path) is an RSA key that only its owner may read.")
        }
        return .warning(
            "private key", "\(path) may be read by others on this machine.",
            fix: "chmod 600 \(ShellQuoting.word(path))")
    }
}
