import Access
import AsyncHTTPClient
import CompatibilityAPI
import Contacts
import Foundation
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import RESTAPI
import Selections
import Storage

/// Redeems coupons and tells of contacts over HTTP, as tills and shops do, on a base in which everybody has a coupon.
struct ProgramBenchmark {
    let base: ScratchDatabase
    let folder: URL

    /// How many programs send at a time.
    private static let programs = 16
    private static let redemptions = 4_000
    private static let limit = 12.0
    /// How long clients of SALESmanago's API wait for an answer, in seconds.
    private static let patience = 2.0
    private static let batchSize = 1_000

    func run() async throws -> [BenchmarkResult] {
        let user = try await UserStore(base.database, time: .system)
            .add(email: "bench@shop.example", name: "", role: .manager)
        let keys = APIKeyStore(base.database, time: .system)
        let token = try await keys.make("Bench", .token, for: user.id).secret
        let client = try await keys.make("Bench", .client, for: user.id)
        return [try await redeeming(token), try await upserting(client)]
    }

    private func redeeming(_ token: String) async throws -> BenchmarkResult {
        let name = CouponBenchmark.name
        let held = try await base.database.read {
            try CouponReader($0, now: 0).coupons(of: name, after: nil, limit: Self.redemptions, reach: .everybody)
        }
        let audiences = Audiences(base.database, time: .system)
        let endpoints = RESTEndpoints(database: base.database, audiences: audiences, time: .system)
        let router = endpoints.makeRouter(context: BasicRequestContext.self)
        let measured = try await BenchmarkServer.serving(router, Self.logger) { port in
            let address = "http://127.0.0.1:\(port)\(RESTEndpoints.base)/coupons/\(name)/redemptions"
            return try await Measurement.of {
                try await Self.inParallel(held) { coupon, client in
                    let body = "{\"code\":\"\(coupon.coupon.code)\"}"
                    _ = try await Self.post(body, to: address, token: token, with: client)
                }
            }
        }
        return BenchmarkResult(
            "coupons redeemed over HTTP, \(Int(Double(held.count) / measured.seconds)) each second",
            measured,
            floor: "one prepared update of a row in a transaction of its own for each",
            try await floorSeconds(held.count),
            atMost: Self.limit
        )
    }

    private func upserting(_ key: NewAPIKey) async throws -> BenchmarkResult {
        let audiences = Audiences(base.database, time: .system)
        let endpoints = CompatibleEndpoints(database: base.database, audiences: audiences, time: .system)
        let router = endpoints.makeRouter(context: BasicRequestContext.self)
        let body = Self.batch(key)
        let measured = try await BenchmarkServer.serving(router, Self.logger) { port in
            let address = "http://127.0.0.1:\(port)/api/contact/batchupsert"
            return try await HTTPClient.withHTTPClient { client in
                try await Measurement.of {
                    _ = try await Self.post(body, to: address, token: nil, with: client)
                }
            }
        }
        return BenchmarkResult(
            name: "\(Self.batchSize.grouped) contacts added by one request",
            seconds: measured.seconds,
            floorSeconds: nil,
            floor: "",
            goal: "within the \(Int(Self.patience)) seconds that clients wait",
            isGoalMet: measured.seconds <= Self.patience,
            peakBytes: measured.peakBytes
        )
    }

    private static var logger: Logger { Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() } }

    /// A signed request about contacts with five fields, two tags and two details each.
    private static func batch(_ key: NewAPIKey) -> String {
        let id = key.key.clientID ?? ""
        let signature = KeyDesk.signatureText(client: id, salt: "x", secret: key.secret)
        let run = UInt32.random(in: .min ... .max)
        let contacts = (0..<batchSize).map { index in
            """
            {"contact":{"email":"p\(run)-\(index)@example.com","name":"Contact \(index)","phone":"+48 \(index)",
            "address":{"city":"Krak\u{F3}w","country":"PL"}},"tags":["SHOP","T\(index % 50)"],"forceOptIn":true,
            "properties":{"size":\(index),"source":"shop"}}
            """
        }
        return """
            {"clientId":"\(id)","apiKey":"x","sha":"\(signature)","upsertDetails":[\(contacts.joined(separator: ","))]}
            """
    }

    private static func inParallel(
        _ coupons: [HeldCoupon],
        _ body: @escaping @Sendable (HeldCoupon, HTTPClient) async throws -> Void
    ) async throws {
        try await HTTPClient.withHTTPClient { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for program in 0..<programs {
                    group.addTask {
                        for index in stride(from: program, to: coupons.count, by: programs) {
                            try await body(coupons[index], client)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    private static func post(
        _ body: String,
        to address: String,
        token: String?,
        with client: HTTPClient
    ) async throws -> ByteBuffer {
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        request.body = .bytes(ByteBuffer(string: body))
        let answer = try await client.execute(request, timeout: .seconds(60))
        let text = try await answer.body.collect(upTo: 1 << 24)
        guard answer.status == .ok, !String(buffer: text).contains("\"success\":false") else {
            throw UnexpectedAnswer(status: Int(answer.status.code))
        }
        return text
    }

    /// What the database takes at least: the same rows, changed one by one, each for good.
    private func floorSeconds(_ count: Int) async throws -> Double {
        let floor = try await ScratchDatabase(folder, "programs floor")
        try await floor.database.write { connection in
            try connection.execute("CREATE TABLE plain (id INTEGER PRIMARY KEY, used_at BIGINT)")
            var batch = RowBatch("plain", ["id"])
            for id in 0..<count { batch.append(.integer(Int64(id))) }
            try connection.insert(batch)
        }
        let seconds = try await Measurement.of {
            for id in 0..<Int64(count) {
                try await floor.database.write {
                    _ = try $0.execute("UPDATE plain SET used_at = 1 WHERE id = \(id)")
                }
            }
        }.seconds
        await floor.close()
        return seconds
    }
}
