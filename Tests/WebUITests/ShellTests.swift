import Foundation
import Hummingbird
import HummingbirdTesting
import Selections
import Storage
import Testing

@testable import WebUI

struct ShellTests {
    @Test func `no template writes anything unescaped`() {
        for (name, bytes) in Templates.sources {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!text.contains("{{{") && !text.contains("{{&"), "\(name)")
            #expect(!text.contains(" style=") && !text.contains("<style") && !text.contains(" onclick="), "\(name)")
        }
    }

    @Test func `every template file is built in`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/WebUI/Templates").standardized
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix(".mustache")
        }
        #expect(Set(files.map { String($0.dropLast(9)) }) == Set(Templates.sources.keys))
    }

    @Test func `the name check finds a misspelt name`() {
        struct Wrong: FragmentModel {
            static let template = "moment"
            let texxt = "now"
            let iso = "2026"
        }
        #expect(TemplateNames.missing(in: "moment", for: Wrong()) == ["text in moment"])
    }

    @Test(arguments: ["/nowhere", "/contacts/1", "/contacts/0190b0a0-0000-7000-8000-000000000000", "/executions/77"])
    func `what is not there is said in the shell`(address: String) async throws {
        let world = try await World()
        try await world.visit { client in
            let answer = try await client.execute(uri: address, method: .get)
            #expect(answer.status == .notFound)
            let text = String(buffer: answer.body)
            #expect(text.contains("Not found") && text.contains("href=\"/segments\""))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `every answer keeps foreign code and frames away`() async throws {
        let world = try await World()
        try await world.visit { client in
            for address in ["/", "/contacts", "/nowhere", "/assets/app.js"] {
                let headers = try await client.execute(uri: address, method: .get).headers
                #expect(headers[.contentSecurityPolicy]?.contains("default-src 'self'") == true)
                #expect(headers[.contentSecurityPolicy]?.contains("unsafe") == false)
                #expect(headers[.xContentTypeOptions] == "nosniff")
            }
        }
    }

    @Test(
        arguments: [
            ("cross-site", nil, 403), ("same-site", nil, 403), ("same-origin", "http://evil.example", 303),
            (nil, "http://evil.example", 403), (nil, "null", 403), (nil, "http://localhost", 303), (nil, nil, 403),
        ] as [(String?, String?, Int)]
    )
    func `a change is taken from our own pages only`(site: String?, origin: String?, status: Int) async throws {
        let world = try await World()
        try await world.visit { client in
            var headers: HTTPFields = [:]
            headers[.secFetchSite] = site
            headers[.origin] = origin
            let answer = try await client.postAsIs("/segments", "name=A&query=all", headers: headers)
            #expect(answer.status.code == status)
        }
        #expect(try await world.site.segments.all().count == (status == 303 ? 1 : 0))
    }

    @Test func `a form that is too large is refused in words`() async throws {
        let world = try await World()
        try await world.visit { client in
            let answer = try await client.post("/count", "query=" + String(repeating: "a", count: WebUI.bodyLimit))
            #expect(answer.status == .contentTooLarge)
            #expect(String(buffer: answer.body).contains("at most 1\u{202F}024 KiB"))
        }
    }

    @Test func `assets have a type, a version and no way out of their folder`() async throws {
        let world = try await World()
        try await world.visit { client in
            let first = try await client.execute(uri: "/assets/app.js", method: .get)
            #expect(first.headers[.contentType] == "text/javascript; charset=utf-8")
            let tag = try #require(first.headers[.eTag])
            let again = try await client.execute(uri: "/assets/app.js", method: .get, headers: [.ifNoneMatch: tag])
            #expect(again.status == .notModified && again.body.readableBytes == 0)
            let named = world.site.assets.addresses.ownScript
            let versioned = try await client.execute(uri: named, method: .get)
            #expect(versioned.headers[.cacheControl]?.contains("immutable") == true)
            for path in ["/assets/../Package.swift", "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets/none.js"] {
                #expect(try await client.execute(uri: path, method: .get).status == .notFound)
            }
        }
    }

    @Test func `a message is shown once`() async throws {
        let world = try await World()
        try await world.visit { client in
            let done = try await client.post("/segments", "name=Żółw&query=all")
            let cookie = try #require(done.headers[.setCookie]?.split(separator: ";").first)
            let page = try await client.execute(uri: "/segments", method: .get, headers: [.cookie: String(cookie)])
            #expect(String(buffer: page.body).contains("Segment created."))
            #expect(page.headers[.setCookie]?.contains("Max-Age=0") == true)
        }
    }

    @Test func `an unexpected failure says nothing of the inside`() {
        let trouble = Trouble(StorageError(.other, "no such table: secret"))
        #expect(trouble.status == .internalServerError)
        #expect(!"\(trouble)".contains("secret"))
        #expect(
            Trouble(SelectionError.unknownSegment("X")).words
                == "There is no segment \"X\": create it, or name one that exists."
        )
    }

    @Test func `the health check answers`() async throws {
        let world = try await World()
        try await world.visit { client in
            let text = try await client.text("/health")
            #expect(text == "ok\n")
        }
    }
}
