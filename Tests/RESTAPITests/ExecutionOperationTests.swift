import Access
import Executions
import Hummingbird
import Logging
import Selections
import Storage
import TestSupport
import Testing

@testable import RESTAPI

struct ExecutionOperationTests {
    private func run(_ id: Int, in world: APIWorld) async throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let runner = ExecutionRunner(
            world.database,
            audiences: world.endpoints.audiences,
            time: world.clock.time,
            logger: logger
        )
        try await runner.run(Int64(id)) { _ in }
    }

    @Test(arguments: StoreKind.available)
    func `an execution does what the preview told`(kind: StoreKind) async throws {
        try await APIWorld.with(kind) { world in
            let (token, _) = try await world.token(.manager)
            try await world.fill(20)
            let plan = #"{"select":{"include":["tag = EVEN"]},"actions":[{"set-score":4},{"delete-tags":["EVEN"]}]}"#
            let preview = try await world.send(.post, "/previews?samples=3", plan, token: token)
            #expect(preview.status == 200 && preview.number("contacts") == 10 && preview.count("samples") == 3)
            #expect(preview.number("actions.0.changed") == 10 && preview.number("actions.1.changed") == 9)
            let made = try await world.send(.post, "/executions", plan, token: token)
            #expect(made.status == 202 && made.text("state") == "scheduled")
            let id = try #require(made.number("id"))
            try await run(id, in: world)
            let done = try await world.send(.get, "/executions/\(id)", token: token)
            #expect(done.text("state") == "finished" && done.number("done") == 10)
            for index in 0...1 {
                #expect(done.number("actions.\(index).changed") == preview.number("actions.\(index).changed"))
            }
            let list = try await world.send(.get, "/executions?limit=1", token: token)
            #expect(list.number("executions.0.id") == id && list.text("next") == String(id))
            let rest = try await world.send(.get, "/executions?before=\(id)", token: token)
            #expect(rest.count("executions") == 0 && rest.text("next") == nil)
        }
    }

    @Test func `deletion needs the number of those who are deleted`() async throws {
        try await APIWorld.with { world in
            let (token, _) = try await world.token(.manager)
            try await world.fill(3)
            let plan = #"{"actions":[{"delete-contacts":true}]}"#
            for (query, status) in [("", 409), ("?confirm=2", 409), ("?confirm=x", 400), ("?confirm=3", 202)] {
                #expect(try await world.send(.post, "/executions\(query)", plan, token: token).status == status)
            }
        }
    }

    @Test func `an execution is steered, by those who see it`() async throws {
        try await APIWorld.with { world in
            let (token, _) = try await world.token(.manager)
            let (other, _) = try await world.token(.user)
            let plan = #"{"at":"2099-01-01T00:00:00Z","actions":[{"set-score":4}]}"#
            let id = try #require(try await world.send(.post, "/executions", plan, token: token).number("id"))
            #expect(try await world.send(.post, "/executions/\(id)/pause", token: token).text("code") == "wrong-state")
            for path in ["/executions/\(id)", "/executions/77", "/executions/x"] {
                #expect(try await world.send(.get, path, token: other).text("code") == "unknown-execution")
            }
            #expect(try await world.send(.post, "/executions/\(id)/cancel", token: other).status == 404)
            #expect(try await world.send(.post, "/executions/\(id)/cancel", token: token).text("state") == "cancelled")
        }
    }

    @Test(arguments: [
        ("{}", 422), ("{\"actions\":[]}", 422), ("nonsense", 400), ("{\"actions\":[{\"set-score\":\"much\"}]}", 422),
        ("{\"actions\":\(String(repeating: "[", count: 40))\(String(repeating: "]", count: 40))}", 422),
    ])
    func `what is no plan is refused`(body: String, status: Int) async throws {
        try await APIWorld.with { world in
            let (token, _) = try await world.token(.manager)
            for path in ["/previews", "/executions"] {
                let answer = try await world.send(.post, path, body, token: token)
                #expect(answer.status == status && (answer.text("detail")?.count ?? 0) > 15)
            }
        }
    }
}
