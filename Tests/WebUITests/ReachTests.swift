import Access
import Contacts
import Executions
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Selections
import Testing

@testable import WebUI

/// What each role sees of contacts, and what of it may be changed.
struct ReachTests {
    private static let own = "kontakt5@mail.example"
    private static let foreign = "kontakt6@shop.example"

    @Test func `a contact out of reach answers as one that is not there`() async throws {
        let world = try await World()
        let user = try await world.user(.user)
        try await world.give(Self.own, to: user, .main)
        let foreign = try await world.id(of: Self.foreign)
        let unknown = "0190b0a0-0000-7000-8000-000000000000"
        let own = try await world.id(of: Self.own)
        try await world.visit(as: user) { client async throws in
            #expect(try await client.get("/contacts/\(own)").status == .ok)
            let pairs =
                [("", "email=a%40b.example&score=1")]
                + CardAction.allCases.map { ("/\($0.rawValue)", Self.form(for: $0)) }
            let missing = try await client.get("/contacts/\(unknown)")
            #expect(missing.status == .notFound)
            #expect(try await client.get("/contacts/\(foreign)").text == missing.text)
            for (action, form) in pairs {
                let answers = [
                    try await client.post("/contacts/\(foreign)\(action)", form),
                    try await client.post("/contacts/\(unknown)\(action)", form),
                ]
                #expect(answers.map(\.status) == [.notFound, .notFound], "\(action)")
                #expect(answers[0].text == answers[1].text && answers[0].headers[.setCookie] == nil)
            }
        }
        let before = try await world.audiences.count(
            Selection(query: "email = \(Self.foreign) and not removed"),
            reach: .everybody
        )
        #expect(before == 1)
    }

    static func form(for action: CardAction) -> String {
        switch action {
        case .addTags: "names=A"
        case .deleteTag: "tag=A"
        case .setDetail: "name=a&value=b"
        case .deleteDetail: "name=a"
        case .addNote: "text=a"
        case .editNote: "note=1&text=a"
        case .deleteNote: "note=1"
        case .assignOwner: "user=1&level=main"
        case .removeOwner: "user=1"
        case .moveToStage: "place=1.1"
        case .stageValue: "funnel=1&worth=1"
        case .leaveFunnel: "funnel=1"
        case .stopMonitoring, .startMonitoring, .remove, .restore: ""
        }
    }

