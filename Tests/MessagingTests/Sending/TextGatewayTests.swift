import Contacts
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Messaging

struct TextGatewayTests {
    @Test(arguments: StoreKind.available)
    func `the gateway gets what its documentation says, and its answers have consequences`(
        kind: StoreKind
    ) async throws {
        try await MessagingWorld.with(kind) { world in
            try await world.create(4)
            let gateway = HookReceiver()
            gateway.answer(.ok, .badRequest, .tooManyRequests, .unauthorized)
            try await gateway.listen { address in
                let settings = HTTPTextSettings(url: "\(address)/sms", authorization: "Bearer secret", sender: "Shop")
                try await world.accounts.create("Texts", .http(settings))
                let template = try await world.template(.text, .init(text: "Cześć {{first-name}}"), named: "Text")
                // One after the other, so that each gets the answer that is meant for it.
                for number in 1...4 as ClosedRange<UInt32> {
                    try await world.order(template, .text, for: [number])
                    try await world.sendAll()
                }
            }
            let messages = try await world.messages()
            #expect(messages.map(\.state) == [.sent, .failed, .waiting, .waiting])
            #expect(messages.map(\.attempts) == [1, 1, 1, 0])
            #expect(try await world.accounts.all().first?.problem?.contains("401") == true)
            let call = try #require(gateway.calls.first)
            #expect(call.method == "POST" && call.path == "/sms" && call.key == "\(messages[0].id)")
            #expect(call.authorization == "Bearer secret")
            #expect(
                call.json as? [String: String] == [
                    "id": "\(messages[0].id)", "to": "+48 600 000 1", "from": "Shop", "text": "Cześć Person",
                ]
            )
        }
    }

    @Test func `a gateway that is not there is not the message's fault`() async throws {
        try await MessagingWorld.with(.sqlite) { world in
            try await world.create(1)
            let gateway = HookReceiver()
            let left = Box()
            try await gateway.listen { await left.set($0) }
            let url = await left.value
            try await world.accounts.create("Texts", .http(HTTPTextSettings(url: url, sender: "Shop")))
            let template = try await world.template(.text, .init(text: "Hi"), named: "Text")
            try await world.order(template, .text, for: [1])
            try await world.sendAll()
            let message = try #require(try await world.messages().first)
            #expect(message.state == .waiting && message.attempts == 0)
            #expect(
                try await world.accounts.all().first?.problem
                    == "the gateway cannot be reached; the server's log says why"
            )
        }
    }
}

private actor Box {
    var value = ""
    func set(_ text: String) { value = text }
}
