import Dashboard
import FoundationEssentials
import Meetings
import MeetingsWire

/// Writes what the dashboard shows to a file.
struct ExportWork: Sendable {
    let export: Export
    let archive: any EventArchive

    /// What was written where. Throws a sentence when the file is there already.
    func write() async throws -> String {
        var rows = Rows(format: export.format)
        switch export.content {
        case .table(let columns, let cells):
            rows.begin(columns)
            for cells in cells {
                rows.append(cells, json: JSONFields.object(Array(zip(columns, cells.map { Optional($0) }))))
            }
        case .events(let numbers):
            rows.begin(EventSheet.headings)
            try await append(Set(numbers), after: (numbers.min() ?? 1) - 1, through: numbers.max() ?? 0, to: &rows)
        case .allEvents:
            rows.begin(EventSheet.headings)
            try await append(nil, after: 0, through: .max, to: &rows)
        }
        rows.end()
        let path = export.path.hasPrefix("~/") ? home + export.path.dropFirst(1) : export.path
        try ExportFile(path: path).write(rows.bytes)
        return "\(counted(rows.count, "row", "rows")) written to \(path.scrubbed())"
    }

    private var home: String { ProcessInfo.processInfo.environment["HOME"] ?? "~" }

    private func append(_ numbers: Set<Int64>?, after start: Int64, through end: Int64, to rows: inout Rows)
        async throws
    {
        var position = start
        while position < end {
            let events = try await archive.events(after: position, limit: 1000)
            for event in events where event.sequence <= end && numbers?.contains(event.sequence) != false {
                rows.append(EventSheet.cells(event), json: EventEnvelopeJSON.write(event))
            }
            guard let last = events.last?.sequence, last > position else { return }
            position = last
        }
    }

    /// The bytes of a file of one format.
    private struct Rows {
        let format: Export.Format
        private(set) var bytes: [UInt8] = []
        private(set) var count = 0

        init(format: Export.Format) { self.format = format }

        mutating func begin(_ columns: [String]) {
            switch format {
            case .csv: bytes += CSVLine.text(columns).utf8
            case .json: bytes += "[\n".utf8
            case .ndjson: break
            }
        }

        mutating func append(_ cells: [String], json: [UInt8]) {
            switch format {
            case .csv: bytes += CSVLine.text(cells).utf8
            case .json: bytes += (count > 0 ? Array(",\n".utf8) : []) + json
            case .ndjson: bytes += json + [0x0A]
            }
            count += 1
        }

        mutating func end() {
            if format == .json { bytes += (count > 0 ? "\n]\n" : "]\n").utf8 }
        }
    }
}
