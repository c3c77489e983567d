import NIOHTTP1

/// Whether it is beyond doubt where a request ends and which host it is for.
///
/// Where it is not, a proxy and the server may each see another request in the same bytes.
enum RequestFraming {
    private static let hostCharacters = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%!$&'()*+;=:[]".utf8
    )

    /// What is wrong with a head; `nil` if nothing is.
    static func problem(of head: HTTPRequestHead) -> HTTPParserError? {
        let isOld = head.version == .http1_0 || head.version == .http0_9
        let hosts = head.headers["host"]
        // HTTP/1.0 knew no host yet, and programs that watch servers still speak it.
        guard hosts.count == 1 || (hosts.isEmpty && isOld) else { return .invalidHeaderToken }
        guard hosts.allSatisfy({ $0.utf8.allSatisfy(hostCharacters.contains) }) else { return .invalidHeaderToken }
        let lengths = head.headers["content-length"]
        let encodings = head.headers["transfer-encoding"]
        guard lengths.count <= 1, lengths.isEmpty || encodings.isEmpty else { return .invalidContentLength }
        guard lengths.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
            return .invalidContentLength
        }
        guard !encodings.isEmpty else { return nil }
        let isChunked = encodings.count == 1 && encodings[0].lowercased() == "chunked"
        return isChunked && !isOld ? nil : .invalidHeaderToken
    }
}
