import Foundation
import Genders
import TestSupport
import Testing

/// What must hold for any name.
struct GenderPropertyTests {
    private static let words: [NameCountry: [String]] = [
        .poland: [
            "Anna", "Łucja", "Jan", "Paweł", "Wójcik", "Kowalska", "Żak", "Alex", "Kalina", "Marek", "Maria", "Świątek",
            "Dąbrowska", "Ewa-Maria", "Kowalski-Lis", "Xyz", "Święcicki", "J.",
        ],
        .hungary: [
            "Ágnes", "Zsófia", "György", "István", "Kovácsné", "Szűcs", "Nagy", "László", "Őri", "Tünde", "Rózsa",
            "Jánosné",
            "Péter", "Xyz", "Hajnal", "Réka", "Bene", "K.",
        ],
        .czechia: [
            "Jiří", "Šárka", "Růžena", "Ondřej", "Nováková", "Procházka", "Dvořák", "Veselý", "Marek", "Jana", "Saša",
            "Krejčí", "Kalina", "Černá", "Žofie", "Xyz", "Říha", "V.",
        ],
    ]
    private static let titles: [NameCountry: [String]] = [
        .poland: ["dr", "mgr inż.", "prof. dr hab.", "lek. med."], .hungary: ["dr.", "ifj.", "özv.", "Prof. Dr."],
        .czechia: ["Ing.", "MUDr.", "PhDr. Mgr.", "Ph.D."],
    ]

    private func check(
        _ test: String,
        _ body: (GenderRecogniser, NameCountry, String, inout SeededGenerator) -> Void
    ) throws {
        var random = SeededGenerator(for: test)
        for country in NameCountry.allCases {
            let recogniser = try GenderRecogniser(country)
            for _ in 0..<500 {
                let words = (0..<random.int(1...3)).map { _ in random.pick(Self.words[country] ?? []) }
                body(recogniser, country, words.joined(separator: " "), &random)
            }
        }
    }

    @Test func `case and diacritics do not change the answer`() throws {
        try check("case and diacritics do not change the answer") { recogniser, country, name, random in
            let position = random.pick(FirstNamePosition.allCases)
            let expected = recogniser.decide(name: name, position: position)
            let plain = name.replacing("ł", with: "l").replacing("Ł", with: "L")
                .folding(options: .diacriticInsensitive, locale: nil)
            let spellings = [
                name.uppercased(), name.lowercased(), plain, plain.uppercased(),
                name.decomposedStringWithCanonicalMapping,
                name.replacing(" ", with: "\u{A0}"), "  \(name)\t",
            ]
            for spelling in spellings {
                let found = recogniser.decide(name: spelling, position: position)
                #expect(found == expected, "seed \(random.seed), \(country) \(position): \(spelling)")
            }
        }
    }

    @Test func `a title does not change the answer`() throws {
        try check("a title does not change the answer") { recogniser, country, name, random in
            let position = random.pick(FirstNamePosition.allCases)
            let title = random.pick(Self.titles[country] ?? [])
            let expected = recogniser.decide(name: name, position: position)
            for titled in [
                "\(title) \(name)", "\(name) \(title)", "\(name), \(title)", "\(title.uppercased()) \(name)",
            ] {
                let found = recogniser.decide(name: titled, position: position)
                #expect(found == expected, "seed \(random.seed), \(country) \(position): \(titled)")
            }
        }
    }

    @Test func `any text has an answer`() throws {
        var random = SeededGenerator(for: "any text has an answer")
        let pieces = ["Anna", "-", ".", ",", "né", "ová", " ", "\u{301}", "🙂", "Ω", "'", "(", "\0", "i", "dr", "И"]
        for country in NameCountry.allCases {
            let recogniser = try GenderRecogniser(country)
            for _ in 0..<2_000 {
                let text = (0..<random.int(0...8)).map { _ in random.pick(pieces) }.joined()
                _ = recogniser.decide(name: text, position: random.pick(FirstNamePosition.allCases))
            }
            #expect(recogniser.decide(name: String(repeating: "Anna ", count: 10_000), position: .first) == .woman)
        }
    }
}
