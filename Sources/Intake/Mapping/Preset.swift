/// A product whose export files are known, or any other file.
package enum Preset: String, Sendable, CaseIterable, Codable {
    case salesmanago
    case mailchimp
    case hubspot
    case mautic
    case listmonk
    case googleContacts = "google-contacts"
    case generic

    package init?(word: String) {
        self.init(rawValue: word.lowercased())
    }

    /// The word that commands use.
    package var word: String { rawValue }

    /// The product whose export has this header.
    package init(detectedIn header: [String]) {
        let keys = Set(header.map { ColumnKey($0) })
        self = Self.allCases.first { $0.columns.isRecognised(in: keys) } ?? .generic
    }

    /// What its columns are called and mean.
    var columns: PresetColumns {
        switch self {
        case .salesmanago: .salesmanago
        case .mailchimp: .mailchimp
        case .hubspot: .hubspot
        case .mautic: .mautic
        case .listmonk: .listmonk
        case .googleContacts: .googleContacts
        case .generic: .generic
        }
    }

    /// Whether `05/14/2026` is the fourteenth of May; else the day stands first.
    var hasMonthFirst: Bool {
        switch self {
        case .mailchimp, .hubspot: true
        case .salesmanago, .mautic, .listmonk, .googleContacts, .generic: false
        }
    }
}
