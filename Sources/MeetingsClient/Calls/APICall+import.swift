public import MeetingsWire

/// Rooms and themes saved elsewhere: what our server adds.
extension APICall where Answer == ImportReport {
    /// Takes over what was saved, or with `isTrial` tells what that would do.
    public static func importing(_ collection: ImportCollection, isTrial: Bool) -> APICall {
        APICall(
            .post, ["import"], query: isTrial ? [("dry_run", "true")] : [], body: ImportRequestJSON.write(collection),
            read: ImportReportJSON.read)
    }
}
