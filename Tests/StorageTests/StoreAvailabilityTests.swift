import TestSupport
import Testing

struct StoreAvailabilityTests {
    @Test func `CI tests both databases`() {
        guard StoreKind.mustHavePostgres else { return }
        #expect(StoreKind.available == StoreKind.allCases, "set KARTOTEKA_TEST_POSTGRES: CI leaves no database out")
    }
}
