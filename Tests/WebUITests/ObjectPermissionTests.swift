import Access
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import WebUI

/// Every request that changes something, by every role, on an object of its kind that the role does not see, sees, or may
/// edit.
struct ObjectPermissionTests {
    private struct Request {
        let kind: ObjectKind
        var form = ""
    }

    /// Every `POST` of the pages, with the kind of object that it is about.
    ///
    /// A route without an entry fails the test.
    private static let requests: [String: Request] = {
        var all: [String: Request] = [:]
        func add(_ kind: ObjectKind, _ paths: String...) { for path in paths { all[path] = Request(kind: kind) } }
        add(.none, "/account", "/account/password", "/account/sign-out-everywhere", "/compose", "/contacts", "/count")
        add(.none, "/executions", "/forgotten", "/forms", "/funnels", "/keys", "/messages/accounts", "/preview")
        add(.none, "/messages/templates", "/segments", "/segments/from-manager", "/settings/bounces", "/sign-in")
        add(.none, "/settings/documents", "/settings/monitoring", "/settings/sites", "/settings/sites/remove")
        add(.none, "/account/second-factor", "/account/second-factor/codes", "/account/second-factor/remove")
        add(.none, "/settings/second-factor", "/sign-in/code")
        add(.none, "/sign-out", "/users", "/visit", "/rules", "/workflows")
        add(.secret, "/f/:form", "/f/confirm/:token", "/hooks/bounces/:secret", "/m/p/:token", "/m/u/:token")
        add(.secret, "/welcome/:token")
        add(.session, "/account/sessions/:id/end")
        add(.key, "/keys/:key/revoke")
        add(.document, "/documents/:id/delete")
        all["/contacts/:id"] = Request(kind: .contact, form: "email=a%40b.example&score=1")
        for action in CardAction.allCases {
            all["/contacts/:id/\(action.rawValue)"] = Request(kind: .contact, form: ReachTests.form(for: action))
        }
        for command in ["again", "cancel"] {
            all["/messages/\(command)"] = Request(kind: .message, form: "state=all&message=:id")
        }
        for command in ["pause", "resume", "cancel"] { add(.execution, "/executions/:id/\(command)") }
        for (kind, path) in [(ObjectKind.rule, "/rules/:id"), (.workflow, "/workflows/:id")] {
            for command in ["activate", "pause", "resume", "duplicate", "delete", "try-again"] {
                add(kind, "\(path)/\(command)")
            }
            all["\(path)/delete"] = Request(kind: kind, form: "confirmation=yes")
            all["\(path)/settings"] = Request(kind: kind, form: "name=Changed")
        }
        all["/rules/:id"] = Request(kind: .rule, form: "revision=1")
        add(.rule, "/rules/:id/check", "/rules/:id/compose")
        add(.workflow, "/workflows/:id/compose")
        for edit in WorkflowEdit.Kind.allCases { add(.workflow, "/workflows/:id/\(edit.rawValue)") }
        for command in SignUpFormCommand.allCases { add(.form, "/forms/:id/\(command.rawValue)") }
        add(.form, "/forms/:id", "/forms/:id/compose", "/forms/:id/delete", "/forms/:id/preview", "/forms/:id/rename")
        for action in FunnelAction.allCases { add(.funnel, "/funnels/:id/\(action.rawValue)") }
        add(.funnel, "/funnels/:id/delete")
        add(.segment, "/segments/:id", "/segments/:id/delete", "/segments/:id/rename")
        add(.account, "/messages/accounts/:id", "/messages/accounts/:id/default", "/messages/accounts/:id/delete")
        add(.template, "/messages/templates/:id", "/messages/templates/:id/delete", "/messages/templates/:id/test")
        add(.user, "/users/:id", "/users/:id/disable", "/users/:id/enable", "/users/:id/reset")
        add(.user, "/users/:id/second-factor/remove")
        return all
    }()

    private func posts(_ world: World) -> [Routes.Declaration] {
        WebUI(world.site).declareRoutes(on: Router(context: WebContext.self)).declared.filter { $0.method == .post }
    }

    private func may(_ role: Role, _ need: Need) -> Bool {
        if case .permission(let permission) = need { role.permissions.contains(permission) } else { true }
    }