    @Test(arguments: [Role.user, .marketer])
    func `lists, counts, suggestions and segments know only one's own contacts`(role: Role) async throws {
        let world = try await World()
        let user = try await world.user(role)
        // The first has VIP and NEWSLETTER, the second neither.
        for (email, level) in [("kontakt0@shop.example", OwnerLevel.main), (Self.own, .readOnly)] {
            try await world.give(email, to: user, level)
        }
        _ = try await world.site.segments.create("Everybody", Selection(query: "all"))
        try await world.visit(as: user) { client async throws in
            let list = try await client.text("/contacts")
            #expect(list.contains("2 contacts") && list.contains(Self.own) && !list.contains(Self.foreign))
            #expect(try await client.text("/contacts?q=kontakt6").contains("0 contacts"))
            #expect(try await client.text("/").contains("2 contacts"))
            let counted = try await client.post("/count", "query=not+tag+%3D+VIP", headers: [.htmxRequest: "true"])
            #expect(counted.text.contains("1 contact<"))
            #expect(try await client.text("/suggest/tags?q=vi") == #"[{"hint":"1 contact","name":"VIP"}]"#)
            #expect(try await client.text("/segments").contains("2 contacts"))
            #expect(try await client.text("/segments/1").contains("2 contacts"))
            let form = "action=1.set-score&a-1-score=77"
            let preview = try await client.post("/preview", form, headers: [.htmxRequest: "true"]).text
            #expect(
                preview.contains("Preview: 2 contacts") && preview.contains("kontakt0") || preview.contains("Numer 0")
            )
            #expect(!preview.contains("Numer 6"))
        }
        try await world.visit(as: .manager) { client async throws in
            #expect(try await client.text("/segments").contains("60 contacts"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test(arguments: OwnerLevel.allCases)
    func `a card offers what the level of ownership allows`(level: OwnerLevel) async throws {
        let world = try await World()
        let user = try await world.user(.marketer)
        // A main owner is there already, whom a lower level does not replace.
        try await world.give(Self.own, to: try await world.user(.manager), .main)
        try await world.give(Self.own, to: user, level)
        let path = "/contacts/\(try await world.id(of: Self.own))"
        try await world.visit(as: user) { client async throws in
            let card = try await client.text(path)
            #expect(card.contains("add-tags") == (level >= .owner))
            #expect(card.contains("add-note") == (level >= .owner))
            #expect(card.contains(">Edit</summary>") == (level >= .owner))
            #expect(card.contains("Delete this contact") == (level == .main))
            #expect(card.contains("assign-owner") == (level == .main))
            #expect(!card.contains("name=\"email\""))
            #expect(card.contains("The marketer") && card.contains(level.label))
            let tagged = try await client.post("\(path)/add-tags", "names=SPRING")
            #expect(tagged.cookies["flash"]?.hasPrefix(level >= .owner ? "d:" : "p:") == true)
            let moved = try await client.post(path, "email=new%40shop.example&score=9&state=partner")
            #expect(moved.status == .unprocessableContent)
            let removed = try await client.post("\(path)/remove", "")
            #expect(removed.cookies["flash"]?.hasPrefix(level == .main ? "d:" : "p:") == true)
            if level == .main { _ = try await client.post("\(path)/restore", "") }
        }
        let tagged = try await world.audiences.count(Selection(query: "tag = SPRING"), reach: .everybody)
        #expect(tagged == (level >= .owner ? 1 : 0))
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `a viewer sees the whole base and no form`() async throws {
        let world = try await World()
        let path = "/contacts/\(try await world.id(of: Self.own))"
        _ = try await world.site.segments.create("Buyers", Selection(query: "tag = VIP"))
        try await world.visit(as: .viewer) { client async throws in
            for address in [path, "/contacts", "/segments", "/segments/1", "/"] {
                let page = try await client.text(address)
                let actions = page.matches(of: /<form[^>]*action="([^"]*)"/).map { String($0.output.1) }
                #expect(
                    Set(actions).subtracting(["/sign-out", "/contacts", "/count"]).isEmpty,
                    "\(address) \(actions)"
                )
                for words in ["/contacts/new", "Add contact", "Execute", "Preview", "Save this group", "/executions"] {
                    #expect(!page.contains(words), "\(address): \(words)")
                }
            }
            #expect(try await client.text("/contacts").contains("60 contacts"))
            let counted = try await client.post("/count", "include=VIP", headers: [.htmxRequest: "true"])
            #expect(counted.text.contains("20 contacts") && !counted.text.contains("execute-label"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test(arguments: [Role.user, .marketer])
    func `only who may save segments is offered to`(role: Role) async throws {
        let world = try await World()
        try await world.visit(as: role) { client async throws in
            let may = role.permissions.contains(.manageSegments)
            #expect(try await client.text("/").contains("Save this group") == may)
            #expect(try await client.text("/segments").contains("New segment") == may)
            #expect(try await client.post("/segments", "name=A&query=all").status == (may ? .seeOther : .forbidden))
            #expect(try await client.text("/").contains("Execute for"))
        }
    }

    @Test func `executions of others are not there for who steers only their own`() async throws {
        let world = try await World()
        let user = try await world.user(.user)
        let form = "when=later&at=2026-12-01T09:00&action=1.set-score&a-1-score=1&name="
        try await world.visit(as: .manager) { client async throws in
            #expect(try await client.post("/executions", form + "Big").status == .seeOther)
        }
        try await world.visit(as: user) { client async throws in
            #expect(try await client.post("/executions", form + "Small").location == "/executions/2")
            let list = try await client.text("/executions")
            #expect(list.contains("Small") && !list.contains("Big"))
            #expect(try await client.get("/executions/2").status == .ok)
            for address in ["/executions/1", "/executions/1/progress"] {
                #expect(try await client.get(address).status == .notFound)
            }
            #expect(try await client.post("/executions/1/cancel", "").status == .notFound)
        }
        try await world.visit(as: .manager) { client async throws in
            let list = try await client.text("/executions")
            #expect(list.contains("Small") && list.contains("Big"))
            #expect(try await client.post("/executions/2/cancel", "").location == "/executions/2")
            #expect(try await client.text("/executions/2").contains("cancelled"))
        }
        #expect(try await world.site.executions.execution(1)?.state == .scheduled)
    }

    @Test func `the timeline leads only to executions that one may see`() async throws {
        let world = try await World()
        let user = try await world.user(.user)
        try await world.give(Self.own, to: user, .main)
        let path = "/contacts/\(try await world.id(of: Self.own))"
        let runner = ExecutionRunner(
            world.database,
            audiences: world.audiences,
            time: TimeSource { World.now },
            logger: Logger(label: "test")
        )
        for (number, role) in [(1, Role.manager), (2, .user)] {
            try await world.visit(as: role) { client async throws in
                let form = "action=1.set-score&a-1-score=\(100 * number)"
                #expect(try await client.post("/executions", form).status == .seeOther)
            }
            try await runner.run(Int64(number)) { _ in }
        }
        for (role, own, others) in [(Role.manager, true, true), (.user, true, false), (.viewer, false, false)] {
            try await world.visit(as: role) { client in
                let card = try await client.text(path)
                #expect(card.contains("execution 1") && card.contains("execution 2"))
                #expect(card.contains("href=\"/executions/1\"") == others, "\(role)")
                #expect(card.contains("href=\"/executions/2\"") == own, "\(role)")
            }
        }
    }
}
