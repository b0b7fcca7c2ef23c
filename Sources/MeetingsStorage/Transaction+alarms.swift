internal import GRDB
public import Meetings

/// What operators decided about alarms, for each application.
extension ReadTransaction {
    private static let acknowledgementQuery =
        "SELECT rule, object, state, note, operator, level, at, until FROM acknowledgements"

    /// Every decision that still counts at `now`, the oldest first.
    public func acknowledgements(of application: ApplicationID, at now: Timestamp) throws -> [AlarmAcknowledgement] {
        try rows(
            "\(Self.acknowledgementQuery) WHERE application_id = ? AND until > ? ORDER BY at, rule, object",
            [application.rawValue, now.milliseconds], AlarmAcknowledgement.init)
    }
}

extension WriteTransaction {
    /// Notes a decision; an earlier one about the same alarm goes.
    public func put(_ acknowledgement: AlarmAcknowledgement, of application: ApplicationID) throws {
        try execute(
            "INSERT OR REPLACE INTO acknowledgements VALUES (?,?,?,?,?,?,?,?,?)",
            [
                application.rawValue, acknowledgement.key.rule.rawValue, acknowledgement.key.object,
                acknowledgement.state.rawValue, acknowledgement.note, acknowledgement.operatorName,
                acknowledgement.level?.rawValue, acknowledgement.at.milliseconds, acknowledgement.until.milliseconds,
            ])
    }

    /// Takes a decision back. False when there is none that still counts at `now`.
    public func delete(
        acknowledgement key: AlarmKey, of application: ApplicationID, at now: Timestamp
    ) throws -> Bool {
        try execute(
            "DELETE FROM acknowledgements WHERE application_id = ? AND rule = ? AND object = ? AND until > ?",
            [application.rawValue, key.rule.rawValue, key.object, now.milliseconds]) > 0
    }

    /// Forgets the decisions of all applications that no longer count.
    public func deleteAcknowledgements(endedBy now: Timestamp) throws {
        try execute("DELETE FROM acknowledgements WHERE until <= ?", [now.milliseconds])
    }
}

extension AlarmAcknowledgement {
    fileprivate init(_ row: Row) throws {
        self.init(
            key: AlarmKey(try row.choice(0), row[1]), state: try row.choice(2), note: row[3], operatorName: row[4],
            level: (row[5] as String?).flatMap(AlarmLevel.init(rawValue:)), at: row.time(6), until: row.time(7))
    }
}
