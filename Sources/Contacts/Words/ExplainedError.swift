/// Something that was asked for and cannot be.
///
/// Nothing was changed. Pages, commands and the API tell the message and nothing else of the error.
package protocol ExplainedError: Error {
    /// What is wrong and what to do, beginning with a small letter and without a full stop.
    var message: String { get }
}
