import Hummingbird

/// Which methods there are at a path: the router tells a wrong method and a wrong path not apart.
struct KnownMethods: Sendable {
    private let paths: [(parts: [Substring], method: HTTPRequest.Method)]

    /// Takes paths as they are declared, such as `/contacts/:id`.
    init(_ declared: [(path: String, method: HTTPRequest.Method)]) {
        paths = declared.map { ((RESTEndpoints.base + $0.path).split(separator: "/"), $0.method) }
    }

    /// The methods at a path, as the header `Allow` lists them.
    func at(_ path: String) -> String {
        let parts = path.split(separator: "/")
        let methods = paths.filter { known in
            known.parts.count == parts.count
                && zip(known.parts, parts).allSatisfy { $0 == $1 || $0.hasPrefix(":") }
        }
        return methods.map(\.method.rawValue).sorted().joined(separator: ", ")
    }
}
