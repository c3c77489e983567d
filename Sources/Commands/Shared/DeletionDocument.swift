/// What `--json` prints of something that was deleted by its name.
struct DeletionDocument: Encodable {
    let deleted: String
}
