import Foundation
import Storage
import TestSupport
import Testing

struct CommandLineEventTests {
    private struct Recorded: Decodable, Equatable {
        let email: String
        let type: String
        let at: String
        let value: Double?
        let description: String?
        let automation: Bool
    }

    @Test(arguments: StoreKind.available)
    func `events are recorded for a contact`(kind: StoreKind) async throws {
        try await CommandLineWorld.with(kind) { world in
            try world.fill()
            let first = try world.run("event", "record", "--email", "P3@example.com", "--type", "PURCHASE")
            #expect(first == "PURCHASE recorded for p3@example.com\n")
            let second = try world.json(
                Recorded.self,
                "event",
                "record",
                "--email=p3@example.com",
                "--type= RETURN",
                "--value=-12.50",
                "--description=Order 7",
                "--at=2026-01-31T09:00+01:00",
                "--no-automation"
            )
            let expected = Recorded(
                email: "p3@example.com",
                type: "RETURN",
                at: "2026-01-31T08:00:00Z",
                value: -12.5,
                description: "Order 7",
                automation: false
            )
            #expect(second == expected)
            let database = try await TestDatabase.open(world.address)
            let rows = try await database.read { connection in
                try connection.rows("SELECT subject, value FROM contact_activity ORDER BY id") {
                    "\($0.text(0)) \($0.isNull(1) ? 0 : $0.real(1))"
                }
            }
            let causes = try await database.read { connection in
                try connection.rows("SELECT cause || ' ' || actor FROM journal ORDER BY sequence DESC LIMIT 2") {
                    $0.text(0)
                }
            }
            await database.close()
            #expect(rows == ["PURCHASE 0.0", "RETURN -12.5"])
            #expect(causes == ["quiet-api operator", "api operator"])
        }
    }

    @Test func `an event that cannot be recorded is refused with the reason`() async throws {
        try await CommandLineWorld.with { world in
            try world.fill()
            try world.run("user", "add", "anna@shop.example", "--role", "marketer")
            for (arguments, words) in [
                (["--email=nobody@example.com", "--type=A"], "there is no contact nobody@example.com"),
                (["--email=p3", "--type=A"], "\"p3\" is not an e-mail address"),
                (["--email=p3@example.com", "--type= "], "needs a type"),
                (["--email=p3@example.com", "--type=A", "--value=nan"], "is a number, such as 12.50"),
                (["--email=p3@example.com", "--type=A", "--at=tomorrow"], "\"tomorrow\" is not a time"),
                (["--email=p3@example.com", "--type=A", "--at=2026-01-31"], "write one with its offset"),
                (
                    ["--email=p3@example.com", "--type=A", "--at=9000-01-31T00:00Z"],
                    "9000-01-31T00:00:00Z is still to come"
                ),
                (
                    ["--email=p3@example.com", "--type=A", "--as=anna@shop.example"],
                    "there is no contact p3@example.com"
                ),
            ] {
                let result = try KartotekaProcess.run(
                    ["event", "record"] + arguments,
                    database: world.address.description
                )
                #expect(result.code == 65 && result.complaint.contains(words), "\(arguments): \(result.complaint)")
                #expect(result.output == "")
            }
            let count = try KartotekaProcess.run(["event", "record", "--type=A"], database: world.address.description)
            #expect(count.code == 64)
        }
    }
}
