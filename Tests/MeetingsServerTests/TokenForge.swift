import Crypto
import CryptoExtras
import Foundation
import MeetingsCallbacks
import ValueSupport

/// Makes tokens that must not open anything, without the key that would be needed.
struct TokenForge {
    /// The tokens that everything is bent from.
    let good: [String]
    /// Those, and the other application's own.
    var genuine: [String] { good + foreign.suffix(1) }
    private let foreign: [String]
    private let publicKey: String
    private var random = SeededRandom(seed: 256)

    private typealias Stage = TokenProofTests.Stage
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let strange = Array("+/= .\t\n,;\"\0é%".utf8)

    init(_ stage: TokenProofTests.Stage) throws {
        good = [
            try stage.token(), try stage.token(Stage.claims(more: #","exp":1930000900"#)),
            try stage.token(Stage.claims(id: #""another""#)),
        ]
        foreign = [
            try stage.token(by: stage.otherKey),
            try stage.token(header: #"{"alg":"RS256","kid":"x"}"#, by: stage.otherKey),
            try stage.token(Stage.claims(application: #""other""#), by: stage.otherKey),
        ]
        publicKey = stage.key.publicKey.pemRepresentation
    }

    /// One forgery; all kinds take turns.
    mutating func token(_ number: Int) throws -> String {
        let token = good[number % good.count]
        let parts = token.split(separator: ".").map(String.init)
        switch number % 12 {
        case 0, 1, 2: return changed(token, to: Self.letters)
        case 3: return changed(token, to: Self.strange)
        case 4: return inserted(token)
        case 5: return String(token.prefix(Int.random(in: 0..<token.count, using: &random)))
        case 6: return spliced(parts)
        case 7: return symmetric(parts)
        case 8: return unsigned(parts)
        case 9: return paddedOrLoose(parts)
        case 10: return reworded(parts)
        default: return rebuilt(parts)
        }
    }

    private mutating func changed(_ token: String, to letters: [UInt8]) -> String {
        var bytes = Array(token.utf8)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            bytes[Int.random(in: bytes.indices, using: &random)] =
                letters[Int.random(in: letters.indices, using: &random)]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func inserted(_ token: String) -> String {
        var bytes = Array(token.utf8)
        let letters = Bool.random(using: &random) ? Self.letters : Self.strange
        let at = Int.random(in: 0...bytes.count, using: &random)
        bytes.insert(letters[Int.random(in: letters.indices, using: &random)], at: at)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Header, claims and signature of different tokens, or in another order, or one too many.
    private mutating func spliced(_ parts: [String]) -> String {
        if Bool.random(using: &random) {
            let others = foreign[Int.random(in: foreign.indices, using: &random)].split(separator: ".").map(String.init)
            let choice = Int.random(in: 1..<7, using: &random)
            return (0..<3).map { choice >> $0 & 1 == 1 ? others[$0] : parts[$0] }.joined(separator: ".")
        }
        let orders = [
            [1, 0, 2], [2, 1, 0], [0, 2, 1], [1, 2, 0], [2, 0, 1], [0, 1], [0, 1, 2, 2], [0, 0, 1, 2], [0, 1, 2, 0, 1],
        ]
        return orders[Int.random(in: orders.indices, using: &random)].map { parts[$0] }.joined(separator: ".")
    }

    /// HS256 with the public key as the secret, in the spellings in which it is known.
    private mutating func symmetric(_ parts: [String]) -> String {
        let bare = publicKey.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
        let secrets = [
            publicKey, publicKey + "\n", bare, String(decoding: Data(base64Encoded: bare) ?? Data(), as: UTF8.self), "",
        ]
        let algorithms = ["HS256", "RS256", "hs256", "HS384"]
        let header = #"{"alg":"\#(algorithms[Int.random(in: 0..<4, using: &random)])","typ":"JWT"}"#
        let signed = Encoding.base64URL(header.utf8) + "." + parts[1]
        let secret = secrets[Int.random(in: secrets.indices, using: &random)]
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(signed.utf8), using: SymmetricKey(data: Array(secret.utf8)))
        return signed + "." + Encoding.base64URL(code)
    }

    private mutating func unsigned(_ parts: [String]) -> String {
        let names = ["none", "None", "NONE", "nOnE", "", "RS256", "ES256", "EdDSA", "dir"]
        let header = #"{"alg":"\#(names[Int.random(in: names.indices, using: &random)])","typ":"JWT"}"#
        let endings = ["", "." + parts[2], ".", ".AA", "." + String(repeating: "A", count: 342)]
        return Encoding.base64URL(header.utf8) + "." + parts[1]
            + endings[Int.random(in: endings.indices, using: &random)]
    }

    /// The same bytes in another spelling: padding, unused bits, the other alphabet, blanks; or far too many.
    private mutating func paddedOrLoose(_ parts: [String]) -> String {
        var parts = parts
        let at = Int.random(in: 0..<3, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: parts[at] += String(repeating: "=", count: Int.random(in: 1...3, using: &random))
        case 1: parts[at] += ["\n", " ", "\r\n", "\t", "%00"][Int.random(in: 0..<5, using: &random)]
        case 2:
            // The last letter of the signature holds four bits that mean nothing.
            guard let last = parts[2].utf8.last, let index = Self.letters.firstIndex(of: last) else { break }
            let loose = index | Int.random(in: 1...15, using: &random)
            parts[2].removeLast()
            parts[2].append(Character(UnicodeScalar(Self.letters[loose == index ? index ^ 1 : loose])))
        case 3: parts[at] += String(repeating: "A", count: Int.random(in: 8000...9000, using: &random))
        default: parts[2] = String(repeating: "A", count: Int.random(in: 0...400, using: &random))
        }
        return parts.joined(separator: ".")
    }

    /// Other claims under the old signature.
    private mutating func reworded(_ parts: [String]) -> String {
        let issued = String(1_930_000_000 + Int.random(in: -900...60, using: &random))
        let application = [#""mine""#, #""other""#][Int.random(in: 0..<2, using: &random)]
        let id = #""r\#(Int.random(in: 0..<1_000_000, using: &random))""#
        let claims = Stage.claims(application: application, issued: issued, id: id, more: #","admin":true"#)
        return [parts[0], Encoding.base64URL(claims.utf8), parts[2]].joined(separator: ".")
    }

    /// Another header over the old claims and signature.
    private mutating func rebuilt(_ parts: [String]) -> String {
        let parameters = ["kid", "jku", "x5c", "crit", "jwk", "x5u", "cty", "typ"]
        let name = parameters[Int.random(in: parameters.indices, using: &random)]
        let value = Int.random(in: 0..<1_000_000, using: &random)
        let header = #"{"alg":"RS256","\#(name)":"\#(value)"}"#
        return [Encoding.base64URL(header.utf8), parts[1], parts[2]].joined(separator: ".")
    }
}
