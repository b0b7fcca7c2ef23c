import Logging

#if canImport(Glibc)
    import Glibc
#endif

/// How many files and connections this process may have open.
enum DescriptorLimit {
    /// What the database, callbacks under way and the log need beside connections.
    private static let others = 256

    /// Asks the system for as many descriptors as `connections` need. Returns how many connections there is room for,
    /// so that those that come do not take what the database needs.
    static func makeRoom(for connections: Int, logger: Logger) -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return connections }
        let wanted = rlim_t(connections + others)
        if limit.rlim_cur < wanted {
            limit.rlim_cur = min(wanted, limit.rlim_max)
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        if limit.rlim_cur >= wanted { return connections }
        let possible = max(Int(limit.rlim_cur) - others, Int(limit.rlim_cur) / 2, 1)
        logger.warning(
            "The system allows \(limit.rlim_cur) open files: \(possible) connections instead of \(connections). Raise it with ulimit -n."
        )
        return possible
    }
}
