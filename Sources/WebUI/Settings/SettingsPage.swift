import Access
import Contacts
import Messaging
import Tracking

/// What holds for everybody: monitored sites, how long documents are kept, and what mail that comes back does.
struct SettingsPage: PageModel {
    static let template = "settings"

    struct SiteRow: Sendable {
        let host: String
        let scope: String
    }

    let sites: [SiteRow]
    let siteFields: [FormField]
    let documentFields: [FormField]
    let monitoringFields: [FormField]
    let bounceFields: [FormField]
    let secondFactorFields: [FormField]
    /// What the pages of the shop include.
    let snippet: String

    var title: String { "Settings" }
    var area: Area? { .settings }

    /// Describes the page.
    ///
    /// - Parameters:
    ///   - settings: What is set.
    ///   - typed: What somebody typed.
    ///   - script: The address of the script for pages of the shop.
    ///   - problems: What is wrong with what was typed.
    init(_ settings: SettingsContents, typed: TypedSettings, script: String, problems: [FormProblem]) {
        snippet = "<script async src=\"\(script)\"></script>"
        monitoringFields = (typed.monitoring ?? MonitoringForm(settings.monitoring, settings.scoring)).fields(problems)
        bounceFields = (typed.bounceLimit ?? BounceLimitForm(settings.bounceLimit)).fields(problems)
        secondFactorFields = SecondFactorRuleForm(settings.secondFactor).fields
        sites = settings.monitoring.sites.sites.map {
            SiteRow(host: $0.host.text, scope: $0.coversSubdomains ? "with the hosts below it" : "this host only")
        }
        siteFields = typed.site.fields(problems)
        documentFields = [
            FormField(
                "days",
                "Days for which documents are kept",
                value: typed.documentDays ?? settings.documentDays.map { "\($0)" } ?? "",
                help: "Empty keeps them until somebody deletes them.",
                problem: problems.text(for: "days")
            )
        ]
    }
}

/// What was read about the workspace.
struct SettingsContents: Sendable {
    let monitoring: MonitoringSettings
    let scoring: ScoringPoints
    let documentDays: Int64?
    let bounceLimit: SoftBounceLimit?
    let secondFactor: SecondFactorRule
}

/// What somebody typed on the page, in one of its forms.
struct TypedSettings: Sendable {
    var site = SiteForm()
    var documentDays: String?
    var monitoring: MonitoringForm?
    var bounceLimit: BounceLimitForm?
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
