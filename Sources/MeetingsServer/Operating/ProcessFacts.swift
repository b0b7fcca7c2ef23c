#if canImport(Glibc)
    import Glibc
#endif

/// What the system knows of this process.
struct ProcessFacts: Hashable, Sendable {
    /// Nil where the system does not say.
    var residentBytes: Int?
    var openDescriptors: Int?
    var descriptorLimit: Int?

    /// Asked now.
    static var now: ProcessFacts {
        var limit = rlimit()
        let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
        return ProcessFacts(
            residentBytes: residentPages.map { $0 * sysconf(Int32(_SC_PAGESIZE)) }, openDescriptors: countDescriptors(),
            descriptorLimit: isKnown ? Int(clamping: limit.rlim_cur) : nil)
    }

    /// The second number of `/proc/self/statm`.
    private static var residentPages: Int? {
        guard let bytes = try? PrivateFile.read("/proc/self/statm") else { return nil }
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        return fields.count > 1 ? Int(fields[1]) : nil
    }

    private static func countDescriptors() -> Int? {
        guard let folder = opendir("/proc/self/fd") else { return nil }
        defer { closedir(folder) }
        var count = 0
        while let entry = readdir(folder) { if entry.pointee.d_name.0 != 46 { count += 1 } }
        // The folder itself is open while it is counted.
        return count - 1
    }
}
