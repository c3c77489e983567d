import AsyncHTTPClient
import NIOCore
import Synchronization

/// HTTP clients of which each connects a host to one address only, whatever the name servers say meanwhile.
///
/// They are kept for a while, so that the next call to the same host can use the same connection.
final class PinnedClients: Sendable {
    static let shared = PinnedClients()

    /// So many that nobody uses are kept.
    private static let most = 16

    fileprivate struct Key: Hashable {
        let host: String
        let address: NetworkAddress
    }

    private struct Entry {
        let client: HTTPClient
        var users = 0
        var lastUse = 0
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var uses = 0
    }

    /// The right to use a client until it is given back.
    struct Lease {
        let client: HTTPClient
        fileprivate let key: Key
    }

    private let state = Mutex(State())

    func take(host: String, address: NetworkAddress) -> Lease {
        let key = Key(host: host, address: address)
        return state.withLock { state in
            var entry = state.entries[key] ?? Entry(client: Self.makeClient(key))
            entry.users += 1
            state.uses += 1
            entry.lastUse = state.uses
            state.entries[key] = entry
            return Lease(client: entry.client, key: key)
        }
    }

    func giveBack(_ lease: Lease) {
        let spare = state.withLock { state -> HTTPClient? in
            state.entries[lease.key]?.users -= 1
            let unused = state.entries.filter { $0.value.users == 0 }
            guard unused.count > Self.most, let oldest = unused.min(by: { $0.value.lastUse < $1.value.lastUse }) else {
                return nil
            }
            state.entries[oldest.key] = nil
            return oldest.value.client
        }
        guard let spare else { return }
        Task { try? await spare.shutdown() }
    }

    private static func makeClient(_ key: Key) -> HTTPClient {
        // A redirect is not followed: the call would arrive without its body, or where nobody meant it to.
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        // The caller tries again, or another address.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.dnsOverride = [key.host: key.address.description]
        configuration.timeout.connect = .seconds(10)
        return HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }
}
