import Contacts
import Testing

@testable import Messaging

struct TemplateTextTests {
    private func filled(_ text: String, _ form: TemplateText.Form, _ values: [Placeholder: String]) throws -> String {
        try TemplateText(text, as: form).compiled().filled { values[$0] ?? "" }
    }

    @Test func `values stand in their places`() throws {
        let size = Placeholder.detail(try DetailName("Rozmiar buta, długość"))
        let values: [Placeholder: String] = [.firstName: "Zoë", .field(.name): "Zoë Ślązak", size: "41½"]
        #expect(try filled("Hi {{first-name}}, {{ name }}!", .plain, values) == "Hi Zoë, Zoë Ślązak!")
        #expect(try filled("{{detail.Rozmiar buta, długość}}", .plain, values) == "41½")
        #expect(try filled("a{{score}}b", .plain, values) == "ab")
        #expect(try filled("no placeholder } }} at all", .plain, values) == "no placeholder } }} at all")
    }

    @Test func `another text stands where there is no value`() throws {
        #expect(try filled("Hi {{first-name|there}}!", .plain, [:]) == "Hi there!")
        #expect(try filled("Hi {{first-name | there}}!", .plain, [.firstName: "Ann"]) == "Hi Ann!")
        let text = "{{#first-name}}Dear {{first-name}}{{/first-name}}{{^first-name}}Hello{{/first-name}},"
        #expect(try filled(text, .plain, [.firstName: "Ann"]) == "Dear Ann,")
        #expect(try filled(text, .plain, [:]) == "Hello,")
    }

    @Test func `a value brings no HTML along, and a text shows it as it is`() throws {
        let values: [Placeholder: String] = [.field(.name): "<b>\"A\" & 'B'</b>{{email}}"]
        let html = try filled("<p title=\"{{name}}\">{{name}}</p>", .html, values)
        #expect(!html.contains("<b>") && html.contains("&lt;b&gt;") && !html.contains("\"A\""))
        #expect(try filled("{{name}}", .plain, values) == "<b>\"A\" & 'B'</b>{{email}}")
    }

    @Test(arguments: [
        ("{{nane}}", TemplateError.unknownPlaceholder("nane")),
        ("{{}}", .unknownPlaceholder("")),
        ("{{> partial}}", .unknownPlaceholder("> partial")),
        ("{{=<% %>=}}", .unknownPlaceholder("=<% %>=")),
        ("{{! note }}", .unknownPlaceholder("! note")),
        ("{{detail.}}", .unknownPlaceholder("detail.")),
        ("{{coupon.A B}}", .unknownPlaceholder("coupon.A B")),
        ("Hello {{name", .unfinishedPlaceholder("{{name")),
        ("{{{name}}}", .unescapedPlaceholder("{{{name}}")),
        ("{{& name}}", .unescapedPlaceholder("{{& name}}")),
        ("{{#name}}x", .unfitSection("name")),
        ("{{#name}}{{/email}}", .unfitSection("email")),
        ("{{/name}}", .unfitSection("name")),
    ])
    func `what is wrong is said`(text: String, error: TemplateError) {
        #expect(throws: error) { try TemplateText(text) }
    }
}
