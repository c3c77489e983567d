import Access
import Contacts
import Executions
import Hummingbird

private struct ExecutionPage: Encodable, Sendable {
    let executions: [ExecutionDocument]
    /// What `before` must be for those that are older; nothing at the end.
    let next: String?
}

extension RESTEndpoints {
    private static let executionPageSizes = 1...200
    private static let sampleCounts = 0...100

    private var store: ExecutionStore { ExecutionStore(database, audiences: audiences, time: time) }

    func declareExecutions(on operations: inout Operations<some RequestContext>) {
        operations.on(.post, "/previews", needs: .runActions) { call in
            let samples = try call.query("samples")["samples"].map { text in
                guard let samples = Int(text), Self.sampleCounts.contains(samples) else {
                    throw Problem(.badRequest, "bad-parameter", "samples must be a whole number from 0 to 100")
                }
                return samples
            }
            let plan = try Plan(json: try await call.document())
            let preview = try await Previewer(database, audiences: audiences, time: time)
                .preview(plan, actor: call.actor, samples: samples ?? 5)
            let words = try await PreviewWords(for: call.actor, in: database)
            return PreviewDocument(preview, words: words.words(of:))
        }
        operations.on(.post, "/executions", needs: .runActions, status: .accepted) { call in
            let confirmed = try call.query("confirm")["confirm"].map { text in
                guard let count = Int(text) else {
                    throw Problem(.badRequest, "bad-parameter", "confirm must be the number of contacts to delete")
                }
                return count
            }
            let plan = try Plan(json: try await call.document())
            let id = try await store.create(plan, actor: call.actor, confirmed: confirmed)
            return try await document(of: id, for: call)
        }
        operations.on(.get, "/executions", needs: .runActions) { call in
            let parameters = try call.query("before", "limit")
            let limit = try parameters.limit(Self.executionPageSizes, usually: 20)
            let executions = try await store.list(
                limit: limit,
                before: try parameters.position("before", of: "executions"),
                of: call.onlyExecutionsOf
            )
            return ExecutionPage(
                executions: executions.map { ExecutionDocument($0, for: call.actor) },
                next: executions.count == limit ? executions.last.map { String($0.id) } : nil
            )
        }
        operations.on(.get, "/executions/:id", needs: .runActions) { call in
            try await document(of: try call.execution, for: call)
        }
        for command in ExecutionCommand.allCases {
            operations.on(.post, "/executions/:id/\(command.rawValue)", needs: .runActions) { call in
                let id = try call.execution
                try await store.obey(command, id, of: call.onlyExecutionsOf)
                return try await document(of: id, for: call)
            }
        }
    }

    private func document(of id: Int64, for call: Call) async throws -> ExecutionDocument {
        guard let execution = try await store.execution(id, of: call.onlyExecutionsOf) else {
            throw ExecutionError.unknown(id)
        }
        return ExecutionDocument(execution, for: call.actor)
    }
}

extension Call {
    /// The user whose executions are all that the caller sees of them; nothing where everybody's are.
    fileprivate var onlyExecutionsOf: UserID? { user.may(.manageExecutions) ? nil : user.id }

    fileprivate var execution: Int64 {
        get throws {
            guard let id = Int64(part("id")) else {
                throw Problem(.notFound, "unknown-execution", "\"\(part("id"))\" is no number of an execution")
            }
            return id
        }
    }
}
