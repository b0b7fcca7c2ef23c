import TerminalUI
import Testing

@testable import Curses

struct InputDecoderTests {
    static let known: [(String, [Input])] = [
        ("aé日👍", [.key(.character("a")), .key(.character("é")), .key(.character("日")), .key(.character("👍"))]),
        ("\r\n\t\u{7F}\u{8}", [.key(.enter), .key(.enter), .key(.tab), .key(.backspace), .key(.backspace)]),
        (
            "\u{3}\u{1A}\u{0}\u{1C}",
            [.key(.control("c")), .key(.control("z")), .key(.control(" ")), .key(.control("\\"))]
        ),
        ("\u{1B}[A\u{1B}OB\u{1B}[1;2C\u{1B}[1;5D", [.key(.up), .key(.down), .key(.right), .key(.left)]),
        ("\u{1B}[H\u{1B}[4~\u{1B}OF\u{1B}[7~", [.key(.home), .key(.end), .key(.end), .key(.home)]),
        ("\u{1B}[5~\u{1B}[6~\u{1B}[3~\u{1B}[2~", [.key(.pageUp), .key(.pageDown), .key(.delete), .key(.insert)]),
        (
            "\u{1B}[Z\u{1B}OP\u{1B}[15~\u{1B}[24~",
            [.key(.backTab), .key(.function(1)), .key(.function(5)), .key(.function(12))]
        ),
        ("\u{1B}[[A\u{1B}[[Ex", [.key(.function(1)), .key(.function(5)), .key(.character("x"))]),
        (
            "\u{1B}[<0;5;3M\u{1B}[<0;5;3m\u{1B}[<64;1;1M",
            [
                .mouse(row: 2, column: 4, buttons: .pressed), .mouse(row: 2, column: 4, buttons: .released),
                .mouse(row: 0, column: 0, buttons: .wheelUp),
            ]
        ),
        ("\u{1B}[200~delete 3\rq\u{1B}[A é\u{1B}[201~x", [.paste("delete 3q[A é"), .key(.character("x"))]),
        ("\u{1B}[200~a\u{1B}[20\u{1B}[201~", [.paste("a[20")]),
        ("\u{1B}[200~\r\n\u{1B}[201~x", [.key(.character("x"))]),
    ]
    static let unknown = [
        "\u{1B}[?62;22c", "\u{1B}[>0;276;0c", "\u{1B}[24;80R", "\u{1B}[?2026;2$y", "\u{1B}[8;24;80t",
        "\u{1B}[I\u{1B}[O",
        "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", "\u{1B}]11;rgb:ffff/ffff/ffff\u{7}", "\u{1B}P>|tmux 3.3a\u{1B}\\",
        "\u{1B}P1+r436f=323536\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}[97;5u", "\u{1B}[27;5;9~", "\u{1B}q",
        "\u{1B}é", "\u{1B}[1;3A", "\u{1B}[M !!", "\u{1B}(B", "\u{1B}[201~", "\u{9B}5n", "\u{9D}0;x\u{7}", "\u{1B}Oy",
        "\u{1B}[999999999999999999999~", "\u{1B}[<0;0;0M", "\u{85}",
    ]

    @Test("knows keys, the mouse and pasted text", arguments: known)
    func knows(_ typed: String, _ expected: [Input]) {
        var decoder = InputDecoder()
        #expect(decoder.decode(typed.utf8) == expected)
        #expect(decoder.patience == nil)
    }

    @Test("never runs what it does not know as keys", arguments: unknown)
    func leavesOut(_ bytes: String) {
        var decoder = InputDecoder()
        #expect(decoder.decode((bytes + "k").utf8) == [.key(.character("k"))])
    }

    @Test("reads the same in whatever pieces the bytes come", arguments: 1...7)
    func pieces(_ length: Int) {
        let bytes = Array((Self.known.map(\.0) + Self.unknown).joined().utf8)
        var whole = InputDecoder()
        var cut = InputDecoder()
        var inputs: [Input] = []
        for start in stride(from: 0, to: bytes.count, by: length) {
            inputs += cut.decode(bytes[start..<min(start + length, bytes.count)])
        }
        #expect(inputs == whole.decode(bytes))
    }

    @Test("a lone escape is the key, once nothing follows it")
    func escape() {
        var decoder = InputDecoder()
        #expect(decoder.decode("\u{1B}".utf8) == [])
        #expect(decoder.patience == 25)
        #expect(decoder.giveUp() == [.key(.escape)])
        #expect(decoder.patience == nil)
        #expect(decoder.decode("\u{1B}\u{1B}".utf8) == [.key(.escape)])
        #expect(decoder.giveUp() == [.key(.escape)])
    }

    @Test("gives up what never ends")
    func givesUp() {
        var decoder = InputDecoder()
        _ = decoder.decode("\u{1B}]11;rgb".utf8)
        #expect(decoder.patience == 500)
        #expect(decoder.giveUp() == [])
        _ = decoder.decode("\u{1B}[200~abc".utf8)
        #expect(decoder.giveUp() == [.paste("abc")])
        #expect(decoder.decode("x".utf8) == [.key(.character("x"))])
    }

    @Test("a paste is bounded")
    func bounded() {
        var decoder = InputDecoder()
        let text = String(repeating: "a", count: InputDecoder.pasteLimit + 100)
        let inputs = decoder.decode("\u{1B}[200~\(text)\u{1B}[201~".utf8)
        #expect(inputs == [.paste(String(repeating: "a", count: InputDecoder.pasteLimit))])
    }

    @Test("takes any bytes", arguments: 0..<50)
    func anything(_ seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        var decoder = InputDecoder()
        for _ in 0..<2000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let interesting: [UInt8] = [0x1B, 0x5B, 0x4F, 0x3B, 0x7E, 0xC3, 0xF0]
            let byte = state >> 60 < 6 ? interesting[Int(state >> 40) % 7] : UInt8(truncatingIfNeeded: state >> 33)
            for case .key(.character(let character)) in decoder.decode([byte]) {
                #expect(character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
            }
        }
    }
}
