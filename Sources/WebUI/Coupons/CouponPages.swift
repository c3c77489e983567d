import Access
import Contacts
import Hummingbird
import Storage

/// The coupons of the contacts within reach.
struct CouponPages: Sendable {
    let site: Site

    func declare(on routes: inout Routes) {
        routes.get("/coupons", needs: .permission(.exportContacts)) { request, context in
            let (now, reach) = (site.time.now, try context.actor.reach)
            let (summaries, lists) = try await site.database.read { connection in
                let lists = reach == .everybody ? try CouponListReader(connection).summaries() : []
                return (try CouponReader(connection, now: now).summaries(reach: reach), lists)
            }
            return site.page(CouponListPage(summaries, lists: lists), for: request, context)
        }
        routes.get("/coupons/:name/file", needs: .permission(.exportContacts)) { _, context in
            try await file(context)
        }
    }

    /// Sends the file while it is read, so that a million coupons need no more memory than a few.
    private func file(_ context: WebContext) async throws -> Response {
        guard let name = context.parameters.get("name").flatMap({ try? CouponName($0) }) else {
            throw WebError.notFound("This coupon")
        }
        let reach = try context.actor.reach
        let first = try await portion(of: name, after: nil, reach)
        guard !first.isEmpty else { throw WebError.notFound("This coupon") }
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: CouponTable.header + "\n"))
            var portion = first
            while let last = portion.last {
                let lines = portion.map { CouponTable.line($0) + "\n" }.joined()
                try await writer.write(ByteBuffer(string: lines))
                portion = try await self.portion(of: name, after: last.number, reach)
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename=\"\(name.text.lowercased()).csv\"",
            ],
            body: body
        )
    }

    private func portion(of name: CouponName, after number: UInt32?, _ reach: Reach) async throws -> [HeldCoupon] {
        let now = site.time.now
        return try await site.database.read { connection in
            try CouponReader(connection, now: now)
                .coupons(of: name, after: number, limit: CouponTable.portion, reach: reach)
        }
    }
}
