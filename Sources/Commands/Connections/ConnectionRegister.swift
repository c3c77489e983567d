import Foundation
import NIOCore
import Synchronization

/// All open connections of the server.
final class ConnectionRegister: Sendable {
    private struct State {
        var table: ConnectionTable
        var channels: [ConnectionTable.ID: any Channel] = [:]
        var lastID: ConnectionTable.ID = 0
    }

    private let state: Mutex<State>

    init(_ limits: ConnectionLimits) {
        state = Mutex(State(table: ConnectionTable(limits)))
    }

    /// Finds a place for a connection.
    ///
    /// - Returns: `nil` when there is none; the caller then closes the connection.
    func admit(_ channel: any Channel) -> ConnectionPlace? {
        let address = channel.remoteAddress?.networkName ?? ""
        let (id, place, evicted) = state.withLock { state in
            state.lastID += 1
            let id = state.lastID
            let admission = state.table.admit(id, from: address)
            if admission.place != nil { state.channels[id] = channel }
            return (id, admission.place, admission.evicted.flatMap { state.channels.removeValue(forKey: $0) })
        }
        evicted?.close(promise: nil)
        guard let place else { return nil }
        channel.closeFuture.whenComplete { _ in self.remove(id) }
        return ConnectionPlace(register: self, id: id, isReserve: place == .reserve)
    }

    /// Closes a few connections that can be spared.
    func relieve() {
        let evicted = state.withLock { state in
            (0..<8).compactMap { _ in state.table.evictOne().flatMap { state.channels.removeValue(forKey: $0) } }
        }
        for channel in evicted { channel.close(promise: nil) }
    }

    func beginWaiting(_ id: ConnectionTable.ID) {
        state.withLock { $0.table.beginWaiting(id) }
    }

    func endWaiting(_ id: ConnectionTable.ID) {
        state.withLock { $0.table.endWaiting(id) }
    }

    /// Closes every connection, whatever it is at.
    func closeAll() {
        let channels = state.withLock { Array($0.channels.values) }
        for channel in channels { channel.close(promise: nil) }
    }

    private func remove(_ id: ConnectionTable.ID) {
        state.withLock { state in
            state.table.remove(id)
            state.channels[id] = nil
        }
    }
}

/// The place of one connection in the register.
struct ConnectionPlace: Sendable {
    fileprivate let register: ConnectionRegister
    fileprivate let id: ConnectionTable.ID
    /// Whether it is answered for `/health` only.
    let isReserve: Bool

    func beginWaiting() { register.beginWaiting(id) }

    func endWaiting() { register.endWaiting(id) }
}

extension SocketAddress {
    /// Whose connection it is: the address, of IPv6 the network of 64 bits that one customer has.
    fileprivate var networkName: String? {
        guard case .v6(let address) = self else { return ipAddress }
        let bytes = withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
        // An IPv4 address that came through a socket of both kinds.
        if bytes.prefix(10).allSatisfy({ $0 == 0 }) { return ipAddress }
        return bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
    }
}
