import Meetings
import Testing

@Suite("Importing themes")
struct ThemeImportTests {
    private static let own = ApplicationID("here")

    private static func theme(_ id: String = "t1", _ change: (inout Theme) -> Void = { _ in }) -> Theme {
        var theme = Theme(
            id: ThemeID(id), name: "Summit", mainColor: "#123456", brandText: "Brand", shortCompanyURL: "summit",
            accountID: "old", applicationID: ApplicationID("old"), whiteLogo: ThemeImage(key: "k", url: "https://old/k")
        )
        change(&theme)
        return theme
    }

    private static func plan(count: Int = 0) -> ThemeImport {
        ThemeImport(application: own, accountID: "key", count: count, limit: 1000)
    }

    private static func reason(_ decision: ImportDecision<Theme>) -> String? {
        if case .conflict(let reason) = decision { reason } else { nil }
    }

    @Test("a theme becomes the application's, its logos stay behind")
    func keeps() {
        var plan = Self.plan()
        let made = plan.decide(Self.theme(), standing: .nothing, isNameTaken: false, isShortURLTaken: false)
        let expected = Theme(
            id: ThemeID("t1"), name: "Summit", mainColor: "#123456", brandText: "Brand", shortCompanyURL: "summit",
            accountID: "key", applicationID: Self.own)
        #expect(made == .create(expected))
        #expect(plan.created == [ThemeID("t1")])
        let again = plan.decide(Self.theme(), standing: .own(expected), isNameTaken: true, isShortURLTaken: true)
        #expect(again == .unchanged)
    }

    @Test(
        "says why a theme is passed over",
        arguments: [
            (theme("a b"), "\"id\" must be 1 to 64 letters, digits or -."),
            (theme { $0.mainColor = "red" }, "\"main_color\" must be a color in the form #rgb or #rrggbb."),
            (theme { $0.name = "" }, "\"theme_name\" is not allowed to be empty."),
            (
                theme { $0.shortCompanyURL = "123" },
                "\"short_company_url\" must be 1 to 128 letters, digits, _, ~ or -, with at least one non-digit."
            ),
        ])
    func rules(theme: Theme, sentence: String) {
        var plan = Self.plan()
        let decision = plan.decide(theme, standing: .nothing, isNameTaken: false, isShortURLTaken: false)
        #expect(Self.reason(decision) == sentence)
    }

    @Test("names and short URLs are taken once, here and within one import")
    func taken() {
        var plan = Self.plan()
        func decide(_ theme: Theme, _ name: Bool = false, _ url: Bool = false) -> String? {
            Self.reason(plan.decide(theme, standing: .nothing, isNameTaken: name, isShortURLTaken: url))
        }
        let name = "Its theme_name is that of another theme of the application."
        let url = "Its short_company_url summit is that of another theme on this server."
        #expect(decide(Self.theme(), true, false) == name)
        #expect(decide(Self.theme(), false, true) == url)
        #expect(decide(Self.theme()) == nil)
        #expect(decide(Self.theme("t2")) == name)
        #expect(decide(Self.theme("t3") { $0.name = "Other" }) == url)
        var full = Self.plan(count: 1000)
        let decision = full.decide(Self.theme(), standing: .nothing, isNameTaken: false, isShortURLTaken: false)
        #expect(Self.reason(decision) == "The application has its 1000 themes already.")
    }

    @Test("a theme that differs is not overwritten")
    func differs() {
        var plan = Self.plan()
        let decision = plan.decide(
            Self.theme { $0.brandText = "x" }, standing: .own(Self.theme()), isNameTaken: false, isShortURLTaken: false)
        #expect(Self.reason(decision) == "A theme with this id is here already and differs in brand_text.")
        let foreign = plan.decide(Self.theme(), standing: .foreign, isNameTaken: false, isShortURLTaken: false)
        #expect(Self.reason(foreign) == "Its id belongs to another application of this server.")
    }
}
