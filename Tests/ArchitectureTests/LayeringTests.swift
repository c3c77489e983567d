import Foundation
import Testing

/// The picture of the modules in the design, as a table: arrows point only downward.
///
/// A new arrow is a change of this table, with a decision record.
struct LayeringTests {
    private static let platform: Set = ["Foundation", "Synchronization"]

    /// What each target may import, besides the platform.
    private static let allowed: [String: Set<String>] = [
        "CRoaring": [], "CPostgres": [], "CCSV": [], "CIDN": [], "CQREncode": [],
        "CCurl": [], "CGMime": [], "CurlShim": [], "CMIME": [],
        "Mail": ["CIDN", "CurlShim", "CMIME", "Outgoing", "Dispatch"],
        "Outgoing": ["AsyncHTTPClient", "NIOCore", "NIOHTTP1", "Logging", "Dispatch"],
        "Bitmaps": ["CRoaring"],
        "BackgroundWork": ["Logging", "ServiceLifecycle"],
        "Secrets": ["Crypto"],
        "Storage": ["Bitmaps", "Secrets", "CPostgres", "GRDB", "GRDBSQLite", "Logging", "Dispatch", "Glibc"],
        "Contacts": ["Bitmaps", "Storage", "CIDN"],
        "Parsing": ["Contacts", "Yams"],
        "Access": ["Storage", "Contacts", "Crypto", "CryptoExtras", "Logging"],
        "Selections": ["Bitmaps", "Storage", "Contacts", "Access"],
        "Intake": ["Bitmaps", "Storage", "Contacts", "Parsing", "CCSV"],
        "Genders": [],
        "Tracking": ["BackgroundWork", "Bitmaps", "Storage", "Contacts", "Logging", "ServiceLifecycle"],
        "Actions": ["Bitmaps", "Contacts", "Tracking", "Genders"],
        "Executions": [
            "BackgroundWork", "Bitmaps", "Storage", "Contacts", "Parsing", "Access", "Tracking", "Selections",
            "Actions",
            "Logging", "ServiceLifecycle", "Yams",
        ],
        "Messaging": [
            "BackgroundWork", "Bitmaps", "Storage", "Contacts", "Parsing", "Mail", "Outgoing", "Crypto", "CryptoExtras",
            "Logging", "ServiceLifecycle", "Mustache",
        ],
        "Automations": [
            "BackgroundWork", "Bitmaps", "Storage", "Contacts", "Parsing", "Access", "Selections", "Actions",
            "Executions",
            "Messaging", "Outgoing", "Logging", "ServiceLifecycle", "Yams",
        ],
        "Forms": [
            "BackgroundWork", "Bitmaps", "Storage", "Contacts", "Parsing", "Access", "Tracking", "Actions", "Messaging",
            "Logging", "ServiceLifecycle", "Yams",
        ],
        "WebUI": [
            "Bitmaps", "Storage", "Contacts", "Access", "Tracking", "Selections", "Genders", "Actions", "Automations",
            "Executions", "Forms", "Mail", "Messaging", "Parsing", "CQREncode",
            "Hummingbird", "Logging",
            "Mustache", "NIOCore",
        ],
        "CompatibilityAPI": [
            "Storage", "Contacts", "Parsing", "Access", "Tracking", "Selections", "Forms", "Hummingbird", "Logging",
        ],
        "RESTAPI": [
            "Bitmaps", "Storage", "Contacts", "Parsing", "Access", "Selections", "Actions", "Executions", "Hummingbird",
            "Logging",
        ],
        "Commands": [
            "Bitmaps", "Secrets", "Storage", "Contacts", "Access", "Tracking", "Selections", "Genders", "Actions",
            "Automations",
            "Executions", "Forms", "Intake", "Messaging", "Outgoing",
            "WebUI", "RESTAPI", "CompatibilityAPI",
            "Benchmarks", "Hummingbird", "HummingbirdCore", "NIOHTTP1", "NIOHTTPTypesHTTP1",
            "Logging", "ServiceLifecycle", "ArgumentParser", "NIOCore", "UnixSignals", "Dispatch",
        ],
        "kartoteka": ["Commands"],
    ]

    @Test func `every target has its place in the picture`() throws {
        #expect(try SourceFile.modules() == Self.allowed.keys.sorted())
    }

    @Test func `every file imports only what lies below its target`() throws {
        let files = try SourceFile.all("swift")
        #expect(files.count > 50)
        for file in files {
            let allowed = Self.allowed[file.module, default: []].union(Self.platform)
            #expect(Set(file.imports).subtracting(allowed) == [], "\(file.path)")
        }
    }

    @Test(arguments: [
        ("import Storage", ["Storage"]), ("  package import Storage", ["Storage"]), ("@testable import A", ["A"]),
        ("@preconcurrency public import struct A.B", ["A"]), ("// import A", []), ("let importance = 1", []),
        ("import A\nimport func B.c", ["A", "B"]),
    ])
    func `an import is seen in every spelling`(text: String, imports: [String]) {
        #expect(SourceFile(path: "Sources/X/x.swift", text: text).imports == imports)
    }
}
