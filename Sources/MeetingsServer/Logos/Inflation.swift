import CZlib

/// Opens zlib streams (RFC 1950) whose length is known.
enum Inflation {
    /// The `count` bytes behind a stream. Throws for a stream that is damaged, or that holds fewer or more; never makes
    /// more than one byte more.
    static func bytes(of stream: [UInt8], count: Int) throws(PNGFault) -> [UInt8] {
        var state = z_stream()
        guard inflateInit_(&state, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw PNGFault("there is no memory to open it")
        }
        defer { inflateEnd(&state) }
        var input = stream
        // Room for one byte too many: that is how a longer stream shows.
        var output = [UInt8](repeating: 0, count: count + 1)
        let result = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                state.next_in = input.baseAddress
                state.avail_in = UInt32(input.count)
                state.next_out = output.baseAddress
                state.avail_out = UInt32(output.count)
                return inflate(&state, Z_FINISH)
            }
        }
        guard result == Z_STREAM_END, state.avail_in == 0, state.avail_out == 1 else {
            throw PNGFault("its picture data is damaged")
        }
        output.removeLast()
        return output
    }
}
