import Contacts
import Selections
import TestSupport

extension RandomCriterion.Vocabulary {
    /// Words that are hard to write: keywords, quotes, spaces, marks, numbers, nothing at all.
    static let awkward = Self(
        tags: awkwardTexts.compactMap { try? TagName($0) }.filter { !$0.text.isEmpty },
        segments: awkwardTexts,
        details: awkwardTexts.compactMap { try? DetailName($0) },
        detailValues: awkwardTexts,
        texts: Dictionary(uniqueKeysWithValues: TextField.allCases.map { ($0, awkwardTexts) }),
        scores: -1_000_000_000_000...1_000_000_000_000,
        detailNumbers: [-1.5, -0.0, 0.1, 43, 1e20, 1e-7, 123_456_789.123],
        days: [
            CalendarDay(year: 1, month: 1, day: 1), CalendarDay(year: 2024, month: 2, day: 29),
            CalendarDay(year: 2026, month: 1, day: 31), CalendarDay(year: 9_999, month: 12, day: 31),
        ],
        instants: [-62_135_596_800_000, -1, 0, 1, 1_769_846_400_000, 1_769_846_400_123, 253_402_300_799_999],
        users: awkwardTexts,
        funnels: Dictionary(uniqueKeysWithValues: awkwardTexts.map { ($0, awkwardTexts) }),
        coupons: ["SPRING26", "OR", "-", "2026-01-31", "43", "_", "COUPON"].map { CouponName(stored: $0) },
        automations: [.rule: awkwardTexts, .workflow: awkwardTexts]
    )

    private static let awkwardTexts = [
        "VIP", "shoe size", "Kraków", "and", "OR", "Not", "all", "in", "between", "email", "removed", "detail.city",
        "a@b.example", "+48 600 100 200", "+48600100200", "2026-01-31", "43", "-1.5", "\"", "\\", "a\"b\\c", "",
        "O'Brien", "'quoted'", "(x)", "a,b", "a=b", "!", "~", "<", "\u{301}mark", "e\u{301}", "\u{301}", "\n\t",
        "🎉", "日本", "a\u{200D}b", " edge ", "x;y", "https://shop.example/a?b#c", "100%", "\r\n", "\"\u{301}",
    ]
}
