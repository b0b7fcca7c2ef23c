import Meetings
import MeetingsServer
import MeetingsWire
import ServerSupport
import Testing

/// The default theme of an application, and the numbers to dial in.
struct ApplicationAPITests {
    private func theme(_ caller: APICaller, _ name: String, url: String) async throws -> String {
        let body =
            ##"{"theme_name":"\##(name)","main_color":"#123456","brand_text":"\##(name)","short_company_url":"\##(url)"}"##
        return try #require(try await caller.call("POST", "/themes", body).string("theme_id"))
    }

    @Test("the default theme shows in rooms without one, at once and on every path") func defaultTheme() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let (first, second) = (try await theme(caller, "A", url: "a-co"), try await theme(caller, "B", url: "b-co"))
            let room = try await caller.call("POST", "/rooms", #"{"display_name":"R"}"#)
            let (id, code) = (try #require(room.string("id")), try #require(room.string("meeting_code")))
            for (theme, segment) in [(first, "a-co"), (second, "b-co"), (first, "a-co")] {
                let body = #"{"update_details":{"default_theme_id":"\#(theme)"}}"#
                let answer = try await caller.call("PATCH", "/applications", body)
                #expect(answer.status == 200)
                #expect(answer.string("default_theme_id") == theme)
                #expect(answer.string("application_id") == server.application.applicationID.rawValue)
                #expect(answer.string("account_id") == server.application.apiKey)
                let shown = try await caller.call("GET", "/rooms/\(id)")
                #expect(shown.value("theme_id") == .null)
                #expect(shown.string("_links", "guest_url", "href") == "\(server.url)/\(segment)/\(code)")
                let listed = try await caller.call("GET", "/rooms")
                let link = listed.string("_embedded", "0", "_links", "guest_url", "href")
                #expect(link == "\(server.url)/\(segment)/\(code)")
                #expect(
                    try await caller.call("GET", "\(server.url)/\(segment)/\(code)").text.contains(
                        segment.first == "a" ? "A – R" : "B – R"))
            }
        }
    }

    @Test("a default theme is kept unless it is forced away, and then rooms show none") func deletion() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let theme = try await theme(caller, "A", url: "a-co")
            let application = server.application.applicationID
            _ = try await caller.call(
                "PATCH", "/applications", #"{"update_details":{"default_theme_id":"\#(theme)"}}"#)
            let refused = try await caller.call("DELETE", "/themes/\(theme)")
            #expect(refused.status == 400)
            #expect(
                refused.string("errors", "0") == "Theme \(theme) is used as application \(application) default theme")
            #expect(try await caller.call("DELETE", "/themes/\(theme)?force=TRUE").status == 204)
            let room = try await caller.call("POST", "/rooms", #"{"display_name":"R"}"#)
            let code = try #require(room.string("meeting_code"))
            #expect(room.string("_links", "guest_url", "href") == "\(server.url)/\(code)")
        }
    }

    @Test("a forced deletion leaves the theme's rooms with the default theme") func fallback() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let (used, other) = (try await theme(caller, "A", url: "a-co"), try await theme(caller, "B", url: "b-co"))
            let room = try await caller.call("POST", "/rooms", #"{"display_name":"R","theme_id":"\#(used)"}"#)
            let id = try #require(room.string("id"))
            _ = try await caller.call("PATCH", "/applications", #"{"default_theme_id":"\#(other)"}"#)
            #expect(try await caller.call("DELETE", "/themes/\(used)?force=true").status == 204)
            #expect(try await caller.call("GET", "/rooms/\(id)").string("theme_id") == other)
        }
    }

    @Test("a theme that is another application's is refused in the recorded words") func unknownTheme() async throws {
        try await TestServer.with { server in
            let (caller, other) = (try await server.caller(), try await server.secondApplication())
            let theme = try await theme(other, "A", url: "a-co")
            let answer = try await caller.call(
                "PATCH", "/applications", #"{"update_details":{"default_theme_id":"\#(theme)"}}"#)
            #expect(answer.status == 400)
            #expect(answer.string("name") == "BadRequestError")
            #expect(answer.string("message") == "Failed to update application because theme id \(theme) not found")
        }
    }

    @Test("the rooms of a theme come in pages whose links lead back to them") func themeRooms() async throws {
        try await TestServer.with { server in
            let caller = try await server.caller()
            let theme = try await theme(caller, "A", url: "a-co")
            for name in ["1", "2", "3"] {
                _ = try await caller.call("POST", "/rooms", #"{"display_name":"\#(name)","theme_id":"\#(theme)"}"#)
                _ = try await caller.call("POST", "/rooms", #"{"display_name":"without"}"#)
            }
            var names: [String?] = []
            var next: String? = "\(server.url)/v1/meetings/themes/\(theme)/rooms?page_size=2"
            while let href = next {
                let page = try await caller.call("GET", href)
                names += (page.value("_embedded")?.elements ?? []).map { $0["display_name"]?.string }
                #expect(page.string("_links", "first", "href")?.contains("/themes/\(theme)/rooms") == true)
                next = page.string("_links", "next", "href")
            }
            #expect(names == ["1", "2", "3"])
        }
    }

    @Test("the numbers to dial in need no token", arguments: ["/v1/meetings", "/meetings", "/beta/meetings"])
    func dialIn(prefix: String) async throws {
        let number = DialInNumber(number: "441632960960", locale: "en-GB", displayName: "United Kingdom")
        try await TestServer.with(configure: { $0.dialInNumbers = [number] }) { server in
            for token in [nil, "no token"] {
                let answer = try await APICaller(base: server.url + prefix, token: token).call(
                    "GET", "/dial-in-numbers")
                #expect(answer.status == 200)
                #expect(answer.text == #"[{"number":"441632960960","locale":"en-GB","display_name":"United Kingdom"}]"#)
            }
        }
        try await TestServer.with { server in
            let answer = try await APICaller(base: server.url + prefix, token: nil).call("GET", "/dial-in-numbers")
            #expect(answer.text == "[]")
        }
    }
}
