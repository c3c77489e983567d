/// Texts that break careless code.
package enum AwkwardText {
    /// Texts without a zero character, which PostgreSQL cannot keep.
    package static let all: [String] = [
        "", " ", "a", "A", "'", "''", "\"", "\\", "\\\\", "\\N", "\\.", "\\n", "\n", "\r\n", "\t", "\u{B}", "\u{1}",
        "\u{7F}", "%", "_", "100 %_x", "$1", "?", ":name", "--", "/* */", ";", ",", "{", "}", "{}", "{a,\"b\"}", "[",
        "[1,\"x\"]", "null", "NULL", "\\u0000", "\\x41", "ZAŻÓŁĆ GĘŚLĄ JAŹŃ", "zażółć gęślą jaźń", "Łódź", "Kraków",
        "e\u{301}", "é", "İstanbul", "ß", "ẞ", "🎉", "👩‍👩‍👧‍👦", "🇵🇱", "日本語", "한국어", "עברית", "\u{202E}abc", "\u{FEFF}bom",
        "\u{200B}", "\u{10FFFF}", "Robert'); DROP TABLE contact; --", "' OR '1'='1", "\\'; DELETE FROM contact; --",
        "x' UNION SELECT 1 --", "{{name}}", "<script>alert(1)</script>", "&amp;", "a\u{2028}b",
        String(repeating: "ł", count: 255), String(repeating: "x'\"\\\n", count: 5_000),
    ]
}
