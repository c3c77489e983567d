import Automations
import Contacts
import Executions
import Forms
import Foundation
import Intake
import Mail
import Parsing
import Selections

/// A parser of what comes from outside, with good texts from which bad ones are made.
struct FuzzedParser: Sendable {
    let name: String
    let seeds: [String]
    /// Words and signs that mean something to the parser.
    let words: [String]
    /// Reads a text; whether it is refused does not matter here.
    let read: @Sendable ([UInt8]) -> Void

    static let all = [
        json, formFields, query, selection, plan, automation, form, mail, spreadsheet, addresses, dates,
    ]

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private static let jsonWords = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "null", "true", "-", "1e9",
    ]
    private static let yamlWords =
        jsonWords + ["\n", "  ", "- ", "? ", ": ", "&a ", "*a", "|\n", ">-\n", "---\n", "#", "'", "!!str "]
    private static let queryWords = [
        "and", "or", "not", "(", ")", "in", "=", "!=", "~", ">=", "between", "within", "days", "tag", "name", "detail.",
        "\"",
        ",", "has", "funnel.", "created", "2026-01-31", "\\",
    ]

    private static let json = FuzzedParser(
        name: "JSON",
        seeds: [
            #"{"a": [1, -2.5e3, "zażółć\n\u00e9\ud83d\ude00", null, true, {}], "sha": "x", "clientId": {"b": []}}"#
        ],
        words: jsonWords
    ) { bytes in
        guard let document = try? JSONDocument(bytes) else { return }
        _ = document.value
        _ = document.text(of: "sha")
    }

    private static let formFields = FuzzedParser(
        name: "form fields",
        seeds: ["a=1&b=two+words&c=%C5%82&a=&=x&&%zz", "email=a%40example.com&consent=yes"],
        words: ["&", "=", "+", "%", "%2", "%00", "%ff"]
    ) { _ = try? FormPairs(text($0), atMost: 1_000) }

    private static let query = FuzzedParser(
        name: "query text",
        seeds: [
            #"tag = VIP and not tag in (OLD, "SHOE BUYERS") and (score > 100 or state = customer) and created within 30 days"#,
            #"detail.city ~ krak or detail."shoe size" between 40 and 44 or has coupon.SPRING26 or funnel.Onboarding in (Trial, Won)"#,
        ],
        words: queryWords
    ) { bytes in
        guard let criterion = try? Criterion(query: text(bytes)) else { return }
        _ = criterion.normalised.queryText
    }

    private static let selection = FuzzedParser(
        name: "selections in JSON",
        seeds: [
            #"{"version": 1, "segment": "A", "include": ["tag = VIP", {"type": "and", "of": [{"type": "tag", "any": ["A"]}]}], "filter": [{"type": "score", "from": 10}]}"#
        ],
        words: jsonWords + ["\"type\"", "\"of\"", "\"not\"", "\"and\""]
    ) { _ = try? JSONDocument($0).decode(Selection.self) }

    private static let plan = FuzzedParser(
        name: "plans in YAML",
        seeds: [
            "name: Spring\nselect:\n  include: [ 'tag = VIP' ]\n  filter:\n    - score >= 10\nactions:\n  - add-tags: { names: [SPRING], score: 5 }\n  - set-score: 10\n"
        ],
        words: yamlWords
    ) { _ = try? Plan(yaml: text($0)) }

    private static let automation = FuzzedParser(
        name: "rules and workflows in YAML",
        seeds: [
            "kind: rule\nname: Welcome\ndefinition:\n  events:\n    - tag-added: VIP\n  actions:\n    - set-score: 5\n"
        ],
        words: yamlWords
    ) { _ = try? AutomationFile(yaml: text($0)) }

    private static let form = FuzzedParser(
        name: "forms in YAML",
        seeds: ["name: Newsletter\nfields:\n  - email: { label: E-mail }\nconsent:\n  text: Yes, send me news\n"],
        words: yamlWords
    ) { _ = try? FormFile(yaml: text($0)) }

    private static let mail = FuzzedParser(
        name: "mail",
        seeds: [
            "Subject: no\r\n\r\nDelivery has failed to these recipients or groups:\r\n\r\na@example.com\r\nIt couldn't be found.\r\n\r\nDiagnostic information for administrators:\r\n\r\na@example.com\r\n550 5.1.10 RecipientNotFound\r\n\r\nOriginal message headers:\r\n\r\nX: y\r\n",
            "From: a@example.com\r\nSubject: =?utf-8?B?xYI=?=\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nno\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; c@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n",
        ],
        words: [
            "\r\n", "--b", "=?utf-8?B?", "?=", "boundary=", "Content-Type: multipart/mixed\r\n", ";", "\"", "(",
            "message/rfc822",
        ]
    ) { bytes in
        let mail = MailReader.read(Data(bytes))
        if case .delivery(let report) = MailReport(mail) { _ = report.conclusion { $0 == "c@example.com" } }
    }

    private static let spreadsheet = FuzzedParser(
        name: "CSV",
        seeds: [
            "email,name,\"a \"\"b\"\"\"\r\na@example.com,\"Jan\nKowalski\",ł\r\n", "e-mail;imię\na@b.example;\"x;y\"\n",
        ],
        words: [",", ";", "\t", "\"", "\"\"", "\r\n", "\n", "\u{FEFF}", "\u{0}"]
    ) { CSVFuzzing.read($0) }

    private static let addresses = FuzzedParser(
        name: "addresses of e-mail and the web",
        seeds: ["anna.nowak+x@shop.example", "\"a b\"@example.com", "https://www.example.com:8080/a?b=c#d"],
        words: ["@", ".", "\"", "xn--", ":", "//", "[", "]", "%", "ł"]
    ) { bytes in
        _ = try? EmailAddress(text(bytes))
    }

    private static let dates = FuzzedParser(
        name: "dates",
        seeds: ["2026-12-01T09:00:00+01:00", "2026-01-31", "31.12.1990", "9/5/26"],
        words: ["-", ":", "T", "Z", "+", ".", "/", "99999999999999999999"]
    ) { _ = try? DatePoint(text: text($0)) }
}
