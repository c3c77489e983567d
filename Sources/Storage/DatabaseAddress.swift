import Foundation
package import Logging
import Secrets

/// Where a database is: `sqlite:PATH` or `postgres://…`.
package enum DatabaseAddress: Sendable, Equatable, CustomStringConvertible {
    case sqlite(path: String)
    case postgres(url: String)

    /// Reads an address.
    ///
    /// - Throws: `StorageError` with the code `badAddress` when it is neither form.
    package init(_ text: String) throws(StorageError) {
        if text.hasPrefix("sqlite:"), text.count > "sqlite:".count {
            self = .sqlite(path: String(text.dropFirst("sqlite:".count)))
        } else if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            self = .postgres(url: text)
        } else {
            // Without what was given, which may hold a password.
            throw StorageError(.badAddress, "give the database as sqlite:PATH or postgres://USER@HOST/NAME")
        }
    }

    /// The address without a password.
    package var description: String {
        switch self {
        case .sqlite(let path):
            return "sqlite:\(path)"
        case .postgres(let given):
            let url = Self.withoutPasswordParameter(given)
            guard let scheme = url.range(of: "://"), let at = url.lastIndex(of: "@") else { return url }
            let credentials = url[scheme.upperBound..<at]
            let user = credentials.split(separator: ":", omittingEmptySubsequences: false).first ?? ""
            return "\(url[..<scheme.upperBound])\(user)\(url[at...])"
        }
    }

    /// The URL without `password=…` and `sslpassword=…` behind the question mark, where libpq takes them too.
    private static func withoutPasswordParameter(_ url: String) -> String {
        guard let mark = url.firstIndex(of: "?") else { return url }
        let parameters = url[url.index(after: mark)...].split(separator: "&")
        let shown = parameters.filter { !($0.split(separator: "=").first ?? "").hasSuffix("password") }
        return url[..<mark] + (shown.isEmpty ? "" : "?" + shown.joined(separator: "&"))
    }

    /// Opens the database, without touching its schema.
    ///
    /// - Parameters:
    ///   - secretKeyFile: The file with the key of stored secrets; `nil` for the one beside an embedded database.
    ///   - logger: Gets a note when the files of an embedded database were open to other users.
    /// - Returns: The database, which the caller closes.
    /// - Throws: `StorageError` when the file cannot be opened or the server not be reached.
    package func open(secretKeyFile: String? = nil, logger: Logger? = nil) async throws -> any Database {
        let named = secretKeyFile.map { SecretKeyring(.file(SecretKeyFile($0))) }
        switch self {
        case .sqlite(let path):
            return try SQLiteDatabase(path: path, secretKeys: named, logger: logger)
        case .postgres(let url):
            return try await PostgresDatabase(url: url, secretKeys: named ?? SecretKeyring(.none))
        }
    }
}
