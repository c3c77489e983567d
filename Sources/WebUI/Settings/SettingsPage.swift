import Contacts
import Tracking

/// What holds for everybody: monitored sites, and how long documents are kept.
struct SettingsPage: PageModel {
    static let template = "settings"

    struct SiteRow: Sendable {
        let host: String
        let scope: String
    }

    let sites: [SiteRow]
    let siteFields: [FormField]
    let documentFields: [FormField]

    var title: String { "Settings" }
    var area: Area? { .settings }

    init(_ settings: SettingsContents, site: SiteForm, days: String?, problems: [FormProblem]) {
        sites = settings.sites.sites.map {
            SiteRow(host: $0.host.text, scope: $0.coversSubdomains ? "with the hosts below it" : "this host only")
        }
        siteFields = site.fields(problems)
        documentFields = [
            FormField(
                "days",
                "Days for which documents are kept",
                value: days ?? settings.documentDays.map { "\($0)" } ?? "",
                help: "Empty keeps them until somebody deletes them.",
                problem: problems.text(for: "days")
            )
        ]
    }
}

/// What was read about the workspace.
struct SettingsContents: Sendable {
    let sites: MonitoredSites
    let documentDays: Int64?
}

/// A new monitored site as somebody typed it.
struct SiteForm: Sendable, Equatable {
    var host = ""
    var coversSubdomains = true

    init() {}

    init(_ fields: FormFields) {
        host = fields["host"]
        coversSubdomains = fields["subdomains"] == "yes"
    }

    func fields(_ problems: [FormProblem]) -> [FormField] {
        [
            FormField(
                "host",
                "Site",
                value: host,
                help: "The name of the host, such as shop.example, or the address of one of its pages.",
                problem: problems.text(for: "host"),
                limit: HostName.maximumLength,
                isRequired: true
            ),
            FormField(
                "subdomains",
                "With the hosts below it, such as www.shop.example",
                .tick,
                value: coversSubdomains ? "yes" : ""
            ),
        ]
    }
}
