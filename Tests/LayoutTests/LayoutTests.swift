import Foundation
import Testing

/// The house itself: which module may import what, how long files may be, what the tree may hold.
struct LayoutTests {
    private static var root: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    private static func sources(below folder: String) throws -> [URL] {
        let files = try #require(
            FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil))
        return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
    }

    @Test("a module imports only what the design's table lets it", arguments: importTable.keys.sorted())
    func imports(of module: String) throws {
        let allowed = try #require(importTable[module])
        for file in try Self.sources(below: "Sources/\(module)") {
            for name in Self.imports(in: try String(contentsOf: file, encoding: .utf8)) {
                // What Glibc is on Linux is Darwin elsewhere.
                let name = name == "Darwin" ? "Glibc" : name
                #expect(allowed.contains(name), "\(module)/\(file.lastPathComponent) imports \(name)")
            }
        }
    }

    @Test("every module below Sources stands in the table") func everyModuleIsNamed() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Sources").path)
        // The executable may import everything; some modules are C.
        let others: Set = ["greenroom", "CNcurses", "CQREncode", "CTerminalGuard", "CZlib"]
        #expect(Set(folders).subtracting(others) == Set(importTable.keys))
    }

    @Test("only one file includes curses.h") func cursesStaysInItsTarget() throws {
        for file in try Self.sources(below: "Sources") {
            #expect(!(try String(contentsOf: file, encoding: .utf8)).contains("curses.h>"))
        }
    }

    @Test("no source file is longer than 400 lines", arguments: ["Sources", "Tests"]) func lengths(of folder: String)
        throws
    {
        for file in try Self.sources(below: folder) {
            let lines = try String(contentsOf: file, encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(
                lines.count <= 401 || lines[0].hasPrefix("// Long because"),
                "\(file.lastPathComponent) has \(lines.count) lines: split it by topic")
        }
    }

    @Test("unchecked concurrency is counted, and each use says why it is safe") func uncheckedConcurrency() throws {
        for folder in ["Sources", "Tests"] {
            for file in try Self.sources(below: folder)
            where file.deletingLastPathComponent().lastPathComponent != "LayoutTests" {
                let text = try String(contentsOf: file, encoding: .utf8)
                for line in text.split(separator: "\n") {
                    guard line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") else { continue }
                    let hasProof = line.contains("//") || text.contains("`@unchecked Sendable`:")
                    #expect(hasProof, "\(file.lastPathComponent) gives no proof: \(line)")
                }
            }
        }
    }

    private static func imports(in text: String) -> [String] {
        let before: Set<Substring> = [
            "public", "internal", "private", "package", "fileprivate", "@preconcurrency", "@testable",
        ]
        return text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let at = words.firstIndex(of: "import"), at <= 2, before.isSuperset(of: words[..<at]),
                words.count > at + 1
            else { return nil }
            return String(words[at + 1].split(separator: ".")[0])
        }
    }
}
