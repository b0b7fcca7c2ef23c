"""Where tiles stand and who is shown: the page's own modules, asked in the browser."""

import pytest

SPACES = [(1260, 680), (880, 680), (600, 400), (500, 320), (340, 610), (740, 300), (320, 480)]


@pytest.fixture
def modules(server, person):
    page = person().page
    page.goto(server.room().guest_url)

    def call(script, *arguments):
        return page.evaluate(
            "async (given) => { const [layout, speakers] = await Promise.all([import('/_/layout.js'),"
            f" import('/_/speakers.js')]); const [...a] = given; return ({script})(a, layout, speakers); }}",
            list(arguments),
        )

    return call


def overlaps(a, b):
    apart = (
        a["left"] + a["width"] <= b["left"] + 1 or b["left"] + b["width"] <= a["left"] + 1
        or a["top"] + a["height"] <= b["top"] + 1 or b["top"] + b["height"] <= a["top"] + 1
    )  # fmt: skip
    return not apart


@pytest.mark.parametrize("space", SPACES)
def test_tiles_stay_inside_and_apart(modules, space):
    width, height = space
    plans = modules(
        "([width, height], layout) => Array.from({ length: 25 }, (_, at) => [layout.grid(at + 1, { width, height }),"
        " layout.spotlight(1 + Math.min(at, layout.stripCapacity({ width, height })), { width, height })]).flat()",
        width, height,
    )  # fmt: skip
    for plan in plans:
        for at, tile in enumerate(plan):
            assert tile["width"] > 20 and tile["height"] > 20
            assert tile["left"] >= -1 and tile["left"] + tile["width"] <= width + 1
            assert tile["top"] >= -1 and tile["top"] + tile["height"] <= height + 1
            assert not any(overlaps(tile, other) for other in plan[at + 1 :])


@pytest.mark.parametrize(
    ("count", "columns"), [(1, 1), (2, 2), (3, 2), (4, 2), (5, 3), (9, 3), (10, 4), (16, 4), (25, 5)]
)
def test_a_wide_place_has_as_many_columns_as_the_root(modules, count, columns):
    assert modules("([count], layout) => layout.columnsFor(count, 1200, 700)", count) == columns


def test_two_stand_one_above_the_other_in_a_tall_place(modules):
    assert modules("(a, layout) => layout.columnsFor(2, 360, 640)") == 1


def test_a_phone_shows_four_on_a_page(modules):
    assert modules("(a, layout) => [360, 800].map((width) => layout.pageSize({ width, height: 600 }, false))") == [4, 9]


def test_who_speaks_on_a_later_page_changes_places_with_the_most_silent(modules):
    script = """([speaker, spoke], layout, { Speakers, swapIn }) => {
        const speakers = new Speakers(() => {});
        spoke.forEach((id, at) => speakers.last.set(id, at + 1));
        return swapIn(["a", "b", "c", "d", "e"], speaker, 3, speakers);
    }"""
    assert modules(script, "e", ["b", "a", "c"]) == ["a", "e", "c", "d", "b"]
    assert modules(script, "e", ["a", "c"]) == ["a", "e", "c", "d", "b"]
    assert modules(script, "b", ["a"]) == ["a", "b", "c", "d", "e"]


def test_a_cough_is_no_speech(modules):
    script = """(a, layout, { Speakers }) => new Promise((done) => {
        const heard = [];
        const speakers = new Speakers((id) => heard.push(id));
        speakers.talking("cough", true);
        setTimeout(() => speakers.talking("cough", false), 300);
        speakers.talking("speech", true);
        setTimeout(() => done(heard), 1800);
    })"""
    assert modules(script) == ["speech"]


def test_addresses_in_the_chat_become_links_and_nothing_else_does(modules):
    script = """([text]) => import("/_/chat.js").then(({ linked }) => linked(text).map((part) =>
        part instanceof Element ? ["link", part.getAttribute("href"), part.rel, part.target] : part))"""
    safe = ["noopener noreferrer nofollow", "_blank"]
    assert modules(script, "See https://example.org/a?b=1#c, (http://x.test/).") == [
        "See ", ["link", "https://example.org/a?b=1#c", *safe], ", (", ["link", "http://x.test/", *safe], ").",
    ]  # fmt: skip
    for text in ("javascript:alert(1)", "<img src=x onerror=alert(1)>", "data:text/html,x", "https://"):
        assert modules(script, text) == [text]


# What the browser says of the way out, and what people are told of it: each report is one of (loss, round trip in
# seconds, whether the browser itself holds back).
CLEAR, LOSSY, LONG, TIGHT = (0, 0.02, False), (0.1, 0.02, False), (0, 0.7, False), (0.05, 0.1, True)
REPORTS = """([reports]) => import("/_/media.js").then(async ({ Media }) => {
    const told = [];
    const media = new Media({ devices: new EventTarget(), send: ({ level }) => told.push(level) });
    let stats;
    media.publisher = { narrow: (on) => told.push(on ? "narrow" : "wide"), connection: { getStats: async () => stats } };
    media.watch = new (await import("/_/statistics.js")).NetworkWatch();
    for (const [fractionLost, currentRoundTripTime, isHeld] of reports) {
        const qualityLimitationReason = isHeld ? "bandwidth" : "none";
        stats = new Map([["a", { type: "candidate-pair", nominated: true, currentRoundTripTime }],
            ["b", { type: "remote-inbound-rtp", fractionLost }],
            ["c", { type: "outbound-rtp", kind: "video", qualityLimitationReason }]]);
        await media.report();
    }
    return told;
})"""


@pytest.mark.parametrize(("reports", "told"), [
    ([CLEAR, CLEAR], ["good", "good"]),
    # Once may be chance; twice makes the picture smaller, and three clear looks make it large again.
    ([LOSSY, CLEAR, LOSSY], ["poor", "good", "poor"]),
    ([LOSSY, LOSSY, CLEAR, CLEAR, CLEAR], ["poor", "poor", "narrow", "good", "good", "good", "wide"]),
    ([TIGHT, TIGHT], ["fair", "fair", "narrow"]),
    # A smaller picture comes no faster from far away.
    ([LONG, LONG, LONG], ["poor", "poor", "poor"]),
])  # fmt: skip
def test_on_a_weak_network_only_a_small_picture_goes_out(modules, reports, told):
    assert modules(REPORTS, reports) == told
