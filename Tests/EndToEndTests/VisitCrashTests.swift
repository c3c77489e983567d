import Contacts
import Foundation
import FoundationNetworking
import Storage
import Synchronization
import TestSupport
import Testing
import Tracking

/// Kills the real server again and again while hits come in: what was answered with 204 is there, once.
@Suite(.serialized) struct VisitCrashTests {
    private static let kills = 5
    /// How many hits are under way at a time.
    private static let visitors = 8
    /// The kill comes once so many hits of a round were taken.
    private static let hitsOfRound = 60

    @Test(arguments: StoreKind.available)
    func `every hit that was answered is there once`(kind: StoreKind) async throws {
        try await TestDatabase.withAddress(kind) { address in
            let database = try await TestDatabase.open(address)
            try await Schema.migrate(database)
            try await SiteStore(database, time: .system).add("shop.example", coversSubdomains: false)
            let answered = Answered()
            for _ in 0..<Self.kills {
                let server = try await RunningServer(address)
                let before = answered.count
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<Self.visitors {
                        group.addTask { try await Self.visit(server.url, answered) }
                    }
                    let isBusy = try await eventually { answered.count >= before + Self.hitsOfRound }
                    #expect(isBusy)
                    server.kill()
                    // Who visits gives up when nobody answers any more.
                    try await group.waitForAll()
                }
            }
            let last = try await RunningServer(address)
            let isMoved = try await eventually {
                try await database.read { try $0.firstRow("SELECT 1 FROM hit LIMIT 1") { _ in true } == nil }
            }
            last.kill()
            #expect(isMoved)
            let views = try await database.read { try $0.rows("SELECT view FROM visit") { $0.text(0) } }
            #expect(Set(views).count == views.count)
            #expect(answered.views.subtracting(views).isEmpty)
            #expect(answered.count >= Self.kills * Self.hitsOfRound)
            await database.close()
        }
    }

    /// One browser that opens page after page, until the server is gone.
    private static func visit(_ server: URL, _ answered: Answered) async throws {
        let visitor = UUID().uuidString.lowercased()
        while true {
            let view = UUID().uuidString.lowercased()
            var request = URLRequest(url: server.appending(path: "visit"))
            request.httpMethod = "POST"
            request.httpBody = Data("v=\(view)&u=\(visitor)&l=https%3A%2F%2Fshop.example%2Fa".utf8)
            guard let (_, response) = try? await URLSession.shared.data(for: request) else { return }
            let status = (response as? HTTPURLResponse)?.statusCode
            #expect(status == 204)
            if status == 204 { answered.note(view) }
        }
    }

    private final class Answered: Sendable {
        private let known = Mutex<Set<String>>([])

        var views: Set<String> { known.withLock { $0 } }
        var count: Int { known.withLock { $0.count } }

        func note(_ view: String) { _ = known.withLock { $0.insert(view) } }
    }

    /// A server on a port of its own.
    private struct RunningServer {
        let process: KartotekaProcess
        let url: URL

        init(_ address: DatabaseAddress) async throws {
            let output = FileManager.default.temporaryDirectory.appending(path: "kartoteka-\(UUID().uuidString).log")
            process = try KartotekaProcess(
                ["serve", "--port", "0", "--database", address.description],
                output: output
            )
            var found: URL?
            _ = try await eventually {
                let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
                let match = text.firstMatch(of: /listens on (http:\/\/127\.0\.0\.1:\d+)\n/)
                found = match.flatMap { URL(string: String($0.1)) }
                return found != nil
            }
            try? FileManager.default.removeItem(at: output)
            url = try #require(found)
        }

        func kill() { process.kill() }
    }
}
