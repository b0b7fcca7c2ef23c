import Meetings
import MeetingsClient
import Testing

@testable import greenroom

@Suite("Evidence")
struct EvidenceTests {
    private static let pem = """
        -----BEGIN PRIVATE KEY-----
        MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDanf8atz4KtTkq
        9XPdk3XzOsS0BDkgXUTqPShMbAfvK6L7SHV8Jop/jAQU/1saGqZxt6q/PXi6GJco
        0cVtiD7qTBLOHME5n6+rKnQPAL4S5W76qR0lLm6WirHobqM4UgilMH617T9HPiJK
        fiWkSk2FSGa6RItXMqWgcweBzPBtzsq0ZQLP7ZrKaT3Dn6Nmpfpzy/tGNj1DOcFk
        zOOV+K1NmqXoNxlmYEZAXleSzKY2pc8Qysis/LBDO5wZ68KmnJpgIlZMJNlkYoTF
        XpeplT/JLVwrDKE5Srhlw7Y3/+CLvowCuV7yM17LvDMyTrKDCgPD2yjHv1FKtjP/
        Ng5yQCBjAgMBAAECggEAB+kqt4lE9fc709mg8TYqUPxh7M+wT4MAgOdoo2dPXDC8
        i5JCKhVs8pOa/DWHUuj+9+N5CsWLLlTAd4ortjx1Zl4NWicBOPgVz8BQBdD1j9J8
        kxZ2hwdomgr3yBzkzB9vz6ZzF1s37HiLnh11eD32EyodCYV8c1HSW31+GozTcG23
        mgG85Byg5hrgq1gCvPljmzUW4HTEVkvUTNLYcWDoFvN7oBj3dkN3BBU3g06UvmIe
        /yRKTNlMLVRQaLliodMk3tqrycjVJEB4WDlrEtfsCi+a9i0a8tAr9hL1+YkB3LMX
        1eCmYR7lvojxXU1j6OtCsoHRlkq1VoAFbeHFizG27QKBgQDtZ5FTubLdYHEVM/Sb
        0SKyqBD2QBgheCRp+Fky0sk6CmEWNqg6bMEuc8q1YlAZvVr1v18L4j81A2kh8ik0
        OfhmHPNsuAFbgHsd9ji1dcFPhksPp50l42hDzcyGZQN8IObpq6k6f/tlZdIFf4HK
        CI0ur3iUL1DJgdrwhv9SNmb7LQKBgQDrvbRV/dS6NEoB/+pHVExTcaBY5R+yNnlm
        QAPvWTI01GhnGKOXN+ppL+sPwS5xRk0g969D+4W5JOPUxiSJARhIIAqgVyJ5Zrm6
        nDjL4gDbk9RpW/kaTG0V8z6W6lvUchRnx/qUMptozu2ynFHS6Mrrqnxet5jVDaKL
        Ud7RuB+DzwKBgCpFN44V0XAzXM8uqg4YZbozzJlb/i/vaWRo8NDo0SWBdZnz724/
        sQHpYh17vNFocsqw4WaHSUPSMKT3rjh7XewomXsxJCS7srA6CAzfQ6U6PyExcfyu
        CgGQoisHz2AJp7PReddNtGBwib2q31wuu5ylZ63S4uqOMYKENu/XeeydAoGBALx/
        RNpZi6aUNvUgX4FHi3xRZ+iM1OpYGnxDBaJ1zOpnSU/eaLh6kmonUaqYSn1yvCt3
        QWJ3lPZ04+P3x7Dw+ix5ymVpJvyxwiLP1a5Y+VyZ+QeB7k4z/CnIBS0BGgpmaaCO
        S/QB/zgv9eqSie6+C7ui562I2qDJNUZ3YVaKBlELAoGAeXArbaiY3Al5us5hEkzE
        ubUODI5yrFiy4mGEq1psB7cMopz+N8bh9tyVyKp9KACNLLYg9MMJoBv8CDpj3j6z
        Qbn8PaM2k3sKwZpVvVXtKfz0uyPDUaVyrGYRL/0atXXKTHUQWbB/jI+b8LkUmDFs
        8fMIMMvYpF2fLb/JjPqcpDg=
        -----END PRIVATE KEY-----
        """

