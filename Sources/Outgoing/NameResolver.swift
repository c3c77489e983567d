import Dispatch
import Foundation
import Synchronization

/// Finds the addresses of a name, as every program on this machine does.
enum NameResolver {
    /// `getaddrinfo` blocks, for as long as the name servers are silent.
    private static let queue = DispatchQueue(label: "kartoteka.names", attributes: .concurrent)

    /// The addresses of a name; none where it has none, or they are not found in time.
    static func addresses(of host: String, within timeout: Duration) async -> [NetworkAddress] {
        await withCheckedContinuation { continuation in
            let waiting = Mutex<CheckedContinuation<[NetworkAddress], Never>?>(continuation)
            let answer: @Sendable ([NetworkAddress]) -> Void = { found in
                waiting.withLock { waiting in
                    waiting?.resume(returning: found)
                    waiting = nil
                }
            }
            queue.async { answer(lookUp(host)) }
            let milliseconds = Int(timeout / .milliseconds(1))
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { answer([]) }
        }
    }

    /// Looks a name up; every spelling of an address gives that address.
    static func lookUp(_ host: String) -> [NetworkAddress] {
        guard !host.isEmpty, !host.utf8.contains(0) else { return [] }
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var found: [NetworkAddress] = []
        var next = list
        while let entry = next?.pointee {
            if let address = entry.ai_addr.flatMap(address), !found.contains(address) { found.append(address) }
            next = entry.ai_next
        }
        return found
    }

    private static func address(_ pointer: UnsafeMutablePointer<sockaddr>) -> NetworkAddress? {
        switch Int32(pointer.pointee.sa_family) {
        case AF_INET:
            pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { four in
                NetworkAddress(bytes: withUnsafeBytes(of: four.pointee.sin_addr) { Array($0) })
            }
        case AF_INET6:
            pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { six in
                NetworkAddress(bytes: withUnsafeBytes(of: six.pointee.sin6_addr) { Array($0) })
            }
        default: nil
        }
    }
}
