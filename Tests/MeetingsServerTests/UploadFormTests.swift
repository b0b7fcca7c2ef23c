import Testing
import ValueSupport

@testable import MeetingsServer

/// Multipart bodies, whole and in pieces.
struct UploadFormTests {
    private static let sound = """
        preamble\r
        --b\r
        Content-Disposition: form-data; name="Key"\r
        \r
        a/b\r
        --b  \r
        content-type: text/plain\r
        content-disposition: form-data; name="x;\\"y"; filename="a"\r
        \r
        \r
        --xad\r
        --b\r
        Content-Disposition: form-data; name=file; filename=logo.png\r
        \r
        \r
        -\r
        --c\r
        --b\r
        Content-Disposition: form-data; name="late"\r
        \r
        late\r
        --b--\r

        """

    @Test("is read the same in one piece, byte by byte and in pieces of any size")
    func pieces() throws {
        let bytes = Array(Self.sound.utf8)
        for size in 1...bytes.count {
            var form = UploadForm(boundary: "b")
            for start in stride(from: 0, to: bytes.count, by: size) {
                try form.append(bytes[start..<min(start + size, bytes.count)])
            }
            #expect(form.isComplete)
            #expect(form.fields == ["key": "a/b", "x;\"y": "\r\n--xad"])
            #expect(String(decoding: form.file, as: UTF8.self) == "\r\n-\r\n--c")
        }
    }

    @Test(
        "that is none is refused", arguments: ["--b\r\n\r\n\r\nx", "--bx", "--b\r\nContent-Type: a\r\n\r\nx", "--b--"])
    func refused(body: String) {
        var form = UploadForm(boundary: "b")
        #expect(throws: UploadRefusal.self) { try form.append(Array((body + "\r\n--b--").utf8)) }
    }

    @Test("may not say much before its file")
    func bounded() throws {
        var form = UploadForm(boundary: "b")
        let chunk = [UInt8](repeating: 0x41, count: 1024)
        var taken = 0
        #expect(throws: UploadRefusal.self) {
            for _ in 0..<1000 {
                try form.append(chunk)
                taken += chunk.count
            }
        }
        #expect(taken <= UploadForm.fieldLimit)
        var fields = UploadForm(boundary: "b")
        let field = Array("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n".utf8)
        #expect(throws: UploadRefusal.self) { for _ in 0..<5000 { try fields.append(field) } }
    }

    @Test("of random bytes never harms")
    func random() {
        var random = SeededRandom(seed: 7578)
        let words = [
            "\r\n", "--b", "--", "Content-Disposition", ": form-data; name=", "\"file\"", "\r\n\r\n", ";", "\0", "x",
        ]
        for _ in 0..<2000 {
            var form = UploadForm(boundary: "b")
            for _ in 0..<20 {
                let word = words[Int.random(in: words.indices, using: &random)]
                do throws(UploadRefusal) { try form.append(Array(word.utf8)) } catch { break }
            }
            #expect(form.file.count < 200)
        }
    }

    @Test(
        "names its boundary",
        arguments: [
            ("multipart/form-data; boundary=abc", "abc"), ("Multipart/Form-Data; charset=x; BOUNDARY=\"a b\"", "a b"),
            ("multipart/form-data;boundary=\"a;b\"", "a;b"), ("multipart/form-data", nil),
            ("text/plain; boundary=a", nil),
            ("multipart/form-data; boundary=", nil), ("multipart/form-data; boundary=\"a \"", nil), ("", nil),
        ] as [(String, String?)])
    func boundary(field: String, expected: String?) {
        #expect(MultipartBoundary.named(by: field) == expected)
    }
}
