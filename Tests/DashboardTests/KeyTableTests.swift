import Meetings
import TerminalUI
import Testing

@testable import Dashboard

struct KeyTableTests {
    @Test(
        "reads keys as they are written",
        arguments: [
            ("x", [Key.character("x")]), ("^L", [.control("l")]), ("Ctrl-X", [.control("x")]), ("F5", [.function(5)]),
            ("Space", [.character(" ")]), ("g g", [.character("g"), .character("g")]), ("Shift-Tab", [.backTab]),
            ("PgDn", [.pageDown]), ("Esc", [.escape]), ("F", [.character("F")]), ("^", [.character("^")]),
        ] as [(String, [Key])])
    func reading(text: String, keys: [Key]) { #expect(KeyName.keys(text) == keys) }

    @Test("takes no other words for keys", arguments: ["", "xy", "F99", "Hyper-x", "g Hyper"])
    func noKeys(text: String) { #expect(KeyName.keys(text) == nil) }

    @Test("the keys of the table mean one thing each, and reach it")
    func ownKeys() {
        #expect(KeyTable.conflicts(Keymap()).isEmpty, "\(KeyTable.conflicts(Keymap()))")
        for row in KeyTable.rows(Keymap()) {
            #expect(KeyTable.problems(row.id, row.keys.filter { KeyName.keys($0) != nil }).isEmpty)
        }
    }

    @Test("settings replace the keys of an action, or take them away")
    func settings() {
        let keymap = Keymap(settings: ["refresh": ["F5", "Z"], "redraw": [], "nonsense": ["x"], "help": ["nokey"]])
        let rows = Dictionary(uniqueKeysWithValues: KeyTable.rows(keymap).map { ($0.id, $0.keys) })
        #expect(rows["refresh"] == ["F5", "Z"])
        #expect(rows["redraw"] == [])
        #expect(rows["help"] == ["?", "F1"])
        var driver = Driver(configuration: Configuration(environment: "X", keymap: keymap))
        _ = driver.taken()
        driver.press(.function(5))
        #expect(driver.taken() == [.refresh])
        driver.press(.character("r"))
        #expect(driver.taken() == [])
    }

    @Test(
        "names what is wrong with settings",
        arguments: [
            ("refesh", ["x"], "there is no action `refesh`; did you mean `refresh`?"),
            ("refresh", ["nokey"], "`nokey` is no key for `refresh`"),
            ("refresh", ["^B"], "`^B` does not reach `refresh`: screen and tmux begin their own keys with it"),
            ("refresh", ["F10"], "`F10` does not reach `refresh`"),
        ])
    func problems(id: String, keys: [String], sentence: String) {
        let found = KeyTable.problems(id, keys)
        #expect(found.count == 1 && found[0].hasPrefix(sentence), "\(found)")
    }

    @Test("tells keys that mean two things in one view")
    func conflicts() {
        let found = KeyTable.conflicts(Keymap(settings: ["refresh": [":"]]))
        #expect(found.count == 1 && found[0].sentence.contains("`refresh` and `command`"), "\(found)")
        #expect(found.first?.actions == ["refresh", "command"])
        #expect(!KeyTable.conflicts(Keymap(settings: ["refresh": ["g"]])).isEmpty, "`g` begins other keys")
    }
}