    private func evidence() async throws -> (bytes: [UInt8], publicKey: String) {
        let credentials = try Credentials(applicationID: ApplicationID("app-1"), privateKeyPEM: Self.pem)
        var file = EvidenceFile()
        file.begin([("about", "r-1"), ("since", nil), ("public_key", credentials.publicKeyPEM)])
        file.append("event", Array(#"{"sequence":1,"name":"room:created"}"#.utf8))
        file.append("event", Array(#"{"sequence":2,"name":"session:started"}"#.utf8))
        file.append("delivery", Array("{\"id\":7,\n\"body\":\"x\"}".utf8))
        try await file.seal(with: credentials, at: Timestamp(milliseconds: 1_930_383_727_000))
        return (file.bytes, credentials.publicKeyPEM)
    }

    @Test("what was written is found whole, with the key in the file and with the application's")
    func sound() async throws {
        let (bytes, key) = try await evidence()
        for pem in [nil, key] {
            guard
                case .sound(let seal, let events, let deliveries, let fingerprint) =
                    await EvidenceReport.check(bytes, publicKeyPEM: pem)
            else {
                Issue.record("not sound")
                continue
            }
            #expect(seal.applicationID == ApplicationID("app-1"))
            #expect(seal.lines == 4)
            #expect(events == 2 && deliveries == 1)
            #expect(fingerprint.count == 64)
        }
    }

    @Test("any one byte that is changed is found, in its line")
    func tampering() async throws {
        let (bytes, key) = try await evidence()
        var line = 1
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            let report = await EvidenceReport.check(changed, publicKeyPEM: key)
            switch report {
            case .changed(let found): #expect(found == line, "byte \(index)")
            case .forged: #expect(line == 5, "byte \(index)")
            case .sound, .unreadable: Issue.record("byte \(index) of line \(line): \(report)")
            }
            if bytes[index] == 0x0A { line += 1 }
        }
    }

    @Test("lines that are taken out, put in or swapped are found")
    func lines() async throws {
        let (bytes, key) = try await evidence()
        let lines = bytes.split(separator: 0x0A).map { Array($0) + [0x0A] }
        func report(_ order: [Int]) async -> EvidenceReport {
            await EvidenceReport.check(order.flatMap { lines[$0] }, publicKeyPEM: key)
        }
        #expect(await report([0, 2, 3, 4]) == .changed(line: 2))
        #expect(await report([0, 2, 1, 3, 4]) == .changed(line: 2))
        #expect(await report([0, 1, 1, 2, 3, 4]) == .changed(line: 3))
        guard case .forged = await report([0, 1, 2, 4]) else {
            Issue.record("cut off at the end")
            return
        }
        #expect(await report([0, 1, 2, 3]) == .changed(line: 4))
    }

    @Test("a file that somebody else sealed is forged when the application's key is named")
    func otherKey() async throws {
        let (bytes, _) = try await evidence()
        let other = try Credentials(applicationID: ApplicationID("app-1"), privateKeyPEM: Self.otherPEM)
        guard case .forged = await EvidenceReport.check(bytes, publicKeyPEM: other.publicKeyPEM) else {
            Issue.record("not forged")
            return
        }
        guard case .unreadable = await EvidenceReport.check(Array("hello\n".utf8), publicKeyPEM: nil) else {
            Issue.record("not unreadable")
            return
        }
    }

    private static let otherPEM = """
        -----BEGIN PRIVATE KEY-----
        MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQC0e2Aug/H3pJvl
        TYq1Tsb90ybW0llfqwGp6wuIhIlOLdcLXuRvSXtwYajmZlyk5DbcwiaO6JHf8emn
        PQ+El3v8TvCQ9l3g4eLbGku1BYD6afldpF2gvI2rwe8pVx3HYm1QRHmZDgjtj9VM
        IdnZWBIF33RkznmEIYU3faeq7op6VO/EEWGlUKs8o6b7NGUg+BdL+b5L4WY7ea9L
        ciZxnjMnRw9Wzi1N+3+w6ponQ+f2hVWyt/iIz3PMwxoCocpIs5UDcXtp3H3PBbDa
        i63In0gIHCDJmzJnnQBck9HmzA4KsoYG8D29JouyCH6c6n6Ui4+281wKQ0eBzW20
        paHUOhS5AgMBAAECggEAB7DDKDBB+QAIDuUMjk2+n8sQel0TvFvHJ3RRypMqiPeI
        lIjfry310dPY1IUo7kjK3VdzjlQy1RSpP2b+wzMI8Dcf5pls5iZ8mhf8gQiXQUm5
        5meDgCl7WEXcWPSymuVNjFBNUHw0iATrPUIrAX57JB9sWwL2UsRH5CsD9ZNnuK8q
        nRUse/7z1DsjTKWaEptTnaqeXAX/Myn78MzrFr4e/5dm+4VJbY0Temtn9/oPvNli
        DbuiklbHgbAKaVwVmJanoKS1+qNNADhoWAZOjmIRcxyIUFpeYo8YwyKzUFajChV7
        m8RAyGnzI4aMGC/6Nc5Ff0XYZ7lQLidcQtOJMBiOBQKBgQDsdR/zb9WJffqBvOqq
        vJ7whpkjQtuc8gF4RnAj8p42qUl6gTZCqtflnhW+0ETiIWaH6iL+r4lQ36yJ9LIR
        CdQCk9tigkblWZxwHVUiahGJDHMlUy50eBrwSKJnzvPt2++kh5lDIyCcOIY0db42
        dH2rl8LKdjVKmfku9ihktvsizQKBgQDDZfEI5X7v29SeK4MWLJNP0zyH0StxWBbv
        MR1eV/1jx1grOnP+ZFvscNIOSBq9yXeM+AcKbahkSnVw7vmLTWkqj2VVCDGXncsL
        i5zXn16HFdGRqVDzihcyr3t0CTJVfA+lSN581BdJfZYn9A9BFCldYEiAYjQd4Tel
        yd4Qub6xnQKBgFE+tSm5xU8moAov1RmxEZNnS/rXoAm/BU5ENYfEdyQk6oBTIUeq
        19+nf6U+fkyMWWRdyIRl3/KPyALmtsAv9k6kav7f8GghcCT9jyDx/PBv/KhYel++
        XNMuwc6VRy71INQRW1G8IhpLOaGQyzh+sidhT6atEwZ8/SdroNlqHcQJAoGBAL/f
        w+ArlAmvQcsMCU5l+UZCtMbd1J4ZlXPOM/unxdAMOX1BihO9szKr2ulhTrkdNAM+
        r5NC+T96inaahHuRSXsckrH8OM6ciX1N3Hc0LRvThhZWQILWEE+aWE0qlr2w9KAm
        vSuxDSkCZMfY9n2+cZwa5zcCuBC7TuzDHQgpjaNVAoGBAMlvud0WRFk8L/S3PVjV
        tUHrRttL5IIjryQiU+TEn8f+QmD1yqjbFDR5V6j51Mqa7nAAEGI8bPc5L+V2bbw1
        2FSLJKDsF/ZtU/iy91In7Zr5BIK3ljnBCigp0yK0dEMc9GPqp+xXyHzZ3cfpvIpT
        NaujGko4+HrBEE2+h8G2GPrM
        -----END PRIVATE KEY-----
        """
}