    /// An answer without the number or id that the request named.
    private func words(_ answer: TestResponse, without id: String) -> String {
        // The attributes of a cookie come in any order.
        let flash = answer.cookies["flash"]?.prefix { $0 != ";" } ?? ""
        let location = (answer.location ?? "").replacing("/\(id)", with: "/ID")
        let text = "\(flash) \(answer.text)".replacing("/\(id)", with: "/ID").replacing("%20\(id)%20", with: "%20ID%20")
        return "\(answer.status) \(location) \(text)"
    }

    private func send(_ path: String, _ request: Request, _ id: String, _ world: ObjectWorld) async throws -> String {
        let sent = path.replacing(":id", with: id).replacing(":key", with: id)
        let form = request.form.replacing(":id", with: id)
        let cookie = "\(world.world.site.entrance.cookieName)=\(try await world.world.session(of: world.actor).text)"
        let application = Application(
            router: WebUI(world.world.site).makeRouter(),
            logger: world.world.site.logger
        )
        return try await application.test(.router) { client in
            let answer = try await SignedInClient(client: client, cookie: cookie).post(sent, form)
            #expect(answer.status.kind != .serverError, "\(path)")
            return words(answer, without: id)
        }
    }

    @Test func `every request that changes something is in the table`() async throws {
        let declared = Set(posts(try await World()).map(\.path))
        let missing = declared.subtracting(Self.requests.keys).sorted()
        #expect(missing.isEmpty, "say what kind of object these are about: \(missing)")
        #expect(Set(Self.requests.keys).subtracting(declared).isEmpty)
    }

    @Test(arguments: Role.allCases)
    func `an object that is not seen answers as one that is not there, and stays as it is`(role: Role) async throws {
        let world = try await ObjectWorld(role)
        for route in posts(world.world).sorted(by: { $0.path < $1.path }) where may(role, route.need) {
            guard let request = Self.requests[route.path], let id = world.ids[request.kind]?[.unseen] else { continue }
            let before = try await world.fingerprint()
            let unseen = try await send(route.path, request, id, world)
            let unknown = try await send(route.path, request, ObjectWorld.unknown(request.kind), world)
            #expect(unseen == unknown, "\(role) \(route.path)")
            #expect(try await changes(since: before, world).isEmpty, "\(role) \(route.path)")
        }
    }

    @Test(arguments: Role.allCases)
    func `an object that is seen and not editable stays as it is`(role: Role) async throws {
        let world = try await ObjectWorld(role)
        for route in posts(world.world).sorted(by: { $0.path < $1.path }) where may(role, route.need) {
            // A copy is the user's own.
            guard let request = Self.requests[route.path], let id = world.ids[request.kind]?[.seen],
                !route.path.hasSuffix("/duplicate")
            else { continue }
            let before = try await world.fingerprint()
            _ = try await send(route.path, request, id, world)
            #expect(try await changes(since: before, world).isEmpty, "\(role) \(route.path)")
        }
    }

    @Test(arguments: [Role.administrator, .manager, .marketer, .user])
    func `an object that is editable can be changed`(role: Role) async throws {
        let world = try await ObjectWorld(role)
        for (path, permission) in [
            ("/contacts/:id/add-tags", Permission.editContacts), ("/messages/cancel", .manageMessages),
            ("/messages/again", .manageMessages), ("/executions/:id/cancel", .runActions),
            ("/rules/:id/settings", .manageAutomations), ("/rules/:id/delete", .manageAutomations),
            ("/workflows/:id/delete", .manageAutomations), ("/documents/:id/delete", .exportContacts),
        ] where role.permissions.contains(permission) {
            let request = try #require(Self.requests[path])
            let id = try #require(world.ids[request.kind]?[.editable], "\(role) \(path)")
            let before = try await world.fingerprint()
            let words = try await send(path, request, id, world)
            #expect(try await !changes(since: before, world).isEmpty, "\(role) \(path): \(words.prefix(200))")
        }
    }

    /// What is different now.
    private func changes(since before: [String], _ world: ObjectWorld) async throws -> [String] {
        let after = try await world.fingerprint()
        return before == after ? [] : Set(before).symmetricDifference(after).sorted() + ["in all \(after.count) lines"]
    }
}
