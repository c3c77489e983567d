import AsyncHTTPClient
import Contacts
import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import Selections
import Storage
import Tracking
import WebUI

/// Sends hits through the server on this machine, each answered only when it is written for good.
struct VisitBenchmark {
    let folder: URL
    /// How many hits each browser sends.
    let share: Int

    init(folder: URL, contacts: Int) {
        self.folder = folder
        share = min(320, max(1, contacts / Self.browsers))
    }

    private var hits: Int { Self.browsers * share }

    /// How many requests are under way at a time.
    private static let browsers = 128
    /// How many hits are written together where nothing else costs time: as many as can wait at a time.
    private static let batch = browsers
    private static let goal = 5_000.0

    func run() async throws -> [BenchmarkResult] {
        let base = try await ScratchDatabase(folder, "visits")
        try await SiteStore(base.database, time: .system).add("shop.example", coversSubdomains: true)
        let logger = Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        let audiences = Audiences(base.database, time: .system)
        // Each browser has an address of its own, as a proxy would say, since one address may not send so much.
        let web = try WebUI(
            database: base.database,
            audiences: audiences,
            time: .system,
            behindProxy: true,
            logger: logger
        )
        let measured = try await BenchmarkServer.serving(web.makeRouter(), logger) { port in
            try await Measurement.of { try await Self.send(share, to: port) }
        }
        let kept = try await count("hit", base)
        let floor = try await floorSeconds(logger)
        let mover = VisitMover(base.database, time: .system, logger: logger)
        let moved = try await Measurement.of { while try await mover.step() > 0 {} }
        let visits = try await count("visit", base)
        await base.close()
        return [
            BenchmarkResult(
                name: "hits over HTTP, \(Int(Double(hits) / measured.seconds)) each second",
                seconds: measured.seconds,
                floorSeconds: floor,
                floor: "the same rows in batches of \(Self.batch), each a transaction",
                goal: "at least \(Int(Self.goal)) each second, and all are there",
                isGoalMet: Double(hits) / measured.seconds >= Self.goal && kept == hits,
                peakBytes: measured.peakBytes
            ),
            BenchmarkResult(
                name: "visits of hits, \(Int(Double(hits) / moved.seconds)) each second",
                seconds: moved.seconds,
                floorSeconds: nil,
                floor: "",
                goal: "as many each second as come in",
                isGoalMet: Double(hits) / moved.seconds >= Self.goal && visits == hits,
                peakBytes: moved.peakBytes
            ),
        ]
    }

    private static func send(_ share: Int, to port: Int) async throws {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = browsers
        try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for browser in 0..<browsers {
                    group.addTask {
                        for _ in 0..<share { try await send(by: browser, to: port, with: client) }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    private static func send(by browser: Int, to port: Int, with client: HTTPClient) async throws {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/visit")
        request.method = .POST
        request.headers.add(name: "X-Forwarded-For", value: "192.0.2.\(browser)")
        let page = "l=https%3A%2F%2Fwww.shop.example%2Fshoes%3Fcolour%3Dred&t=Red+shoes"
        let visitor = "00000000-0000-4000-8000-\(String(format: "%012x", browser))"
        request.body = .bytes(ByteBuffer(string: "v=\(UUID().uuidString)&u=\(visitor)&\(page)"))
        let answer = try await client.execute(request, timeout: .seconds(30))
        guard answer.status == .noContent else { throw UnexpectedAnswer(status: Int(answer.status.code)) }
    }

    private func floorSeconds(_ logger: Logger) async throws -> Double {
        let floor = try await ScratchDatabase(folder, "visits floor")
        let seconds = try await Measurement.of {
            for start in stride(from: 0, to: hits, by: Self.batch) {
                var batch = RowBatch("hit", ["id", "view", "visitor", "url", "title", "at"])
                for number in start..<(start + Self.batch) {
                    batch.append(
                        .integer(Int64(number)),
                        .text(UUID().uuidString),
                        .text("00000000-0000-4000-8000-000000000000"),
                        .text("https://www.shop.example/shoes?colour=red"),
                        .text("Red shoes"),
                        .integer(0)
                    )
                }
                try await floor.database.write { [batch] in try $0.insert(batch) }
            }
        }.seconds
        await floor.close()
        return seconds
    }

    private func count(_ table: SQL.Name, _ base: ScratchDatabase) async throws -> Int {
        try await base.database.read { connection in
            Int(try connection.firstRow("SELECT COUNT(*) FROM \(table)") { $0.integer(0) } ?? 0)
        }
    }
}
