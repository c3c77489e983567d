import Access
import Contacts
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Forms
@testable import WebUI

/// The pages on which forms are built.
struct FormPageTests {
    /// What the editor holds, as a browser sends it.
    private static func fields(_ page: String, _ changes: [String: String] = [:]) throws -> String {
        var pairs: [(name: String, value: String)] = []
        let editor = try #require(page.split(separator: "id=\"form-form\"").dropFirst().first)
        for match in editor.matches(of: /<(?:input|textarea)[^>]*? name="([^"]+)"[^>]*>([^<]*)/) {
            let tag = String(match.output.0)
            let name = String(match.output.1)
            if tag.contains("type=\"checkbox\""), !tag.contains(" checked") { continue }
            let value =
                tag.hasPrefix("<textarea")
                ? String(match.output.2) : tag.firstMatch(of: /\svalue="([^"]*)"/).map { String($0.output.1) } ?? ""
            let plain = value.replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
            if changes[name] == nil { pairs.append((name, plain)) }
        }
        return FormFields.query(pairs + changes.map { ($0.key, $0.value) })
    }

    @Test func `a form is made, built, activated and archived`() async throws {
        let world = try await World()
        try await world.visit(as: .marketer) { client async throws in
            #expect(try await client.text("/forms").contains("No form yet."))
            let made = try await client.post("/forms", "name=Newsletter")
            #expect(made.location == "/forms/1")
            let page = try await client.text("/forms/1")
            #expect(page.contains("inactive") && page.contains("data-kartoteka-form="))
            let changes = [
                "title": "News & more", "tags": "NEWSLETTER: 5\nweb", "details": "source = web=site",
                "mobile-wording": "", "expiry": "3", "redirect": "https://shop.example/thanks", "text-button": "Join",
            ]
            let saved = try await client.post("/forms/1", try Self.fields(page, changes))
            #expect(saved.location == "/forms/1", "\(saved.text.firstMatch(of: /alert-danger.*/)?.output ?? "")")
            let form = try #require(try await world.site.forms.form(FormID(1)))
            #expect(form.version == 2 && form.definition.title == "News & more" && form.definition.expiryDays == 3)
            #expect(form.definition.tags == [TagName(stored: "NEWSLETTER"): 5, TagName(stored: "WEB"): 1])
            #expect(form.definition.details == [DetailName(stored: "source"): "web=site"])
            #expect(form.definition.questions.map(\.key) == ["email", "name"])
            let again = try await client.post("/forms/1", try Self.fields(try await client.text("/forms/1")))
            #expect(again.cookies["flash"]?.contains("Nothing%20was%20different") == true)
            #expect(try await client.post("/forms/1/activate", "").location == "/forms/1")
            #expect(try await client.text("/f/\(form.publicID)").contains("Join"))
            #expect(try await client.post("/forms/1/duplicate", "").location == "/forms/2")
            #expect(try await client.post("/forms/2/delete", "").location == "/forms")
            _ = try await client.post("/forms/1/rename", "name=News")
            _ = try await client.post("/forms/1/archive", "")
            let archived = try await client.text("/forms/1")
            #expect(archived.contains("archived") && !archived.contains("form-form"))
            #expect(try await client.get("/f/\(form.publicID)").status == .notFound)
            _ = try await client.post("/forms/1/restore", "")
            #expect(try await client.text("/forms").contains("News"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `fields are added, moved and taken away before anything is saved`() async throws {
        let world = try await World()
        try await world.visit(as: .manager) { client async throws in
            _ = try await client.post("/forms", "name=Newsletter")
            let page = try await client.text("/forms/1")
            let added = try await client.post(
                "/forms/1/compose",
                try Self.fields(page, ["change": "add.question", "question-kind": "detail-choice"]),
                headers: [.htmxRequest: "true"]
            )
            #expect(added.text.contains("Standard detail: choice") && added.text.contains("data-focus"))
            let key = String(
                try #require(added.text.matches(of: /name="question" value="([^.]+)\.detail/).last).output.1
            )
            let moved = try await client.post(
                "/forms/1/compose",
                try Self.fields(added.text, ["change": "up.\(key)"]),
                headers: [.htmxRequest: "true"]
            )
            let order = moved.text.matches(of: /name="question" value="[^.]+\.([^"]+)"/).map { String($0.output.1) }
            #expect(order == ["email", "detail-choice", "field-name"])
            let incomplete = try await client.post("/forms/1", try Self.fields(moved.text))
            #expect(incomplete.status == .unprocessableContent && incomplete.text.contains("Please correct this first"))
            let filled = [
                "q-\(key)-label": "Size", "q-\(key)-detail": "size", "q-\(key)-options": "S\nM\n",
                "q-\(key)-required": "yes",
            ]
            let preview = try await client.post(
                "/forms/1/preview",
                try Self.fields(moved.text, filled),
                headers: [.htmxRequest: "true"]
            )
            #expect(preview.text.contains("<option>M</option>") && preview.text.contains("Size *"))
            #expect(try await world.site.forms.form(FormID(1))?.version == 1)
            _ = try await client.post("/forms/1", try Self.fields(moved.text, filled))
            let questions = try await world.site.forms.form(FormID(1))?.definition.questions
            #expect(
                questions?[1]
                    == FormQuestion(
                        .detail(DetailName(stored: "size"), .choice(["S", "M"])),
                        label: "Size",
                        isRequired: true
                    )
            )
            let stale = try await client.post("/forms/1", try Self.fields(page, ["title": "Old"]))
            #expect(stale.status == .unprocessableContent && stale.text.contains("Somebody else changed") == true)
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `what does not fit is refused at its field`() async throws {
        let world = try await World()
        try await world.visit { client async throws in
            _ = try await client.post("/forms", "name=Newsletter")
            let page = try await client.text("/forms/1")
            for (name, value, words) in [
                ("title", "", "A form needs a title."), ("redirect", "javascript:alert(1)", "whole address"),
                ("mobile-wording", "SMS", "phone number"), ("expiry", "x", "1 to 90 days"), ("tags", "a,b", "comma"),
                ("details", "source", "write a name"), ("language", "<b>", "code of a language"),
            ] {
                let answer = try await client.post("/forms/1", try Self.fields(page, [name: value]))
                #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(name)")
                #expect(!answer.text.contains("<b>"))
            }
            let taken = try await client.post("/forms", "name=NEWSLETTER")
            #expect(taken.status == .unprocessableContent && taken.text.contains("already"))
            #expect(try await client.get("/forms/9").status == .notFound)
            #expect(try await client.get("/forms/x").status == .notFound)
        }
        #expect(try await world.site.forms.form(FormID(1))?.version == 1)
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `the snippet holds what the form asks, escaped`() async throws {
        let definition = FormDefinition(
            title: "A",
            questions: [
                FormQuestion(.email, label: "E-mail"),
                FormQuestion(.detail(DetailName(stored: "a\"b"), .choice(["<x>"])), label: "<script>"),
            ],
            emailConsent: FormDefinition.Consent("Yes & no", isRequired: true)
        )
        let form = SignUpForm(
            id: FormID(1),
            publicID: "abcdefghjk",
            name: "A",
            state: .active,
            version: 4,
            definition: definition,
            createdAt: 0,
            modifiedAt: 0
        )
        let text = FormSnippet(form, address: "https://a.example/f/abcdefghjk").text
        #expect(
            text.contains("action=\"https://a.example/f/abcdefghjk\"") && text.contains("name=\"version\" value=\"4\"")
        )
        #expect(
            text.contains("name=\"detail-a&quot;b\"") && text.contains("&lt;script&gt;") && text.contains("&lt;x&gt;")
        )
        #expect(text.contains("name=\"consent-email\" value=\"yes\" required> Yes &amp; no"))
        #expect(text.hasSuffix("<script src=\"https://a.example/f/abcdefghjk/embed.js\" async></script>"))
    }
}
