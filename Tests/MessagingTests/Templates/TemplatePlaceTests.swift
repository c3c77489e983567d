import Contacts
import Mail
import TestSupport
import Testing

@testable import Messaging

/// A contact's data is text in a message, and neither an address nor code.
struct TemplatePlaceTests {
    private func check(_ html: String) throws(TemplateError) {
        let variant = TemplateContent.Variant(subject: "A", html: html)
        _ = try TemplateContent(language: "en", variants: ["en": variant]).checked(for: .email)
    }

    private func filled(_ html: String, _ value: String) throws -> String {
        try TemplateText(html, as: .html).compiled().filled { _ in value }
    }

    @Test(arguments: [
        "<a href=\"{{detail.url}}\">x</a>", "<A HREF='{{detail.url}}'>x</A>", "<a href = \" {{detail.url}}\">x</a>",
        "<a title=\"{{name}}\" href=\"{{detail.url|https://shop.example/}}\">x</a>", "<img src=\"{{detail.url}}\">",
        "<a href=\"https://{{detail.host}}/\">x</a>", "<a href=\"https://shop.example{{detail.path}}\">x</a>",
        "<a href=\"javascript:{{detail.x}}\">x</a>", "<a href=\"//{{detail.x}}\">x</a>",
        "<a href=\"/{{detail.x}}\">x</a>",
        "<a href=\"https://shop.example:{{detail.x}}/\">x</a>", "<form action=\"{{detail.x}}\"></form>",
        "<td background=\"{{detail.x}}\">", "<svg><use xlink:href=\"{{detail.x}}\"/></svg>",
        "<a href=\"{{#detail.x}}https://shop.example/{{/detail.x}}{{detail.y}}\">x</a>",
        "<!--[if mso]><a href=\"{{detail.x}}\">x</a><![endif]-->",
        "<a href=\"{{unsubscribe-url|x}}{{detail.x}}\">x</a>",
    ])
    func `an address that a contact's data could lead elsewhere is refused`(html: String) throws {
        let error = #expect(throws: TemplateError.self) { try check(html) }
        guard case .openAddress(_, let attribute)? = error else {
            Issue.record("\(html): \(error?.message ?? "taken")")
            return
        }
        #expect(error?.message.contains("in \(attribute) would let") == true)
    }

    @Test(arguments: [
        "<p style=\"color:{{detail.x}}\">", "<p onclick=\"go('{{detail.x}}')\">", "<P OnMouseOver='{{detail.x}}'>",
        "<a href={{detail.x}}>", "<a {{detail.x}}>", "<{{detail.x}}>text", "<p class={{name}}>", "<p {{name}}=\"x\">",
        "<style>p { color: {{detail.x}} }</style>", "<script>var x = '{{detail.x}}'</script>",
        "<meta http-equiv=\"refresh\" content=\"0;url={{detail.x}}\">", "<iframe srcdoc=\"{{detail.x}}\"></iframe>",
    ])
    func `a placeholder where a value could be code is refused`(html: String) throws {
        // Of a lone `<` behind which no name follows browsers make text.
        guard html != "<{{detail.x}}>text" else { return try check(html) }
        let error = #expect(throws: TemplateError.self) { try check(html) }
        guard case .unsafePlaceholder? = error else {
            Issue.record("\(html): \(error?.message ?? "taken")")
            return
        }
    }

    @Test(arguments: [
        "<p>{{detail.x}}</p>", "<p title=\"{{name}}\" class='{{state}}'>x</p>", "1 < 2 {{name}} > 3",
        "<a href=\"https://shop.example/?q={{detail.x}}\">x</a>", "<a href='HTTP://shop.example#{{detail.x}}'>x</a>",
        "<a href=\"https://shop.example:8080/{{detail.x}}/{{detail.y}}\">x</a>", "<a href=\"mailto:{{email}}\">x</a>",
        "<a href=\"tel:{{phone}}\">x</a>", "<a href=\"{{unsubscribe-url}}\">x</a>",
        "<a href=\"{{ confirm-url }}\">x</a>",
        "{{#detail.x}}<a href=\"https://shop.example/{{detail.x}}\">{{/detail.x}}{{^detail.x}}<b>{{/detail.x}}",
        "<a href=\"{{#detail.x}}https://shop.example/{{detail.x}}{{/detail.x}}\">x</a>",
        "<p {{#name}}class=\"x\"{{/name}}>{{name}}</p>", "<title>{{name}}</title>",
        "<style>p { color: red }</style><p>{{name}}</p>", "<img alt=\"{{name}}\" src=\"https://shop.example/a.png\">",
        "<a href=\"https://shop.example/{{#detail.x}}{{detail.x}}{{/detail.x}}{{detail.y}}\">x</a>",
    ])
    func `fixed addresses and plain attributes are taken`(html: String) throws {
        try check(html)
    }

