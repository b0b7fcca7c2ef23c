import Glibc

/// A variable of the process's environment; empty when it is not set.
func environment(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
