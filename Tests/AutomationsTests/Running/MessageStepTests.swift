import Automations
import Bitmaps
import Contacts
import Messaging
import Storage
import TestSupport
import Testing

struct MessageStepTests {
    private func template(
        _ world: AutomationWorld,
        _ channel: MessageChannel,
        named name: String
    ) async throws -> MessageTemplate {
        let variant = TemplateContent.Variant(subject: channel == .email ? "Hello" : nil, text: "Good day")
        let store = TemplateStore(world.database, time: world.clock.time)
        return try await store.create(name, channel, TemplateContent(language: "en", variants: ["en": variant]))
    }

    private func messages(_ world: AutomationWorld) async throws -> [MessageEntry] {
        try await world.database.read {
            try MessageReader($0).messages(in: MessageState.allCases, limit: 100, reach: .everybody)
        }.reversed()
    }

    private let graph = Graph(
        entry: NodeID(1),
        nodes: [
            Node(NodeID(1), .action(.send(MessageStep(.email, template: "welcome")), next: NodeID(2))),
            Node(NodeID(2), .action(.send(MessageStep(.text, template: "Reminder")), next: NodeID(3))),
            Node(NodeID(3), .action(.addScore(5), next: NodeID(4))),
            Node(NodeID(4), .stop),
        ]
    )

    @Test(arguments: StoreKind.available)
    func `each contact that passes gets one message in the outbox`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(3)
            let email = try await template(world, .email, named: "Welcome")
            _ = try await template(world, .text, named: "Reminder")
            let workflow = try await world.activate(graph)
            try await world.launch(workflow, for: [1, 3])
            try await world.work()
            let found = try await messages(world)
            #expect(found.map(\.number) == [1, 3, 1, 3] && found.map(\.channel) == [.email, .email, .text, .text])
            #expect(found.map(\.template) == ["Welcome", "Welcome", "Reminder", "Reminder"])
            #expect(found.allSatisfy { $0.state == .waiting && $0.purpose == .marketing })
            // They go on at once; what becomes of the message is not theirs to wait for.
            #expect(try await world.passages(workflow, [1, 3]).allSatisfy { $0?.place == nil })
            #expect(email.revision == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `without its template the step fails, and can be tried again`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(1)
            let email = try await template(world, .email, named: "Welcome")
            _ = try await template(world, .text, named: "Reminder")
            let workflow = try await world.activate(graph)
            try await TemplateStore(world.database, time: world.clock.time).delete(email.id) { _, _ in nil }
            try await world.launch(workflow, for: [1])
            try await world.work()
            #expect(try await messages(world).isEmpty)
            #expect(try await world.passages(workflow, [1]).first??.place?.flags == [.failed])
        }
    }

    @Test(arguments: StoreKind.available)
    func `an unknown template stands in the way of activating`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            await #expect(throws: (any Error).self) { try await world.activate(graph) }
        }
    }
}
