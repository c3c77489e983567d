/// A refusal of a mail server, while a message is sent or in a report.
///
/// Both are judged here, so that the same words mean the same on either way. In doubt a refusal is not about the address:
/// a good address that is thought wrong is worse than a wrong one that is tried again.
struct Refusal {
    /// Of SMTP (RFC 5321), such as 550; those in the words, where they come from a report.
    private let codes: [Int]
    /// Of RFC 3463: those that are given, and those in the words.
    private let statuses: [DeliveryStatus]
    private let words: RefusalWords

    /// A refusal.
    ///
    /// - Parameters:
    ///   - code: What the server answered; `nil` where the words may hold it, as in reports.
    ///   - status: What stands beside the words, if anything does.
    ///   - words: What the server said.
    init(code: Int? = nil, status: DeliveryStatus?, words: String) {
        let numbers = NumbersInWords(words)
        codes = code.map { [$0] } ?? numbers.codes
        statuses = [status].compactMap(\.self) + numbers.statuses
        self.words = RefusalWords(words)
    }

    /// What it means for the contact.
    ///
    /// A report has the status of the server that reports beside that of the server that refused. All must agree that
    /// the address is wrong, as far as they say anything, and the words must not contradict.
    var meaning: DeliveryStatus.Meaning {
        guard statuses.allSatisfy({ $0.kind == 5 }), codes.allSatisfy({ (500..<600).contains($0) && $0 != 552 }),
            !words.speakOfSomethingElse
        else { return .undeliverable }
        let isClear = statuses.contains(where: \.isOfTheAddress)
        return (isClear ? statusesAgree : wordsSayIt) ? .wrongAddress : .undeliverable
    }

    private var statusesAgree: Bool {
        statuses.allSatisfy { $0.isOfTheAddress || $0.isVague }
    }

    private var wordsSayIt: Bool {
        statuses.allSatisfy(\.isVague) && codes.allSatisfy(Self.codesOfAddresses.contains) && words.sayThatNobodyIsThere
            && !words.leaveADoubt
    }

    /// Not a place for mail (RFC 5321), no such mailbox, it has moved, its domain takes no mail at all (RFC 7504), and what
    /// some servers say instead.
    private static let codesOfAddresses: Set = [501, 510, 511, 550, 551, 553, 554, 556]
}

/// The statuses and codes that stand in the words of a server.
struct NumbersInWords {
    /// Honest words give the reason within so many characters.
    private static let longest = 2_000

    /// Of RFC 3463, such as `5.1.1`.
    private(set) var statuses: [DeliveryStatus] = []
    /// Of SMTP, such as 550.
    private(set) var codes: [Int] = []

    init(_ words: String) {
        for word in words.prefix(Self.longest).split(whereSeparator: \.isWhitespace) {
            for piece in word.split(whereSeparator: Self.separators.contains) {
                let isEnd = piece.endIndex == word.endIndex
                let isCode = isEnd || word[piece.endIndex] == "-"
                let number = piece.hasSuffix(".") ? piece.dropLast() : piece
                if let status = DeliveryStatus(String(number)), status.description == number {
                    statuses.append(status)
                } else if isCode, piece.utf8.count == 3, let code = Int(piece), (200..<600).contains(code) {
                    codes.append(code)
                }
            }
        }
    }

    private static let separators: Set<Character> = ["(", ")", "[", "]", "<", ">", "#", ";", ":", "'", "\"", ",", "-"]
}
