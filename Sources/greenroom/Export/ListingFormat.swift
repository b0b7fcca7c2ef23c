import ArgumentParser

/// How things are written out.
enum ListingFormat: String, CaseIterable, Sendable, ExpressibleByArgument {
    case text, csv, json, ndjson
}
