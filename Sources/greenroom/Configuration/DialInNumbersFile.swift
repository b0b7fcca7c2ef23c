import FoundationEssentials
import Meetings
import MeetingsWire

/// The file of telephone numbers by which people may join: a JSON array in the API's shape.
enum DialInNumbersFile {
    /// Reads and checks the numbers. Throws one sentence that names the file and what is wrong in it.
    static func read(_ path: String) throws(CommandFailure) -> [DialInNumber] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("--dial-in-numbers: \(path) cannot be read: \(systemError()).")
        }
        let numbers: [DialInNumber]
        do {
            numbers = try DialInNumberListJSON.read(Array(data))
        } catch {
            throw CommandFailure(
                "--dial-in-numbers: \(path) must hold an array of objects with number, locale and display_name "
                    + "(\(error.message.scrubbed(limit: 200))).")
        }
        for (index, number) in numbers.enumerated() {
            if let reason = reason(against: number) {
                throw CommandFailure("--dial-in-numbers: \(path): entry \(index + 1): \(reason).")
            }
        }
        return numbers
    }

    private static func reason(against number: DialInNumber) -> String? {
        // The longest number of the world-wide plan has 15 digits (ITU-T E.164).
        guard (3...15).contains(number.number.utf8.count), number.number.utf8.allSatisfy({ (48...57).contains($0) })
        else { return "number must be 3 to 15 digits with the country's code and without `+`" }
        if number.locale.isEmpty { return "locale is missing, for example en-GB" }
        return number.displayName.isEmpty ? "display_name is missing, for example United Kingdom" : nil
    }
}
