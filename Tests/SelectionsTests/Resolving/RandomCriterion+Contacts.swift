import Contacts
import Foundation
import Selections
import TestSupport

/// The words that the contacts of the resolving tests are made of.
enum ContactWords {
    static let tags = RandomContacts.tagNames("VIP", "loyal", "SHOE BUYERS", "żółty", "100%", "A_B", "🎉", "한국어")
    static let details = RandomContacts.detailNames("city", "City", "size", "100%_\\", "a'b\"c", "re\u{301}gion")
    static let coupons = ["SPRING26", "VIP-1", "OR"].map { CouponName(stored: $0) }
    static let names = [
        "Anna Kowalska", "ANNA KOWALSKA", "Łukasz Żółć", "O'Brien", "say \"hi\"", "100%", "a_b", "axb", "a\\b", "%",
        "_", "\\", "İstanbul", "ISTANBUL", "ıstanbul", "Straße", "STRASSE", "ẞ", "e\u{301}clair", "Éclair", "ecLair",
        "🎉 party", "👩‍👩‍👧 family", "%\u{301}x", "x\u{301}y", "ΣΊΣΥΦΟΣ", "李小龍", "Jean-Luc", "", "a\nb", "\u{1F1F5}\u{1F1F1}",
        "'; DROP TABLE contact; --", "null", "{a,\"b\"}",
    ]
    static let phones = [
        "+48 600 100 200", "600-100-200", "(0048) 600.100.200", "[48]/600", "call ABC", "-", "+48600100200", "%48",
        "4_8",
    ]
    static let detailValues = [
        "43", "4,5", "-1", "+7", "5.", ".5", "1e5", "0x10", "٤٣", "nan", "1.2.3", "abc", "ABC", "Kraków",
        "Krako\u{301}w",
        "KRAKÓW", "krakow", "100%", "a_b", "\\", "'", "🎉", "ß", "SS", "40", "39.5", "38", "-0",
    ]
    static let domains = [
        "example.com", "EXAMPLE.com", "sub.example.org", "bücher.example", "BÜCHER.example", "xn--bcher-kva.example",
    ]
    static let segments = ["Buyers", "ŻÓŁTE", "a \"quoted\" \\ name", "Nested", "and"]
    static let timeZones = [
        "GMT", "Europe/Warsaw", "America/Sao_Paulo", "Pacific/Apia", "America/Havana", "Asia/Kathmandu",
    ]
    .compactMap(TimeZone.init(identifier:))

    /// Days on which clocks were changed, some at midnight, and the day that Samoa left out.
    static let days: [CalendarDay] = [
        CalendarDay(year: 2026, month: 3, day: 29), CalendarDay(year: 2026, month: 10, day: 25),
        CalendarDay(year: 2018, month: 11, day: 4), CalendarDay(year: 2018, month: 2, day: 17),
        CalendarDay(year: 2018, month: 2, day: 18), CalendarDay(year: 2011, month: 12, day: 29),
        CalendarDay(year: 2011, month: 12, day: 30), CalendarDay(year: 2011, month: 12, day: 31),
        CalendarDay(year: 2025, month: 11, day: 2), CalendarDay(year: 2025, month: 3, day: 9),
        CalendarDay(year: 2026, month: 11, day: 21), CalendarDay(year: 2024, month: 2, day: 29),
    ]

    /// The instants at which those days begin and end, in every time zone.
    static let instants: [Int64] = timeZones.flatMap { timeZone in
        let days = ModelDays(timeZone: timeZone, now: 0)
        return Self.days.flatMap { day -> [Int64] in
            let span = days.span(of: .on(day))
            return [span.lower, span.upper]
        }
    }

    static let phrases = [
        "", "%", "_", "\\", "'", "\"", "é", "e", "e\u{301}", "É", "ß", "ss", "i", "I", "İ", "ı", "KOW", "anna", "🎉",
        "👩",
        "%\u{301}", "\u{301}", "x", "a_b", "100%", "0", "ς", "Σ", "\n", "kraków", "KRAKO\u{301}W", "\u{1F1F5}", "--",
    ]
}

extension RandomCriterion.Vocabulary {
    /// Words that meet some of the contacts, and some that meet none.
    static func hitting(emails: [String]) -> Self {
        Self(
            tags: ContactWords.tags + RandomContacts.tagNames("NEVER USED"),
            segments: ContactWords.segments + ["BUYERS", "żółte"],
            details: ContactWords.details + RandomContacts.detailNames("r\u{e9}gion", "never used"),
            detailValues: ContactWords.detailValues + ContactWords.phrases,
            texts: [
                .email: emails.prefix(8) + emails.prefix(8).map { $0.uppercased() }
                    + ["@example", "EXAMPLE.COM", "P1", "%", "_", "", "xn--", "nobody@example.com", "+"],
                .emailDomain: ContactWords.domains + ["example", "SUB", "%", "", "xn--", "org", "other.example"],
                .name: ContactWords.names + ContactWords.phrases,
                .phone: ContactWords.phones + ["48", "600 100", "(", "abc", "%", "_", "", "+48"],
            ],
            days: ContactWords.days,
            instants: ContactWords.instants,
            users: TestUsers.emails + ["PIOTR@SHOP.example"],
            funnels: [
                "Onboarding": ["Lead", "Trial", "Żółte \"kartki\""], "ONBOARDING": ["trial", "LEAD"],
                "big 'deals' 100%": ["Lead", "not"],
            ],
            coupons: ContactWords.coupons + [CouponName(stored: "NEVER_USED")],
            automations: [.rule: ["Welcome", "WELCOME "], .workflow: ["onboarding"]]
        )
    }
}
