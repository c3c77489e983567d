import TestSupport
import Testing

/// One rule for each field, through every door.
struct FieldTableTests {
    @Test(arguments: StoreKind.available)
    func `every door keeps and refuses the same values`(kind: StoreKind) async throws {
        let cases = try FieldCase.all()
        #expect(cases.count > 100)
        for entrance in Entrance.allCases {
            try await TestDatabase.withDatabase(kind) { database in
                let base = try await DoorBase(database)
                var tried = 0
                for (number, field) in cases.enumerated() where field.doors?.contains(entrance.rawValue) ?? true {
                    let what = "\(entrance) \(field.field) \(field.written.prefix(60).debugDescription)"
                    do {
                        let taken = try await entrance.take(field, into: base, number: number)
                        tried += 1
                        guard let kept = field.kept else {
                            #expect(taken == nil, "\(what) was taken")
                            continue
                        }
                        guard let taken else {
                            Issue.record("\(what) was refused")
                            continue
                        }
                        let value = entrance == .form ? taken : try await base.value(of: field.field, at: taken)
                        let isSame = value.map { $0.utf8.elementsEqual(kept.utf8) } ?? false
                        // The first spelling of an address stays the contact's.
                        let isAddress = field.field == "email" && entrance != .form
                        #expect(isAddress ? value != nil : isSame, "\(what) was kept as \(value ?? "nothing")")
                    } catch is NoSuchField {}
                }
                #expect(tried > 60, "\(entrance)")
            }
        }
    }
}
