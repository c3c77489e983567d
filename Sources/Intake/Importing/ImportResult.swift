/// What an import did, or would do.
package struct ImportResult: Sendable, Hashable {
    package let summary: ImportSummary
    /// The columns of the file that it did not bring in although nobody said so.
    package let leftOut: [LeftOutColumn]
}
