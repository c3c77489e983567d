import Foundation
import Hummingbird

/// The style sheets and scripts that the pages load.
///
/// They are read once. A request can only name what was found then, so no path leads out of the folder.
struct AssetFolder: Sendable {
    struct Asset: Sendable {
        let body: ByteBuffer
        let type: String
        let tag: String
    }

    private let assets: [String: Asset]
    let addresses: AssetAddresses

    /// Reads the folder that is bundled with the program.
    static func bundled() -> AssetFolder {
        AssetFolder(Bundle.module.bundleURL.appending(path: "Assets", directoryHint: .isDirectory))
    }

    init(_ folder: URL) {
        var assets: [String: Asset] = [:]
        for path in FileManager.default.enumerator(atPath: folder.path)?.compactMap({ $0 as? String }) ?? [] {
            guard let type = Self.types[URL(filePath: path).pathExtension],
                let data = try? Data(contentsOf: folder.appending(path: path))
            else { continue }
            assets[path] = Asset(body: ByteBuffer(bytes: data), type: type, tag: Self.tag(data))
        }
        self.assets = assets
        addresses = AssetAddresses { Self.address(of: $0, in: assets) }
    }

    /// Where the browser finds a file, with its version.
    func address(of name: String) -> String { Self.address(of: name, in: assets) }

    private static func address(of name: String, in assets: [String: Asset]) -> String {
        "/assets/\(name)?v=\(assets[name]?.tag ?? "missing")"
    }

    /// What a file holds, for pages that put something beside it.
    func text(of name: String) -> String { assets[name].map { String(buffer: $0.body) } ?? "" }

    /// Answers a request for `/assets/…`.
    func response(to request: Request, path: String) throws -> Response {
        guard let asset = assets[path] else { throw WebError.notFound("The file \(path)") }
        let tag = "\"\(asset.tag)\""
        let isVersioned = request.queryFields["v"] == asset.tag
        let headers: HTTPFields = [
            .contentType: asset.type,
            .eTag: tag,
            .cacheControl: isVersioned ? "public, max-age=31536000, immutable" : "public, no-cache",
        ]
        if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: asset.body))
    }

    private static let types = [
        "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8",
        "svg": "image/svg+xml",
    ]

    /// A fingerprint (FNV-1a) that changes with the content.
    private static func tag(_ data: Data) -> String {
        let hash = data.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return String(hash, radix: 16)
    }
}

/// Where the layout finds its files, each with its version.
struct AssetAddresses: Sendable {
    let bootstrapStyle: String
    let selectStyle: String
    let ownStyle: String
    let bootstrapScript: String
    let htmxScript: String
    let selectScript: String
    let themeScript: String
    let ownScript: String
    let publicScript: String
    let icon: String

    init(_ address: (String) -> String) {
        bootstrapStyle = address("vendor/bootstrap.min.css")
        selectStyle = address("vendor/tom-select.bootstrap5.min.css")
        ownStyle = address("app.css")
        bootstrapScript = address("vendor/bootstrap.bundle.min.js")
        htmxScript = address("vendor/htmx.min.js")
        selectScript = address("vendor/tom-select.complete.min.js")
        themeScript = address("theme.js")
        ownScript = address("app.js")
        publicScript = address("public.js")
        icon = address("icon.svg")
    }
}
