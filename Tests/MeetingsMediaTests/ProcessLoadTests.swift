import Testing

@testable import MeetingsMedia

struct ProcessLoadTests {
    @Test("reads what the system tells of a process, whatever it is called")
    func stat() throws {
        let line = "42 (a) b (c)) S 1 42 42 0 -1 4194560 900 0 0 0 150 50 0 0 20 0 7 0 5000 99999999 2560 1844 1 1"
        let load = try #require(ProcessLoad(stat: line))
        #expect(load.threads == 7)
        #expect(load.processorSeconds == 2)
        #expect(load.residentBytes == 2560 * 4096)
        #expect(ProcessLoad(stat: "42 (janus) S 1") == nil)
        #expect(ProcessLoad(stat: "") == nil)
    }
}
