import Foundation
import Mail
import TestSupport
import Testing

/// What each of several hundred reports of many programs and providers must lead to.
///
/// The table is `Data/reports.tsv`; its words are our own, after the manner of those programs. Each row is rendered as
/// a message, or as an answer while sending, and goes through the reader that reads the real ones.
struct ReportTableTests {
    @Test func `every report of the table gets the class that it must get`() throws {
        let rows = try ReportRow.all()
        #expect(rows.count >= 300)
        #expect(Set(rows.map(\.family)).count >= 30)
        for expected in ReportRow.Class.allCases {
            #expect(rows.contains { $0.expected == expected }, "\(expected)")
        }
        for row in rows {
            #expect(try row.outcome() == row.expected, "\(row.family), \(row.form): \(row.status) \(row.words)")
        }
    }

    @Test func `the same words mean the same in a report and while sending`() throws {
        for row in try ReportRow.all() where row.form == "report" && row.action == "failed" && row.recipients == "own" {
            guard let (code, words) = row.reply else { continue }
            let status = DeliveryStatus(row.status).map { "\($0)" }
            let reply = SMTPReply(code: code, enhanced: status, text: words)
            #expect(reply.isAboutTheAddress == (row.expected == .hard), "\(row.family): \(row.status) \(row.words)")
        }
    }

    @Test func `no row of the table becomes a hard bounce by words about something else`() throws {
        let others = [
            "mailbox is full", "try again later", "over quota", "sender blocked", "blocked by policy", "spam",
            "too many messages per hour", "poor reputation", "content rejected", "rate limit", "przekroczono limit",
            "Postfach voll", "schránka je plná", "a postafiók megtelt",
        ]
        for row in try ReportRow.all() where row.expected == .hard {
            for words in others {
                var row = row
                row.words += " " + words
                #expect(try row.outcome() == .soft, "\(row.family), \(row.form): \(row.status) \(row.words)")
            }
        }
    }
}

/// A row of the table.
private struct ReportRow {
    enum Class: String, CaseIterable {
        case hard, soft, delayed, nothing, complaint
    }

    let family: String
    let form: String
    let action: String
    let status: String
    /// Whom the report names: `own` our address twice, `forwarded` another one that our address led to, and so on; then a
    /// further recipient that comes first.
    let recipients: String
    let expected: Class
    var words: String

    private static let own = "anna@customer.example"

    static func all() throws -> [ReportRow] {
        let file = try #require(Bundle.module.url(forResource: "reports", withExtension: "tsv", subdirectory: "Data"))
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
        return try lines.map { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            try #require(cells.count == 7, "\(line)")
            return ReportRow(
                family: cells[0],
                form: cells[1],
                action: cells[2],
                status: cells[3],
                recipients: cells[4],
                expected: try #require(Class(rawValue: cells[5]), "\(line)"),
                words: cells[6].replacing("{r}", with: own)
            )
        }
    }

    /// The code and the words of a report as a server would have answered, if it has a code.
    var reply: (code: Int, words: String)? {
        guard let match = words.firstMatch(of: /^smtp; ?(\d\d\d)[ -](.*)$/), let code = Int(match.1) else { return nil }
        return (code, String(match.2))
    }

    func outcome() throws -> Class {
        if form == "answer" {
            let code = try #require(Int(words.prefix(3)))
            let reply = SMTPReply(
                code: code,
                enhanced: status.isEmpty ? nil : status,
                text: String(words.dropFirst(4)),
                stage: action == "data" ? .message : .recipient
            )
            return reply.isAboutTheAddress ? .hard : .soft
        }
        switch MailReport(data: message) {
        case .notUnderstood: return .nothing
        case .complaint(let complaint):
            #expect(complaint.returned.mark == SampleReport().mark)
            return complaint.isUnwanted ? .complaint : .nothing
        case .delivery(let report):
            #expect(report.returned.mark == SampleReport().mark)
            switch report.conclusion(for: { $0.lowercased() == Self.own }) {
            case .hard: return .hard
            case .soft: return .soft
            case .delayed: return .delayed
            case .delivered: return .nothing
            }
        }
    }

    private var message: Data {
        var sample = SampleReport()
        let other = "old@elsewhere.example"
        let relation = recipients.split(separator: ",").map(String.init)
        switch form {
        case "report": return sample.standard(fields(relation, other))
        case "qmail":
            sample.recipient = relation == ["stranger"] ? other : Self.own
            return sample.qmail(words)
        case "exim":
            sample.recipient = relation == ["forwarded"] ? other : Self.own
            return sample.exim(words)
        case "feedback": return sample.complaint(type: status)
        case "vacation": return SampleReport.vacation(words)
        default:
            sample.recipient = relation == ["stranger"] ? other : Self.own
            let parts = words.components(separatedBy: "¦")
            let language = form.split(separator: "-").dropFirst().first.map(String.init) ?? "en"
            return sample.exchange(parts[0], parts.count > 1 ? parts[1] : "", language: language)
        }
    }

    private func fields(_ relation: [String], _ other: String) -> String {
        var groups: [String] = []
        switch relation.dropFirst().first {
        case "failed": groups.append(group(other, nil, "failed", "5.1.1", "smtp; 550 5.1.1 User unknown"))
        case "delivered": groups.append(group(other, nil, "delivered", "2.0.0", "smtp; 250 2.0.0 Ok"))
        case "own-delayed": groups.append(group(Self.own, nil, "delayed", "4.4.1", "smtp; 451 4.4.1 later"))
        case "own-soft": groups.append(group(Self.own, nil, "failed", "5.2.2", "smtp; 552 5.2.2 full"))
        default: break
        }
        let (final, original): (String?, String?) =
            switch relation.first {
            case "final": (Self.own, nil)
            case "original": (nil, Self.own)
            case "forwarded": (other, Self.own)
            case "stranger": (other, other)
            default: (Self.own.uppercased(), Self.own)
            }
        groups.append(group(final, original, action, status, words))
        return groups.joined(separator: "\n\n")
    }

    private func group(
        _ final: String?,
        _ original: String?,
        _ action: String,
        _ status: String,
        _ words: String
    ) -> String {
        [
            original.map { "Original-Recipient: rfc822;\($0)" }, final.map { "Final-Recipient: rfc822; \($0)" },
            "Action: \(action)", status.isEmpty ? nil : "Status: \(status)",
            words.isEmpty ? nil : "Diagnostic-Code: \(words)",
        ]
        .compactMap(\.self).joined(separator: "\n")
    }
}
