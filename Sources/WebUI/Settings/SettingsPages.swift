import Access
import Contacts
import Hummingbird
import Messaging
import Storage
import Tracking

/// The settings of the workspace.
struct SettingsPages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        let need = Need.permission(.manageWorkspace)
        routes.get("/settings", needs: need) { try await page(for: $0, $1) }
        routes.post("/settings/sites", needs: need) { try await addSite($0, $1) }
        routes.post("/settings/sites/remove", needs: need) { try await removeSite($0, $1) }
        routes.post("/settings/documents", needs: need) { try await keepDocuments($0, $1) }
        routes.post("/settings/monitoring", needs: need) { try await setMonitoring($0, $1) }
        routes.post("/settings/second-factor", needs: need) { try await requireSecondFactor($0, $1) }
        routes.post("/settings/bounces", needs: need) { try await limitBounces($0, $1) }
    }

    private func addSite(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = SiteForm(try await site.form(request))
        do {
            let added = try await site.sites.add(form.host, coversSubdomains: form.coversSubdomains)
            site.monitoring.forgetSettings()
            site.record(.settingChanged(name: "sites"), request, context)
            let flash = Flash.done("The site \(added.host) is monitored.")
            return .redirect(to: "/settings#sites", flash: flash, for: request)
        } catch let error as SiteError {
            let problem = FormProblem("host", in: "Site", error.message.asSentence)
            return try await page(TypedSettings(site: form), problems: [problem], for: request, context)
        }
    }

    private func removeSite(_ request: Request, _ context: WebContext) async throws -> Response {
        let host = try await site.form(request)["host"]
        do {
            try await site.sites.remove(host)
            site.monitoring.forgetSettings()
            site.record(.settingChanged(name: "sites"), request, context)
        } catch let error as SiteError {
            return .redirect(to: "/settings#sites", flash: .problem(error.message.asSentence), for: request)
        }
        return .redirect(to: "/settings#sites", flash: .done("The site \(host) is monitored no more."), for: request)
    }

    private func keepDocuments(_ request: Request, _ context: WebContext) async throws -> Response {
        let text = try await site.form(request)["days"]
        do {
            guard text.isEmpty || Int64(text) != nil else { throw DocumentError.badDays }
            try await site.documents.keep(days: Int64(text))
            site.record(.settingChanged(name: "documents"), request, context)
        } catch let error as DocumentError {
            let problem = FormProblem("days", in: "Documents", error.message.asSentence)
            return try await page(TypedSettings(documentDays: text), problems: [problem], for: request, context)
        }
        return .redirect(to: "/settings#documents", flash: .done("Saved."), for: request)
    }

    private func setMonitoring(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = MonitoringForm(try await site.form(request))
        let (settings, problems) = form.checked()
        guard let settings else {
            return try await page(TypedSettings(monitoring: form), problems: problems, for: request, context)
        }
        try await site.database.write { connection in
            for (activity, points) in settings.points {
                try ScoringPoints.set(points, for: activity, in: connection)
            }
            try MonitoringSettings.set(
                honoursPrivacySignals: settings.honoursPrivacySignals,
                unknownDays: settings.unknownDays,
                in: connection
            )
        }
        site.monitoring.forgetSettings()
        site.record(.settingChanged(name: "monitoring"), request, context)
        return .redirect(to: "/settings#monitoring", flash: .done("Saved."), for: request)
    }

    private func limitBounces(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = BounceLimitForm(try await site.form(request))
        let (limit, problems) = form.checked()
        guard problems.isEmpty else {
            return try await page(TypedSettings(bounceLimit: form), problems: problems, for: request, context)
        }
        try await site.database.write { try SoftBounceLimit.set(limit, in: $0) }
        site.record(.settingChanged(name: "bounce-limit"), request, context)
        return .redirect(to: "/settings#bounces", flash: .done("Saved."), for: request)
    }

    private func requireSecondFactor(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = SecondFactorRuleForm(try await site.form(request))
        try await site.secondFactors.set(form.rule)
        site.record(.settingChanged(name: "second-factor-roles"), request, context)
        return .redirect(to: "/settings#second-factor", flash: .done("Saved."), for: request)
    }

    private func page(
        _ typed: TypedSettings = TypedSettings(),
        problems: [FormProblem] = [],
        for request: Request,
        _ context: WebContext
    ) async throws -> Response {
        let contents = try await site.database.read { connection in
            SettingsContents(
                monitoring: try MonitoringSettings(connection),
                scoring: try ScoringPoints(connection),
                documentDays: try DocumentReader(connection).days(),
                bounceLimit: try SoftBounceLimit.load(connection),
                secondFactor: try SecondFactorRule(connection)
            )
        }
        let script = site.entrance.address(of: PublicPath.script, for: request)
        let page = SettingsPage(contents, typed: typed, script: script, problems: problems)
        return site.page(page, for: request, context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}
