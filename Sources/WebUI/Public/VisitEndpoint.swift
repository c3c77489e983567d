import Contacts
import Foundation
import Hummingbird
import Logging
import Storage
import Tracking

/// Where pages of the shop tell of visits, and the script that does.
///
/// Nobody is signed in here, and nothing is told of anybody.
struct VisitEndpoint: Sendable {
    /// The longest hit, in bytes.
    private static let limit = 16 * 1024

    let site: Site

    func declare(on routes: inout Routes) {
        routes.post(PublicPath.visit, needs: .nobody) { request, _ in
            guard let text = await body(of: request) else { return Response(status: .contentTooLarge) }
            guard let fields = try? FormFields(text, atMost: FormFields.mostPublicFields) else {
                return Response(status: .contentTooLarge)
            }
            return await answer(to: fields, request)
        }
        // For browsers without beacons.
        routes.get(PublicPath.visit, needs: .nobody) { request, _ in
            guard (request.uri.query ?? "").utf8.count <= Self.limit else { return Response(status: .uriTooLong) }
            var answer = await answer(to: request.queryFields, request)
            if answer.status == .noContent {
                answer.status = .ok
                answer.headers[.contentType] = "image/gif"
                answer.body = ResponseBody(byteBuffer: ByteBuffer(bytes: Self.picture))
            }
            return answer
        }
        routes.get(PublicPath.script, needs: .nobody) { _, _ in
            let settings = try await site.monitoring.settings()
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/javascript; charset=utf-8",
                    // Long enough for a visit, short enough for a change of the settings to be felt.
                    .cacheControl: "public, max-age=3600",
                ],
                body: ResponseBody(byteBuffer: ByteBuffer(string: script(settings)))
            )
        }
    }

    private func body(of request: Request) async -> String? {
        guard let body = try? await request.body.collect(upTo: Self.limit) else { return nil }
        return String(buffer: body)
    }

    /// Answers when the hit is written for good, or says why it is not taken.
    private func answer(to fields: FormFields, _ request: Request) async -> Response {
        var answer: Response
        do {
            let hit = try Hit { fields[$0] }
            let asksForPrivacy = request.headers[.doNotTrack] == "1" || request.headers[.privacyControl] == "1"
            try await site.monitoring.take(hit, wantsPrivacy: asksForPrivacy)
            answer = Response(status: .noContent)
        } catch HitError.full {
            answer = Self.later
        } catch let error as HitError {
            let status: HTTPResponse.Status = if case .notMonitored = error { .forbidden } else { .badRequest }
            answer = .text(error.message + "\n", status: status)
        } catch {
            site.logger.error("a hit was not taken", metadata: ["error": "\(error)"])
            answer = Self.later
        }
        if let origin = await origin(of: request) {
            answer.headers[.accessControlAllowOrigin] = origin
            answer.headers[.vary] = "Origin"
        }
        return answer
    }

    private static var later: Response {
        var answer = Response.text(HitError.full.message + "\n", status: .serviceUnavailable)
        answer.headers[.retryAfter] = "5"
        return answer
    }

    /// The site that asks, where it is a monitored one.
    private func origin(of request: Request) async -> String? {
        guard let origin = request.headers[.origin], let address = try? WebAddress(origin),
            let settings = try? await site.monitoring.settings(), settings.sites.cover(address.host)
        else { return nil }
        return origin
    }

    private func script(_ settings: MonitoringSettings) -> String {
        let source = site.assets.text(of: "public/sm.js")
        guard !settings.honoursPrivacySignals else { return source }
        return source.replacing("honoursPrivacySignals = true;", with: "honoursPrivacySignals = false;")
    }

    /// A picture of one transparent point.
    private static let picture: [UInt8] =
        Array("GIF89a".utf8) + [
            1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x21, 0xF9, 4, 1, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1,
            0,
            0, 2, 2, 0x44, 1, 0, 0x3B,
        ]
}
