import Meetings
import TerminalUI

/// One thing for people to read: a line for each fact, names padded to the widest. What is nil is left out.
struct FactList {
    var facts: [(name: String, value: String?)]

    init(_ facts: [(name: String, value: String?)]) { self.facts = facts }

    var text: String {
        let known = facts.compactMap { fact in fact.value.map { (fact.name, $0.scrubbed(limit: 2048)) } }
        let width = known.map { $0.0.count }.max() ?? 0
        return known.map { name, value in
            "\(name)\(String(repeating: " ", count: width - name.count))  \(value)\n"
        }.joined()
    }
}
