import TerminalUI
import Testing
import ValueSupport

@testable import Dashboard

struct ActionTests {
    /// Keys that multiplexers, terminals and input methods take for themselves.
    static let reserved: Set<Key> = [
        .control("a"), .control("b"), .control("s"), .control("q"), .control("h"), .control("i"), .control("j"),
        .control("m"), .control("k"), .control("\\"), .control("v"), .control(" "), .function(10), .function(11),
        .function(12),
    ]

    @Test("no action takes a reserved key", arguments: Action.all.map(\.id))
    func reservedKeys(id: Action.ID) {
        let keys = Action[id]?.keys.flatMap(\.self) ?? []
        #expect(Self.reserved.isDisjoint(with: keys))
    }

    @Test("in each context a key means one thing", arguments: Context.allCases)
    func noDuplicates(context: Context) {
        let sequences = Action.all.filter { $0.contexts.contains(context) }.flatMap(\.keys)
        let twice = Dictionary(grouping: sequences) { $0 }.filter { $0.value.count > 1 }.keys.map(KeyName.text)
        #expect(twice == [])
        for long in sequences {
            for length in 1..<max(1, long.count) { #expect(!sequences.contains(Array(long.prefix(length)))) }
        }
    }

    @Test("each action is in the table once, has a key and a title")
    func complete() {
        #expect(Set(Action.all.map(\.id)).count == Action.all.count)
        for action in Action.all {
            // What is rare, or has keys of another name already, is only typed.
            let hasKey = !action.keys.isEmpty || ["quit", "profile"].contains(action.id)
            #expect(hasKey && !action.title.isEmpty && !action.contexts.isEmpty)
        }
    }

    @Test("no first key of an action that changes something needs Control")
    func writesWithoutControl() {
        for action in Action.all where action.isWrite {
            for case .control in action.keys.compactMap(\.first) { Issue.record("\(action.id)") }
        }
    }

    @Test("read-only sends nothing, whatever is pressed", arguments: [UInt64](1...20))
    func readOnly(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let keys = Array(Set(Action.all.flatMap { $0.keys.flatMap(\.self) })) + [.enter, .tab, .character("a")]
        var driver = Driver(configuration: Configuration(environment: "PROD eu-1", mayWrite: false))
        for _ in 0..<500 {
            driver.press(keys.sorted { KeyName.text($0) < KeyName.text($1) }.randomElement(using: &random) ?? .enter)
        }
        for effect in driver.taken() {
            switch effect {
            case .send: Issue.record("\(effect)")
            default: break
            }
        }
    }
}
