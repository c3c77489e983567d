import Access
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import WebUI

/// Holds every route against the one table of permissions.
struct RouteTests {
    private func declared(_ world: World) -> [Routes.Declaration] {
        WebUI(world.site).declareRoutes(on: Router(context: WebContext.self)).declared
    }

    /// An address that fits the route, and names nothing that is there.
    private func address(_ path: String) -> String {
        path.replacing("/assets/**", with: "/assets/app.js").replacing(":id", with: "987654")
            .replacing(":form", with: "aaaaaaaaaa").replacing(":token", with: "none").replacing(":name", with: "NONE")
            .replacing(":secret", with: "none").replacing(":key", with: "987654")
    }

    private func send(_ route: Routes.Declaration, to client: any TestClientProtocol) async throws -> TestResponse {
        route.method == .get
            ? try await client.get(address(route.path)) : try await client.post(address(route.path), "")
    }

    @Test(arguments: Role.allCases)
    func `every route lets in whom the table of permissions lets in`(role: Role) async throws {
        let world = try await World()
        // One of each role is there, so that what a route does to one leaves the others alone.
        _ = try await world.user("owner@team.example", .administrator)
        for route in declared(world) {
            // A session for each request, since some of them end it.
            try await world.visit(as: role) { client in
                let answer = try await send(route, to: client)
                let isRefused = answer.status == .forbidden
                let mayPass =
                    switch route.need {
                    case .nobody, .enrolling, .signedIn: true
                    case .permission(let permission): role.permissions.contains(permission)
                    }
                #expect(isRefused != mayPass, "\(role) \(route) \(answer.status)")
                if !mayPass { #expect(answer.text.contains("does not allow to")) }
                if route.need != .nobody { #expect(answer.location?.hasPrefix("/sign-in?") != true, "\(route)") }
                #expect(answer.status.kind != .serverError, "\(role) \(route)")
            }
        }
    }

    @Test func `without a session only what needs nobody is answered`() async throws {
        let world = try await World()
        let routes = declared(world)
        try await world.visitSignedOut { client in
            for route in routes {
                let answer = try await send(route, to: client)
                let isSent = answer.status == .seeOther && answer.location?.hasPrefix("/sign-in") == true
                #expect(isSent == (route.need != .nobody || route.path == "/sign-out"), "\(route)")
            }
        }
        #expect(try await world.site.users.all().isEmpty)
    }

    @Test func `what needs nobody is known by name`() async throws {
        let open = declared(try await World()).filter { $0.need == .nobody }.map { "\($0.method) \($0.path)" }
        #expect(
            open.sorted() == [
                "GET /assets/**", "GET /f/:form", "GET /f/:form/embed.js", "GET /f/:form/thanks",
                "GET /f/confirm/:token", "GET /forgotten", "GET /m/c/:token", "GET /m/o/:token",
                "GET /m/p/:token", "GET /m/u/:token", "GET /sign-in", "GET /sign-in/code", "GET /static/sm.js",
                "GET /visit",
                "GET /welcome/:token", "POST /f/:form", "POST /f/confirm/:token", "POST /forgotten",
                "POST /hooks/bounces/:secret", "POST /m/p/:token", "POST /m/u/:token", "POST /sign-in",
                "POST /sign-in/code", "POST /sign-out", "POST /visit", "POST /welcome/:token",
            ]
        )
    }

    /// Pages get a `Routes`, whose router is private, so what it declares is all that there is.
    @Test func `nothing but the declaration of routes touches a router`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/WebUI")
        let files = try #require(
            FileManager.default.enumerator(at: folder.standardized, includingPropertiesForKeys: nil)
        )
        var seen: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            if text.contains(/\b(Router|RouterGroup|RouteCollection|RouterMethods)\b/) {
                seen.insert(file.lastPathComponent)
            }
            if file.lastPathComponent == "WebUI.swift" {
                #expect(text.matches(of: /router\.(\w+)/).allSatisfy { $0.output.1 == "add" })
            }
        }
        #expect(seen == ["Routes.swift", "WebUI.swift"])
    }

    @Test func `a head request needs what the page needs`() async throws {
        let world = try await World()
        try await world.visitSignedOut { client async throws in
            #expect(try await client.head("/contacts").status == .seeOther)
        }
        try await world.visit(as: .viewer) { client async throws in
            #expect(try await client.head("/users").status == .forbidden)
            #expect(try await client.head("/contacts").status == .ok)
        }
    }

    /// A menu of one entry is a plain link, and one of none is not there.
    private static let menus: [Role: [String]] = [
        .administrator: ["Contacts", "Messages &amp; forms", "Automation", "Files &amp; coupons", "Settings"],
        .manager: ["Contacts", "Messages &amp; forms", "Automation", "Files &amp; coupons"],
        .marketer: ["Contacts", "Messages &amp; forms", "Automation", "Files &amp; coupons"],
        .user: ["Contacts", "Automation"],
        .viewer: ["Contacts"],
    ]

    @Test(arguments: Role.allCases)
    func `the navigation leads only where the role may go`(role: Role) async throws {
        let world = try await World()
        try await world.visit(as: role) { client in
            let page = try await client.text("/")
            let shown = Area.allCases.filter { page.contains("href=\"\($0.path)\">\($0.rawValue)</a>") }
            #expect(shown == Area.allCases.filter { role.permissions.contains($0.permission) })
            let menus = page.matches(of: /data-bs-toggle="dropdown"[^>]*>([^<]+)</).map { String($0.output.1) }
            #expect(menus == Self.menus[role])
            for area in shown { #expect(try await client.get(area.path).status == .ok) }
            #expect(page.contains("The \(role.rawValue)") && page.contains("action=\"/sign-out\""))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }
}
