import ArgumentParser
import Foundation

/// Where people reach the pages, for links that are sent to them.
struct PublicAddressOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The address of the pages as people type it.",
            discussion: "Without it KARTOTEKA_PUBLIC_ADDRESS counts, and then the server's own.",
            valueName: "url"
        )
    )
    var publicAddress: String?

    /// What was given, if anything.
    ///
    /// - Throws: `CommandFailure` when it is no address that links can begin with.
    var given: URL? {
        get throws {
            let environment = ProcessInfo.processInfo.environment["KARTOTEKA_PUBLIC_ADDRESS"]
            return try (publicAddress ?? environment).map(Self.checked)
        }
    }

    /// The page to which a one-time link leads.
    ///
    /// - Parameters:
    ///   - token: The token of the link.
    ///   - hostname: The host of the server, where no address was given.
    ///   - port: The port of the server, where no address was given.
    /// - Returns: The whole address.
    /// - Throws: `CommandFailure` when what was given is no address.
    func welcome(_ token: String, hostname: String = "127.0.0.1", port: Int = 8080) throws -> String {
        // Nobody can go to the address that means every one.
        let isEvery = ["0.0.0.0", "::", "*", ""].contains(hostname)
        let host = isEvery ? "127.0.0.1" : hostname.contains(":") ? "[\(hostname)]" : hostname
        let base = try given?.absoluteString ?? "http://\(host):\(port)"
        return base + "/welcome/" + token
    }

    private static func checked(_ text: String) throws -> URL {
        let bare = String(text.reversed().drop { $0 == "/" }.reversed())
        guard let url = URL(string: bare), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let host = url.host(), !host.isEmpty, url.query() == nil, url.fragment() == nil, url.user() == nil
        else {
            throw CommandFailure(
                badInput: "\(text) is no address for links; write one such as https://contacts.example.com"
            )
        }
        return url
    }
}
