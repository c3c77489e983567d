import Hummingbird

/// Tells requests of programs that look at links for somebody from those of somebody who followed one.
enum LookAhead {
    /// Whether the request only looks: a browser that loads a page ahead of time, or a program that asks for the header.
    static func isMeant(by request: Request) -> Bool {
        if request.method == .head { return true }
        let names = ["purpose", "sec-purpose", "x-purpose", "x-moz"]
        return request.headers.contains { field in
            guard names.contains(field.name.canonicalName) else { return false }
            let words = field.value.lowercased()
            return words.contains("prefetch") || words.contains("preview") || words.contains("prerender")
        }
    }
}
