import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import WebUI

struct OriginTests {
    @Test(
        arguments: [
            (nil, false, "http://a.example", true), (nil, false, "https://a.example", false),
            (nil, false, "http://A.example:80", true), (nil, false, "http://a.example:81", false),
            (nil, false, "ftp://a.example", false), (nil, false, "null", false), (nil, false, "a.example", false),
            (nil, true, "https://a.example", true), (nil, true, "http://a.example", true),
            ("https://b.example", true, "https://b.example", true),
            ("https://b.example", true, "http://b.example", false),
            ("https://b.example", true, "https://b.example:443", true),
            ("https://b.example", true, "https://a.example", true),
            ("https://b.example", true, "http://a.example", false),
            ("http://b.example:8080", false, "http://b.example:8080", true),
            ("http://b.example:8080", false, "http://b.example", false),
        ] as [(String?, Bool, String, Bool)]
    )
    func `an origin is ours with its scheme, host and port only`(
        publicAddress: String?,
        behindProxy: Bool,
        origin: String,
        isOwn: Bool
    ) {
        let entrance = Entrance(publicAddress: publicAddress.flatMap { URL(string: $0) }, behindProxy: behindProxy)
        #expect(entrance.isOwn(origin: origin, for: Self.request()) == isOwn)
    }

    @Test func `a proxy says how the browser came`() {
        let entrance = Entrance(publicAddress: nil, behindProxy: true)
        let request = Self.request([.forwardedProtocol: "https"])
        #expect(entrance.isOwn(origin: "https://a.example", for: request))
        #expect(!entrance.isOwn(origin: "http://a.example", for: request))
    }

    private static func request(_ headers: HTTPFields = [:]) -> Request {
        let head = HTTPRequest(method: .post, scheme: "http", authority: "a.example", path: "/", headerFields: headers)
        return Request(head: head, body: RequestBody(buffer: ByteBuffer()))
    }
}
