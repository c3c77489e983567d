import Foundation
import TestSupport
import Testing

@testable import Messaging

struct LinkRewritingTests {
    private func links() async throws -> MessageLinks {
        let base = try #require(URL(string: "https://news.example/"))
        var signer: TokenSigner?
        try await TestDatabase.withDatabase(.sqlite) { signer = try await TokenSigner.load(from: $0) }
        return MessageLinks(base: base, signer: try #require(signer))
    }

    /// The addresses that the links of some HTML lead to in the end.
    private func targets(_ html: String, _ links: MessageLinks) -> [String] {
        html.matches(of: /(?i)\bhref\s*=\s*["']([^"']*)["']/).map { match in
            let address = String(match.output.1)
            guard let token = address.split(separator: "/m/c/").last, address.contains("/m/c/"),
                let found = links.signer.number(of: token, .click)
            else { return "direct \(address)" }
            #expect(found.number == 12)
            return String(decoding: found.rest, as: UTF8.self)
        }
    }

    @Test func `links of the web lead over here, and others stay`() async throws {
        let links = try await links()
        let html = """
            <html><body><p><A class='x>y' HREF="https://shop.example/?a=1&amp;b=2#c">Sale</A>
            <a href='http://shop.example/it"s'>x</a> <a id="m" href="mailto:a@b.example">m</a>
            <a href="tel:+48600">t</a> <a href="#top">u</a> <a href="https://news.example/m/u/abc">v</a>
            <area href="https://shop.example/map"> <a>none</a> <abbr href="https://x.example">z</abbr></p></body></html>
            """
        let result = LinkRewriting(links: links, message: 12).rewritten(html)
        #expect(
            targets(result, links) == [
                "https://shop.example/?a=1&b=2#c", "http://shop.example/it\"s", "direct mailto:a@b.example",
                "direct tel:+48600", "direct #top", "direct https://news.example/m/u/abc",
                "direct https://shop.example/map", "direct https://x.example",
            ]
        )
        let image = try #require(result.firstMatch(of: /<img src="https:\/\/news.example\/m\/o\/([^"]*).gif"/))
        #expect(links.signer.number(of: image.output.1, .opening)?.number == 12)
        #expect(result.hasSuffix("alt=\"\"></body></html>"))
    }

    @Test func `broken HTML stays what it is`() async throws {
        let links = try await links()
        for html in [
            "", "<a href=", "<a href=\"https://x.example", "<a href=https://x.example>x</a>", "<<a>>", "plain",
        ] {
            #expect(LinkRewriting(links: links, message: 1).rewritten(html).hasPrefix(html))
        }
    }

    @Test(arguments: [
        ("<h1>Sale</h1><p>Dear&nbsp;Anna,<br>it is  here.</p>", "Sale\nDear Anna,\nit is here."),
        ("<a href=\"https://x.example\">here</a>", "here (https://x.example)"),
        ("<a href='https://x.example'>https://x.example</a>", "https://x.example"),
        (
            "<style>p { color: red }</style><p>A &lt; B &amp; C &#8364; &#x142; &bogus;</p><!-- <b>no</b> -->",
            "A < B & C € ł &bogus;"
        ),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("", ""),
    ])
    func `HTML becomes text`(html: String, text: String) {
        #expect(PlainText(html: html).text == text)
    }
}
