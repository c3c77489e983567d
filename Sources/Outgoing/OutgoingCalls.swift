import Dispatch
package import Logging
import Synchronization

/// The way out of the server, for every call that it makes because somebody asked for it.
///
/// It looks a name up once, refuses it unless all of its addresses may be called, and connects to these addresses only.
/// Why a call failed goes to the log; who asked for it learns that it failed, since more would tell what is in the
/// network of the server.
package struct OutgoingCalls: Sendable {
    /// Why no connection came about.
    package struct Unreachable: Error {}

    /// Finds the addresses of a name within a time.
    package typealias LookUp = @Sendable (_ host: String, _ timeout: Duration) async -> [NetworkAddress]

    package let policy: OutgoingPolicy
    private let logger: Logger
    private let lookUp: LookUp

    /// Makes the way out.
    ///
    /// - Parameters:
    ///   - policy: Which machines may be called.
    ///   - logger: Hears why calls fail.
    package init(_ policy: OutgoingPolicy, logger: Logger) {
        self.init(policy, logger: logger) { await NameResolver.addresses(of: $0, within: $1) }
    }

    /// Makes the way out with other names, for tests.
    package init(_ policy: OutgoingPolicy, logger: Logger, lookUp: @escaping LookUp) {
        self.policy = policy
        self.logger = logger
        self.lookUp = lookUp
    }

    /// The addresses to which a call may connect, and to no others.
    ///
    /// - Parameters:
    ///   - host: A name, or an address without brackets.
    ///   - port: The port.
    ///   - timeout: How long the name may take to be found.
    /// - Returns: At least one address.
    /// - Throws: `Unreachable` when there is none, or one of them must not be called.
    package func addresses(
        of host: String,
        port: Int,
        within timeout: Duration
    ) async throws(Unreachable) -> [NetworkAddress] {
        let found = await lookUp(host, timeout)
        guard !found.isEmpty else {
            note("\(Self.place(host, port)) is not called: no address of it is known")
            throw Unreachable()
        }
        for address in found where !policy.allows(address, of: host, port: port) {
            let place = Self.place(address.description, port)
            note(
                """
                \(Self.place(host, port)) is not called: its address \(address) is not of the public internet. To allow \
                it, start the server with \(OutgoingPolicy.variable)=\(place) (several are separated by commas)
                """
            )
            throw Unreachable()
        }
        return found
    }

    /// The same as `addresses(of:port:within:)`, for a thread that may block.
    package func addressesBlocking(
        of host: String,
        port: Int,
        within timeout: Duration
    ) throws(Unreachable) -> [NetworkAddress] {
        let found = Mutex<[NetworkAddress]?>(nil)
        let done = DispatchSemaphore(value: 0)
        Task {
            let addresses = try? await self.addresses(of: host, port: port, within: timeout)
            found.withLock { $0 = addresses }
            done.signal()
        }
        done.wait()
        guard let addresses = found.withLock({ $0 }) else { throw Unreachable() }
        return addresses
    }

    /// Tells the operator why a call failed.
    package func note(_ reason: String) {
        // Names come from people; a line of theirs must not look like one of ours.
        logger.warning("\(String(reason.map { $0.isASCII && !$0.isNewline ? $0 : "?" }.prefix(1_000)))")
    }

    /// A host and a port, as addresses of the web write them.
    package static func place(_ host: String, _ port: Int) -> String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
