import Access
import Contacts
import Forms
import Hummingbird
import HummingbirdTesting
import Messaging
import Storage
import Testing

@testable import WebUI

/// The template by which people confirm, on its page.
struct ConfirmationTemplatePageTests {
    @Test func `the template keeps the link, and its name while a form sends it`() async throws {
        let world = try await World()
        let definition = FormDefinition(
            title: "News",
            questions: [FormQuestion(.email, label: "E-mail")],
            emailConsent: FormDefinition.Consent("Send me the newsletter.", isRequired: true)
        )
        let form = try await world.site.forms.create("News", definition, by: .operator)
        try await world.visit(as: .marketer) { client in
            // Made by hand before the first sign-up, it begins with the link in all languages.
            let made = try await client.post("/messages/templates", "name=Sign-up+confirmation&channel=email")
            let path = try #require(made.location)
            let page = try await client.text(path)
            #expect(page.contains("{{confirm-url}}") && page.contains("Please confirm") && page.contains(">pl</a>"))
            let fields = "&language=en&subject=Hello&default=yes&revision=1"
            let lost = try await client.post(path, "name=Sign-up+confirmation&text=Hi" + fields)
            #expect(lost.status == .unprocessableContent)
            #expect(lost.text.contains("The text (en) has no {{confirm-url}}") && lost.text.contains(">Hi</textarea>"))
            try await world.site.forms.set(.active, of: form)
            let kept = "text=%7B%7Bconfirm-url%7D%7D"
            let renamed = try await client.post(path, "name=Other&\(kept)" + fields)
            #expect(renamed.status == .unprocessableContent)
            #expect(renamed.text.contains("cannot be renamed: the form News sends it"))
            let html = try await client.post(
                path,
                "name=Sign-up+confirmation&\(kept)&html=%3Cp%3EHi%3C%2Fp%3E" + fields
            )
            #expect(html.text.contains("The HTML (en) has no {{confirm-url}}"))
            _ = try await client.post("\(path)/delete", "confirmation=yes")
            let all = try await world.database.read { try TemplateReader($0).all(.email) }
            #expect(all.map(\.name) == ["Sign-up confirmation"] && all.map(\.revision) == [1])
            #expect(try await client.post(path, "name=Sign-up+confirmation&\(kept)" + fields).status == .seeOther)
            try await world.site.forms.set(.inactive, of: form)
            #expect(try await client.post("\(path)/delete", "confirmation=yes").location == "/messages/templates")
        }
    }
}
