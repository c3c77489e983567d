import NIOCore

/// Which connections are open, from where, and which of them wait for the rest of a request.
///
/// A connection that waits costs its client nothing, so it gives way: when there are too many connections, the address
/// with the most of them loses the one that has waited longest.
struct ConnectionTable {
    typealias ID = UInt64

    enum Place: Equatable {
        case regular
        /// Answered for `/health` only.
        case reserve
    }

    /// What becomes of a new connection.
    struct Admission {
        /// `nil` when there is no place at all.
        let place: Place?
        /// The connection that gave way and is to be closed.
        let evicted: ID?
    }

    private enum Group: Hashable {
        case address(String)
        case reserve
    }

    private struct Entry {
        let group: Group
        /// Changes with each wait, so that a ticket of an earlier one is known to be void.
        var turn: UInt32 = 0
        var isWaiting = false
    }

    private struct Ticket {
        let id: ID
        let turn: UInt32
    }

    private struct Members {
        var count = 0
        var waiting = 0
        /// Oldest first; void ones are skipped.
        var tickets = CircularBuffer<Ticket>()
    }

    private let limits: ConnectionLimits
    private var entries: [ID: Entry] = [:]
    private var groups: [Group: Members] = [:]

    init(_ limits: ConnectionLimits) {
        self.limits = limits
    }

    private var regularCount: Int { entries.count - count(.reserve) }

    private func count(_ group: Group) -> Int { groups[group]?.count ?? 0 }

    /// Finds a place for a connection, which then waits for its first request.
    mutating func admit(_ id: ID, from address: String) -> Admission {
        let group = Group.address(address)
        var evicted: ID?
        if let most = limits.perAddress, count(group) >= most {
            evicted = evictOldest(of: group)
        } else if regularCount >= limits.connections {
            evicted = evictOne()
        } else {
            add(id, to: group)
            return Admission(place: .regular, evicted: nil)
        }
        if evicted != nil {
            add(id, to: group)
            return Admission(place: .regular, evicted: evicted)
        }
        if count(.reserve) >= ConnectionLimits.reserve {
            evicted = evictOldest(of: .reserve)
            guard evicted != nil else { return Admission(place: nil, evicted: nil) }
        }
        add(id, to: .reserve)
        return Admission(place: .reserve, evicted: evicted)
    }

    /// Takes the place of the connection that can best be spared.
    mutating func evictOne() -> ID? {
        let fullest = groups.filter { $0.key != .reserve && $0.value.waiting > 0 }.max {
            $0.value.count < $1.value.count
        }
        return fullest.flatMap { evictOldest(of: $0.key) }
    }

    /// Notes that a connection waits for the client, from now on.
    mutating func beginWaiting(_ id: ID) {
        guard var entry = entries[id] else { return }
        var members = groups.removeValue(forKey: entry.group) ?? Members()
        if !entry.isWaiting { members.waiting += 1 }
        entry.turn &+= 1
        entry.isWaiting = true
        entries[id] = entry
        members.tickets.append(Ticket(id: id, turn: entry.turn))
        if members.tickets.count > 2 * members.count + 64 { members.tickets.removeAll { !isValid($0) } }
        groups[entry.group] = members
    }

    /// Notes that a request has come as a whole.
    ///
    /// A reserve connection always gives way: it is answered at once, or never.
    mutating func endWaiting(_ id: ID) {
        guard var entry = entries[id], entry.isWaiting, entry.group != .reserve else { return }
        entry.isWaiting = false
        entries[id] = entry
        groups[entry.group]?.waiting -= 1
    }

    /// Forgets a connection.
    mutating func remove(_ id: ID) {
        guard let entry = entries.removeValue(forKey: id) else { return }
        guard count(entry.group) > 1 else {
            groups[entry.group] = nil
            return
        }
        groups[entry.group]?.count -= 1
        if entry.isWaiting { groups[entry.group]?.waiting -= 1 }
    }

    private mutating func add(_ id: ID, to group: Group) {
        entries[id] = Entry(group: group)
        groups[group, default: Members()].count += 1
        beginWaiting(id)
    }

    private func isValid(_ ticket: Ticket) -> Bool {
        guard let entry = entries[ticket.id] else { return false }
        return entry.isWaiting && entry.turn == ticket.turn
    }

    private mutating func evictOldest(of group: Group) -> ID? {
        while let ticket = groups[group]?.tickets.popFirst() {
            guard isValid(ticket) else { continue }
            remove(ticket.id)
            return ticket.id
        }
        return nil
    }
}
