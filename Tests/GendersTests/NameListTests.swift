import Foundation
import Testing

@testable import Genders

/// The lists as files, and what they must not say.
struct NameListTests {
    private func words(_ file: NameFile, _ country: NameCountry) throws -> [String] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try file.words(in: root.appending(path: "Sources/Genders/Names/\(country.rawValue)"))
    }

    @Test(arguments: NameCountry.allCases)
    func `every file has its names in order, and says where they come from`(country: NameCountry) throws {
        for file in NameFile.allCases {
            let words = try words(file, country)
            #expect(!words.isEmpty && Set(words).count == words.count, "\(country) \(file)")
            for word in words {
                #expect(word == word.precomposedStringWithCanonicalMapping, "\(word)")
                #expect(word.unicodeScalars.allSatisfy { $0.value < 0x250 && !$0.properties.isWhitespace }, "\(word)")
                #expect(file == .several || word.unicodeScalars.count > 1, "\(word)")
            }
        }
        for file in [NameFile.women, .men] { #expect(try words(file, country).count > 600, "\(country) \(file)") }
    }

    @Test(arguments: NameCountry.allCases)
    func `no title is a name`(country: NameCountry) throws {
        let lists = try NameLists(country)
        for file in [NameFile.titles, .womenTitles, .menTitles, .several] {
            for word in try words(file, country) {
                let marks = lists[NameText.folded(word)]
                #expect(marks.isDisjoint(with: [.woman, .man, .surname]), "\(country): \(word)")
            }
        }
    }

    @Test(arguments: NameCountry.allCases)
    func `the most common names are decided`(country: NameCountry) throws {
        let lists = try NameLists(country)
        let women: [NameCountry: [String]] = [
            .poland: ["anna", "katarzyna", "zofia"], .hungary: ["maria", "eva", "zsuzsanna"],
            .czechia: ["jana", "eva"],
        ]
        for name in women[country] ?? [] { #expect(lists[name].gender == .woman, "\(name)") }
        let men: [NameCountry: [String]] = [
            .poland: ["jan", "piotr"], .hungary: ["laszlo", "istvan"], .czechia: ["jiri", "jan"],
        ]
        for name in men[country] ?? [] { #expect(lists[name].gender == .man, "\(name)") }
    }

    @Test func `a missing file is named`() throws {
        #expect(throws: NameListError(path: "/nowhere/women.txt")) {
            try NameFile.women.words(in: URL(filePath: "/nowhere"))
        }
        #expect(NameListError(path: "/nowhere").message.contains("/nowhere"))
    }

    @Test func `texts are folded`() {
        #expect(NameText.folded("ŁÓDŹ – Đặng’s ßøæ İı") == "lodz - dangs ssoae ii")
        #expect(NameText.folded("e\u{301}\u{A0}„x”") == "e  x ")
    }
}
