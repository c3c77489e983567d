import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

struct DoorTests {
    private static let tag = TagName(stored: "VIP")
    private static let detail = DetailName(stored: "city")

    /// A new value for every facet that can be set.
    private static let values: [(facet: Facet, value: FacetValue)] =
        [
            (.invalid, .yes), (.mobileStatus, .yes), (.monitored, .yes), (.state, .integer(2)), (.score, .integer(-7)),
            (.removed, .integer(5)), (.emailStatus, .yes), (.field(.email), .text("New@Example.org")),
            (.tag(tag), .tag(score: 3, addedAt: 77)), (.detail(detail), .text("Kraków")),
        ]
        + ProfileField.allCases.filter { $0 != .email }.map { (.field($0), .text("new \($0.word) 'ł")) }

    @Test(arguments: StoreKind.available)
    func `each facet is written, journalled and marks the contact as modified`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(3))
            for (facet, value) in Self.values {
                world.clock.advance(by: .seconds(1))
                let old = try await world.values(facet, [1, 2, 3])
                let change = Change(facet, [2], from: .same(old[1]), to: .same(value))
                let sequence = try await world.commit(change)?.sequence ?? 0
                #expect(try await world.values(facet, [1, 2, 3]) == [old[0], value, old[2]], "\(facet)")
                #expect(try await world.journal(after: sequence - 1) == [change], "\(facet)")
                #expect(try await world.contact(2)?.modifiedAt == world.clock.now, "\(facet)")
                #expect(try await world.contact(1)?.modifiedAt == TestClock.start, "\(facet)")
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `each facet that can be empty is emptied`(kind: StoreKind) async throws {
        let mayBeEmpty = Self.values.filter { entry in
            switch entry.facet {
            case .field(let field): field != .email
            case .tag, .detail, .removed: true
            default: false
            }
        }
        try await World.with(kind) { world in
            try await world.create(World.bare(2))
            for (facet, value) in mayBeEmpty {
                try await world.commit(Change(facet, [1, 2], from: .same(.none), to: .same(value)))
                try await world.commit(Change(facet, [1], from: .same(value), to: .same(.none)))
                #expect(try await world.values(facet, [1, 2]) == [.none, value], "\(facet)")
            }
            #expect(try await world.count("contact_tag") == 1)
            #expect(try await world.count("contact_detail") == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `contacts can get a value each`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(4))
            let numbers: Bitmap = [1, 3, 4]
            let each: [(Facet, [FacetValue])] = [
                (.score, [.integer(5), .integer(-5), .integer(5)]),
                (.field(.city), [.text("a"), .text("b"), .text("a")]),
                (.tag(Self.tag), [.tag(score: 1, addedAt: 1), .tag(score: 2, addedAt: 2), .tag(score: 1, addedAt: 1)]),
                (.detail(Self.detail), [.text("x"), .text("4,5"), .text("X")]),
            ]
            for (facet, values) in each {
                let before = try await world.values(facet, [2])
                let change = Change(facet, numbers, from: Change.Values([.none, .none, .none]), to: .each(values))
                try await world.commit(change)
                #expect(try await world.values(facet, [1, 3, 4]) == values, "\(facet)")
                #expect(try await world.values(facet, [2]) == before, "\(facet)")
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `what is compared follows what is shown`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(1))
            func keys() async throws -> [String?]? {
                try await world.database.read {
                    try $0.firstRow("SELECT email_key, email_domain, name_key, phone_key FROM contact_profile") { row in
                        (0..<4).map { row.optionalText($0) }
                    }
                }
            }
            try await world.commit(
                Change(.field(.email), [1], from: .same(.none), to: .same(.text("Ukasz.A@X.pl"))),
                Change(.field(.name), [1], from: .same(.none), to: .same(.text("ŁUKASZ"))),
                Change(.field(.phone), [1], from: .same(.none), to: .same(.text("+48 600-100")))
            )
            #expect(try await keys() == ["ukasz.a@x.pl", "x.pl", "łukasz", "+48600100"])
            try await world.commit(
                Change(.field(.name), [1], from: .same(.text("ŁUKASZ")), to: .same(.none)),
                Change(.field(.phone), [1], from: .same(.text("+48 600-100")), to: .same(.none))
            )
            #expect(try await keys() == ["ukasz.a@x.pl", "x.pl", nil, nil])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a change over the border of a bucket is journalled in two parts`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.startNumbers(at: 65_534)
            try await world.create(World.bare(4))
            let old: [FacetValue] = [.integer(0), .integer(0), .integer(0), .integer(0)]
            let new: [FacetValue] = [.integer(1), .integer(2), .integer(3), .integer(4)]
            let sequence = try await world.commit(
                Change(.score, [65_534, 65_535, 65_536, 65_537], from: .same(old[0]), to: .each(new))
            )
            #expect(
                try await world.journal(after: (sequence?.sequence ?? 0) - 1) == [
                    Change(.score, [65_534, 65_535], from: .same(old[0]), to: .each(Array(new[0...1]))),
                    Change(.score, [65_536, 65_537], from: .same(old[0]), to: .each(Array(new[2...3]))),
                ]
            )
            #expect(try await world.timeline(65_536).first?.new == .integer(3))
            #expect(try await world.values(.score, [65_534, 65_535, 65_536, 65_537]) == new)
        }
    }

    @Test(arguments: StoreKind.available)
    func `an empty change set leaves no trace`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(1))
            #expect(try await world.commit(ChangeSet()) == nil)
            #expect(try await world.commit(Change(.score, [], from: .same(.none), to: .same(.yes))) == nil)
            #expect(try await world.count("journal") == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `an execution never gives consent for e-mail`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(2))
            let execution = Cause(.execution, id: 1, actor: "tests")
            let refused = ChangeSetError.consentWithoutSource(.execution)
            let toAll = Change(.emailStatus, [1, 2], from: .same(.no), to: .same(.yes))
            let toOne = Change(.emailStatus, [1, 2], from: .same(.no), to: .each([.no, .yes]))
            await #expect(throws: refused) { try await world.commit(toAll, cause: execution) }
            await #expect(throws: refused) { try await world.commit(toOne, cause: execution) }
            var newcomer = World.bare(3)[2]
            newcomer.emailStatus = .optedIn
            let created = ChangeSet(created: [newcomer])
            await #expect(throws: refused) { try await world.commit(created, cause: execution) }
            #expect(try await world.values(.emailStatus, [1, 2]) == [.no, .no])
            #expect(try await world.count("journal") == 1)

            try await world.commit(Change(.mobileStatus, [1], from: .same(.no), to: .same(.yes)), cause: execution)
            try await world.commit(toAll, cause: Cause(.card, actor: "anna"))
            try await world.commit(
                Change(.emailStatus, [1, 2], from: .same(.yes), to: .same(.no)),
                cause: execution
            )
            #expect(try await world.values(.emailStatus, [1, 2]) == [.no, .no])
        }
    }

    @Test(arguments: Cause.Kind.allCases)
    func `who may give consent is settled for every cause`(kind: Cause.Kind) {
        let cannot: [Cause.Kind] = [.execution, .redemption, .tracking, .unsubscription, .bounce, .complaint]
        #expect(kind.mayOptIn == !cannot.contains(kind))
    }

    @Test(arguments: StoreKind.available)
    func `the catalogue gives a name one number for good`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            let names = AwkwardText.all.compactMap { try? TagName($0) }
            let details = AwkwardText.all.compactMap { try? DetailName($0) }
            let ids = try await world.database.write { connection in
                let catalogue = Catalogue(connection)
                return (try names.map(catalogue.makeID), try details.map(catalogue.makeID))
            }
            #expect(Set(ids.0).count == Set(names).count)
            #expect(Set(ids.1).count == Set(details).count)
            let found = try await world.database.read { connection in
                let catalogue = Catalogue(connection)
                return (
                    try names.map(catalogue.id(of:)), try details.map(catalogue.id(of:)),
                    try ids.0.map(catalogue.tagName), try ids.1.map(catalogue.detailName),
                    try catalogue.id(of: TagName(stored: "NOBODY HAS IT"))
                )
            }
            #expect(found.0 == ids.0 && found.1 == ids.1)
            #expect(found.2 == names && found.3 == details)
            #expect(found.4 == nil)
        }
    }
}
