// swift-tools-version:6.2
import PackageDescription

// Declared above `package`: a constant below it would still be empty when it is read.
let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
]

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let scrypt = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let memoryLog = Target.Dependency.product(name: "InMemoryLogging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let lifecycleTests = Target.Dependency.product(
    name: "ServiceLifecycleTestKit",
    package: "swift-service-lifecycle"
)

func module(
    _ name: String,
    _ dependencies: [Target.Dependency] = [],
    resources: [Resource] = []
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: swiftSettings)
}

func tests(
    _ name: String,
    _ dependencies: [Target.Dependency],
    resources: [Resource] = []
) -> Target {
    .testTarget(name: name, dependencies: dependencies, resources: resources, swiftSettings: swiftSettings)
}

let package = Package(
    name: "kartoteka",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "kartoteka", targets: ["kartoteka"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CRoaring", path: "Sources/CRoaring"),
        .systemLibrary(
            name: "CPostgres",
            path: "Sources/CPostgres",
            pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"])]
        ),
        .systemLibrary(name: "CCSV", path: "Sources/CCSV", providers: [.apt(["libcsv-dev"])]),
        .systemLibrary(name: "CIDN", path: "Sources/CIDN", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"])]),
        .systemLibrary(
            name: "CQREncode",
            path: "Sources/CQREncode",
            pkgConfig: "libqrencode",
            providers: [.apt(["libqrencode-dev"])]
        ),
        .systemLibrary(
            name: "CCurl",
            path: "Sources/CCurl",
            pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]
        ),
        .systemLibrary(
            name: "CGMime",
            path: "Sources/CGMime",
            pkgConfig: "gmime-3.0",
            providers: [.apt(["libgmime-3.0-dev"])]
        ),
        .target(name: "CurlShim", dependencies: ["CCurl"]),
        .target(name: "CMIME", dependencies: ["CGMime"]),

        module("Bitmaps", ["CRoaring"]),
        module("BackgroundWork", [logging, lifecycle]),
        module("Secrets", [crypto]),
        module(
            "Storage",
            [
                "Bitmaps", "Secrets", "CPostgres", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"), logging,
            ]
        ),
        module("Contacts", ["Bitmaps", "Storage", "CIDN"]),
        module("Outgoing", [logging, .product(name: "AsyncHTTPClient", package: "async-http-client")]),
        module("Parsing", ["Contacts", .product(name: "Yams", package: "Yams")]),
        module("Mail", ["CIDN", "CurlShim", "CMIME", "Outgoing"]),
        module("Access", ["Storage", "Contacts", crypto, scrypt, logging]),
        module("Tracking", ["BackgroundWork", "Bitmaps", "Storage", "Contacts", logging, lifecycle]),
        module("Selections", ["Bitmaps", "Storage", "Contacts", "Access"]),
        module("Intake", ["Bitmaps", "Storage", "Contacts", "Parsing", "CCSV"]),
        module("Genders", resources: [.copy("Names")]),
        module("Actions", ["Bitmaps", "Contacts", "Tracking", "Genders"]),
        module(
            "Executions",
            [
                "BackgroundWork", "Bitmaps", "Storage", "Contacts", "Parsing", "Access", "Tracking", "Selections",
                "Actions", logging, lifecycle,
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        module(
            "Messaging",
            [
                "BackgroundWork", "Bitmaps", "Storage", "Contacts", "Parsing", "Mail", "Outgoing", crypto, scrypt,
                logging, lifecycle,
                .product(name: "Mustache", package: "swift-mustache"),
            ]
        ),
        module(
            "Automations",
            [
                "BackgroundWork", "Bitmaps", "Storage", "Contacts", "Parsing", "Access", "Selections", "Actions",
                "Executions", "Messaging", "Outgoing", logging, lifecycle,
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        module(
            "Forms",
            [
                "BackgroundWork", "Bitmaps", "Storage", "Contacts", "Parsing", "Access", "Tracking", "Actions",
                "Messaging", logging, lifecycle,
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        module(
            "WebUI",
            [
                "Bitmaps", "Storage", "Contacts", "Access", "Tracking", "Selections", "Genders", "Actions",
                "Automations",
                "Executions", "Forms", "Mail", "Messaging", "Parsing", "CQREncode", hummingbird, logging,
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            resources: [.embedInCode("Templates"), .copy("Assets")]
        ),
        module(
            "RESTAPI",
            [
                "Bitmaps", "Storage", "Contacts", "Parsing", "Access", "Selections", "Actions", "Executions",
                hummingbird, logging,
            ],
            resources: [.embedInCode("openapi.json")]
        ),
        module(
            "CompatibilityAPI",
            ["Storage", "Contacts", "Parsing", "Access", "Tracking", "Selections", "Forms", hummingbird, logging]
        ),
        .target(
            name: "Benchmarks",
            dependencies: [
                "Bitmaps", "Storage", "Contacts", "Access", "Selections", "Actions", "Automations", "Executions",
                "Intake",
                "Tracking", "WebUI", "RESTAPI", "CompatibilityAPI", hummingbird, logging,
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ],
            path: "Benchmarks",
            swiftSettings: swiftSettings
        ),
        module(
            "Commands",
            [
                "Bitmaps", "Secrets", "Storage", "Contacts", "Access", "Tracking", "Selections", "Genders", "Actions",
                "Automations",
                "Executions", "Forms", "Intake", "Messaging", "Outgoing", "WebUI", "RESTAPI", "CompatibilityAPI",
                "Benchmarks",
                hummingbird, logging, lifecycle,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .target(
            name: "TestSupport",
            dependencies: [
                "Bitmaps", "Secrets", "Storage", "Contacts", "Access", "Mail", "Outgoing", hummingbird, logging,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            path: "Tests/TestSupport",
            swiftSettings: swiftSettings
        ),
        tests("ArchitectureTests", []),
        tests("BackgroundWorkTests", ["BackgroundWork", logging, memoryLog, lifecycleTests]),
        tests("SecretsTests", ["Secrets"]),
        tests("BitmapsTests", ["Bitmaps", "TestSupport"]),
        tests("StorageTests", ["Bitmaps", "Secrets", "Storage", "TestSupport"]),
        tests("ContactsTests", ["Bitmaps", "Storage", "Contacts", "TestSupport"]),
        tests("OutgoingTests", ["Outgoing", "TestSupport", logging, memoryLog]),
        tests("ParsingTests", ["Contacts", "Parsing", "TestSupport"]),
        tests(
            "MailTests",
            ["Mail", "Outgoing", "TestSupport", logging, memoryLog],
            resources: [.copy("Data")]
        ),
        tests("AccessTests", ["Storage", "Contacts", "Access", "TestSupport", logging, memoryLog]),
        tests("SelectionsTests", ["Bitmaps", "Secrets", "Storage", "Contacts", "Access", "Selections", "TestSupport"]),
        tests("IntakeTests", ["Bitmaps", "Storage", "Contacts", "Intake", "TestSupport"]),
        tests("GendersTests", ["Genders", "TestSupport"]),
        tests("ActionsTests", ["Bitmaps", "Storage", "Contacts", "Tracking", "Genders", "Actions", "TestSupport"]),
        tests("TrackingTests", ["Bitmaps", "Storage", "Contacts", "Tracking", "TestSupport", logging]),
        tests(
            "ExecutionsTests",
            [
                "Bitmaps", "Storage", "Contacts", "Parsing", "Access", "Tracking", "Selections", "Actions",
                "Executions",
                "TestSupport", logging,
            ]
        ),
        tests(
            "MessagingTests",
            [
                "Bitmaps", "Storage", "Contacts", "Parsing", "Mail", "Messaging", "Outgoing", "TestSupport", crypto,
                scrypt, logging,
            ]
        ),
        tests(
            "AutomationsTests",
            [
                "Bitmaps", "Storage", "Contacts", "Access", "Selections", "Actions", "Automations", "Executions",
                "Messaging", "Outgoing", "TestSupport", hummingbird, logging,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]
        ),
        tests(
            "FormsTests",
            ["Bitmaps", "Storage", "Contacts", "Access", "Actions", "Messaging", "Forms", "TestSupport", logging]
        ),
        tests(
            "RESTAPITests",
            [
                "Storage", "Contacts", "Access", "Selections", "Executions", "RESTAPI", "TestSupport", hummingbird,
                logging,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]
        ),
        tests(
            "CompatibilityAPITests",
            [
                "Storage", "Contacts", "Parsing", "Access", "Selections", "Messaging", "Forms", "CompatibilityAPI",
                "TestSupport", hummingbird, logging,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]
        ),
        .testTarget(
            name: "DoorTests",
            dependencies: [
                "Storage", "Contacts", "Parsing", "Access", "Selections", "Intake", "Forms", "RESTAPI",
                "CompatibilityAPI", "TestSupport", hummingbird, logging,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            exclude: ["fields.json"],
            swiftSettings: swiftSettings
        ),
        tests(
            "EndToEndTests",
            [
                "Bitmaps", "Storage", "Contacts", "Access", "Tracking", "Selections", "Automations", "Executions",
                "Messaging",
                "TestSupport",
            ]
        ),
        .executableTarget(name: "kartoteka", dependencies: ["Commands"], swiftSettings: swiftSettings),
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "Contacts", "Parsing", "Selections", "Executions", "Automations", "Forms", "Intake", "Mail",
                "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Fuzzing",
            swiftSettings: swiftSettings
        ),

        tests(
            "WebUITests",
            [
                "Bitmaps", "Storage", "Contacts", "Access", "Tracking", "Selections", "Genders", "Actions",
                "Automations",
                "Executions", "Forms", "Mail", "Messaging", "WebUI", "TestSupport",
                crypto, hummingbird, logging,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]
        ),
    ]
)
