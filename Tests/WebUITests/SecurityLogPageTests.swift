import Access
import Contacts
import Foundation
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import WebUI

/// What the pages record for those who watch over the installation.
struct SecurityLogPageTests {
    @Test func `sign-ins and refusals are recorded with the address, and without what was typed`() async throws {
        let world = try await World()
        _ = try await world.user(.user)
        try await world.visitSignedOut { client async throws in
            let headers: HTTPFields = [.forwardedFor: "203.0.113.1, 198.51.100.7"]
            for email in ["user%40team.example", "my+secret+password", "contact7%40shop.example"] {
                _ = try await client.post("/sign-in", "email=\(email)&password=hidden", headers: headers)
            }
            for _ in 0..<5 {
                _ = try await client.post("/sign-in", "email=user%40team.example&password=x", headers: headers)
            }
            _ = try await client.post("/sign-in", "email=USER%40team.example&password=four+random+words+do")
        }
        let user = "user@team.example"
        #expect(
            world.security.events == [
                .signInRefused(user: user, .password), .signInRefused(user: nil, .password),
                .signInRefused(user: nil, .password),
            ] + Array(repeating: .signInRefused(user: user, .password), count: 4) + [
                .signInRefused(user: user, .throttled), .signedIn(user: user),
            ]
        )
        #expect(world.security.sources.first == SecuritySource(actor: nil, address: "198.51.100.7"))
        #expect(!"\(world.security.events)".contains("secret") && !"\(world.security.events)".contains("shop.example"))
    }

    @Test func `what a role or another site may not do is recorded`() async throws {
        let world = try await World()
        try await world.visit(as: .viewer) { client async throws in
            #expect(try await client.get("/users").status == .forbidden)
            #expect(try await client.post("/settings/sites", "host=x.example").status == .forbidden)
            let foreign = try await client.postAsIs("/account", "name=X", headers: [.secFetchSite: "cross-site"])
            #expect(foreign.status == .forbidden)
            _ = try await client.postAsIs("/welcome/secret-token", "", headers: [.secFetchSite: "cross-site"])
        }
        #expect(
            world.security.events == [
                .forbidden(what: "GET /users", permission: .manageUsers),
                .forbidden(what: "POST /settings/sites", permission: .manageWorkspace),
                .crossSiteRefused(what: "POST /account"), .crossSiteRefused(what: "POST /welcome/…"),
            ]
        )
        #expect(Set(world.security.sources.map(\.actor)) == ["viewer@team.example"])
    }

    @Test func `changes of users, keys and settings are recorded with who made them`() async throws {
        let world = try await World()
        try await world.visit { client async throws in
            _ = try await client.post("/users", "email=anna%40team.example&name=Anna&role=viewer")
            let anna = try #require(try await world.site.users.user(email: "anna@team.example"))
            let path = "/users/\(anna.id.number)"
            _ = try await client.post(path, "name=Anna&role=manager")
            _ = try await client.post(path + "/reset", "")
            _ = try await client.post(path + "/disable", "")
            _ = try await client.post(path + "/enable", "")
            _ = try await client.post("/keys", "name=Till&kind=token&days=")
            _ = try await client.post("/keys/1/revoke", "")
            _ = try await client.post("/settings/sites", "host=shop.example")
            _ = try await client.post("/settings/sites/remove", "host=shop.example")
            _ = try await client.post("/settings/documents", "days=30")
            _ = try await client.post("/settings/bounces", "")
            _ = try await client.post("/account/sign-out-everywhere", "")
            // What fails changes nothing.
            _ = try await client.post("/users", "email=anna%40team.example&name=Anna&role=viewer")
        }
        let (anna, boss) = ("anna@team.example", "administrator@team.example")
        #expect(
            world.security.events == [
                .userAdded(user: anna, role: .viewer), .userChanged(user: anna, role: .manager),
                .passwordLinkMade(user: anna), .userDisabled(user: anna), .userEnabled(user: anna),
                .keyMade(id: 1, user: boss, kind: .token), .keyRevoked(id: 1), .settingChanged(name: "sites"),
                .settingChanged(name: "sites"), .settingChanged(name: "documents"),
                .settingChanged(name: "bounce-limit"), .sessionsEnded(user: boss),
            ]
        )
        #expect(Set(world.security.sources.map(\.actor)) == [boss])
    }
}
