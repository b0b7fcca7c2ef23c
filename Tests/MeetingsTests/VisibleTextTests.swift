import Meetings
import Testing

@Suite("Text from strangers")
struct VisibleTextTests {
    @Test(
        "stays as it is when it is harmless",
        arguments: [
            "", "Stand-up", "Führung „Nord“", "東京", "שלום", "نمونه\u{200C}ها", "👩\u{200D}💻", "e\u{301}", "a\u{A0}b",
        ])
    func harmless(text: String) {
        #expect(text.scrubbed() == text)
    }

    @Test(
        "loses what steers a terminal or reorders a line",
        arguments: [
            ("\u{1B}[2Jgone", "▯[2Jgone"), ("a\u{9B}31mb", "a▯31mb"), ("a\r\nb\tc", "a▯b▯c"), ("a\u{7F}", "a▯"),
            ("a\0b", "a▯b"), ("\u{202E}cod.exe", "▯cod.exe"), ("a\u{2066}b\u{2069}", "a▯b▯"), ("a\u{200B}b", "a▯b"),
            ("a\u{2028}b\u{2029}c", "a▯b▯c"), ("a\u{FEFF}b", "a▯b"), ("a\u{E0041}\u{E0042}b", "a▯b"),
            ("a\u{E000}b", "a▯b"), ("a\u{378}b", "a▯b"), ("a\u{AD}b", "a▯b"), ("\u{1B}\u{1B}\u{1B}", "▯"),
        ])
    func hostile(text: String, shown: String) {
        #expect(text.scrubbed() == shown)
    }

    @Test("is cut to the limit, with a mark at the cut")
    func cut() {
        #expect("abcdef".scrubbed(limit: 6) == "abcdef")
        #expect("abcdefg".scrubbed(limit: 6) == "abcde…")
        #expect("東京東京東京東".scrubbed(limit: 6) == "東京東京東…")
        #expect(String(repeating: "a", count: 300).scrubbed().count == 200)
    }

    @Test("cannot fill a screen with one letter's marks")
    func combiningFlood() {
        let flood = "a" + String(repeating: "\u{301}", count: 100_000)
        #expect(flood.scrubbed(limit: 20).unicodeScalars.count <= 160)
    }

    @Test("changes nothing when scrubbed twice, and keeps no steering character", arguments: 0..<300 as Range<UInt64>)
    func twice(seed: UInt64) {
        var state = seed &+ 1
        var scalars = String.UnicodeScalarView()
        for _ in 0..<60 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let limit: UInt32 = [0x80, 0x400, 0x3000, 0x110000][Int(state >> 33 & 3)]
            if let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: state >> 35) % limit) { scalars.append(scalar) }
        }
        for limit in [1, 5, 40, 200] {
            let once = String(scalars).scrubbed(limit: limit)
            #expect(once.scrubbed(limit: limit) == once)
            #expect(once.count <= limit)
            #expect(once.unicodeScalars.filter(\.isUnsafeToShow).isEmpty)
        }
    }
}
