import Forms
import Foundation

extension PublicPolicy {
    /// Scheme, host and port of an address.
    static func origin(_ address: String) -> String? {
        guard let url = FormDefinition.webAddress(address), let scheme = url.scheme, let host = url.host() else {
            return nil
        }
        return "\(scheme)://\(host)" + (url.port.map { ":\($0)" } ?? "")
    }
}