    @Test func `values in templates of before become no scheme and no code`() throws {
        for value in [
            "javascript:alert(1)", "JavaScript:alert(1)", " \tjava\nscript:alert(1)", "data:text/html,x", "vbscript:x",
            "https://evil.example/", "//evil.example/", "\\\\evil.example", "\u{1}javascript:x",
        ] {
            #expect(try filled("<a href=\"{{detail.x}}\">", value) == "<a href=\"#\">", "\(value.debugDescription)")
        }
        #expect(try filled("<a href=\"{{detail.x}}\">", "shoes?a=b:c") == "<a href=\"shoes?a=b:c\">")
        let host = "<a href=\"https://shop.example{{detail.x}}\">"
        #expect(try filled(host, ".evil.example/") == "<a href=\"https://shop.example\">")
        #expect(try filled(host, "@evil.example/") == "<a href=\"https://shop.example\">")
        #expect(try filled(host, "/shoes") == "<a href=\"https://shop.example/shoes\">")
        #expect(try filled("<p style=\"color:{{detail.x}}\">", "red") == "<p style=\"color:\">")
        #expect(try filled("<p {{detail.x}}>{{detail.x}}", "onclick=x") == "<p >onclick=x")
        #expect(
            try filled("<a href=\"{{detail.x|https://shop.example/}}\">", "") == "<a href=\"https://shop.example/\">"
        )
        let text = try TemplateText("javascript:{{detail.x}}").compiled().filled { _ in "https://x.example" }
        #expect(text == "javascript:https://x.example", "plain text has no addresses")
    }

    @Test func `whatever is typed, every placeholder has a place`() throws {
        var random = SeededGenerator(for: "template places")
        let pieces = [
            "<", ">", "\"", "'", "=", " ", "/", "a", "href", "style", "<a href=\"", "<!--", "-->", "<script>",
            "</script>",
            "{{name}}", "{{detail.x|y}}", "{{#name}}", "{{/name}}", "https://shop.example/", "ł", "\n", "{", "}",
        ]
        for _ in 0..<2_000 {
            let html = (0..<random.int(0...20)).map { _ in random.pick(pieces) }.joined()
            guard (try? TemplateText(html)) != nil else { continue }
            let count = html.matches(of: /\{\{(?:name|detail)/).count
            #expect(
                TemplatePlaceParser.places(in: html).count == count,
                "seed \(random.seed): \(html.debugDescription)"
            )
        }
    }

    @Test func `what would break a header is refused`() async throws {
        for subject in ["A\nBcc: x@example.com", "A\rB", "A\tB", "A\u{7}"] {
            let content = TemplateContent(language: "en", variants: ["en": .init(subject: subject, text: "B")])
            #expect(throws: TemplateError.brokenSubject(language: "en")) { try content.checked(for: .email) }
        }
        try await MessagingWorld.with(.sqlite) { world in
            var settings = EmailSettings(
                server: .init(host: "smtp.example.com", port: 587, security: .startTLS),
                fromAddress: "shop@example.com"
            )
            for name in ["Shop\r\nBcc: x@example.com", "Shop\u{0}", "Sh\top"] {
                settings.fromName = name
                await #expect(throws: AccountError.notOneLine("the sender's name")) {
                    try await world.accounts.create("A", .email(settings))
                }
            }
            let gateway = HTTPTextSettings(url: "https://x.example", authorization: "a\r\nb: c", sender: "Shop")
            await #expect(throws: AccountError.notOneLine("the authorisation")) {
                try await world.accounts.create("A", .http(gateway))
            }
        }
    }
}
