extension Schema {
    /// Which sessions ended last: what a client asks for again and again that already knows the older ones.
    static let ends = """
        CREATE INDEX sessions_by_end ON sessions(application_id, ended_at);
        """
}
