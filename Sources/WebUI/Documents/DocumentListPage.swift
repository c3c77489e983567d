import Bitmaps
import Contacts
import Tracking

/// The documents, with their files.
struct DocumentListPage: PageModel {
    static let template = "documents"

    struct File: Sendable {
        let fileNumber: String
        let fileAddress: String
        let lines: String
    }

    struct Row: Sendable {
        let documentName: String
        let documentNumber: String
        let page: String
        let author: String
        let made: Moment
        let isPrivate: Bool
        let links: String
        let files: [File]
        /// The run that still adds links; nothing once it is over.
        let growingAddress: String?
        let deleteAddress: String?
    }

    let rows: [Row]
    let keeping: String

    var title: String { "Documents" }
    var area: Area? { .documents }

    /// Describes the page.
    ///
    /// - Parameters:
    ///   - documents: The documents, newest first, with their files.
    ///   - actor: Who looks.
    ///   - mayDeleteAll: Whether those of others may be deleted too.
    ///   - days: For how many days documents are kept; nothing means for good.
    ///   - clock: Writes times.
    init(
        _ documents: [(document: LinkDocument, files: LinkFiles)],
        for actor: Actor,
        mayDeleteAll: Bool,
        days: Int64?,
        clock: WorkspaceClock
    ) {
        rows = documents.map { document, files in
            let path = "/documents/\(document.id.number)"
            let isDeletable = !document.isGrowing && (mayDeleteAll || document.isOf(actor))
            return Row(
                documentName: document.name,
                documentNumber: "\(document.id.number)",
                page: document.address,
                author: document.author,
                made: clock.moment(document.createdAt),
                isPrivate: document.isPrivate,
                links: files.lines.counted("link"),
                files: files.files.enumerated().map { index, contacts in
                    File(
                        fileNumber: "\(index + 1)",
                        fileAddress: "\(path)/files/\(index + 1)",
                        lines: contacts.count.counted("line")
                    )
                },
                growingAddress: document.isGrowing ? document.execution.map { "/executions/\($0)" } : nil,
                deleteAddress: isDeletable ? "\(path)/delete" : nil
            )
        }
        keeping =
            days.map { "Documents are deleted \($0.counted("day")) after they were made." }
            ?? "Documents are kept until somebody deletes them."
    }
}
