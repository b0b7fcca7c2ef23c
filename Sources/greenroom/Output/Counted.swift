/// `1 room`, `2 rooms`; `several` where the plural is more than an s.
func counted(_ count: Int, _ one: String, _ several: String? = nil) -> String {
    "\(count) \(count == 1 ? one : several ?? one + "s")"
}
