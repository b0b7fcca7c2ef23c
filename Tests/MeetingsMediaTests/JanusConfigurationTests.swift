import MeetingsMedia
import Testing

struct JanusConfigurationTests {
    private let configuration = JanusConfiguration(
        folder: "/srv/a \"b\"/conf", sockets: "/run/g", library: "/usr/lib/janus", ports: 20_000...20_999,
        interfaces: ["eth0", "eth1"], publicAddress: "203.0.113.7", eventLoops: 4,
        secrets: JanusConfiguration.Secrets(api: "one", admin: "two", rooms: "three"))

    @Test("no socket of it can be reached from another machine, and one plugin is loaded")
    func closed() throws {
        let main = try #require(configuration.files["janus.jcfg"])
        for name in ["libjanus_http.so", "libjanus_pfunix.so", "libjanus_echotest.so", "libjanus_streaming.so"] {
            #expect(main.contains(name))
        }
        #expect(!main.contains("libjanus_videoroom.so") && !main.contains("libjanus_websockets.so"))
        let transport = try #require(configuration.files["janus.transport.websockets.jcfg"])
        #expect(transport.contains("ws_unix = \"/run/g/api.sock\"") && !transport.contains("ws_port"))
        #expect(transport.contains("admin_ws_unix = \"/run/g/admin.sock\""))
    }

    @Test("what is set stands in its files, with quotes where they belong")
    func values() throws {
        let main = try #require(configuration.files["janus.jcfg"])
        #expect(main.contains(#"configs_folder = "/srv/a \"b\"/conf""#))
        #expect(main.contains("rtp_port_range = \"20000-20999\"") && main.contains("event_loops = 4"))
        #expect(main.contains("ice_enforce_list = \"eth0,eth1\""))
        #expect(main.contains("nat_1_1_mapping = \"203.0.113.7\""))
        #expect(main.contains("api_secret = \"one\"") && main.contains("admin_secret = \"two\""))
        #expect(configuration.files["janus.plugin.videoroom.jcfg"]?.contains("admin_key = \"three\"") == true)
    }
}
