package import Contacts

/// What one row of a file says of a contact; what it leaves empty is not there.
package struct ParsedRow: Sendable, Hashable {
    /// The line of the file in which the row begins.
    package let line: Int
    package let email: EmailAddress
    /// Text fields other than the e-mail address.
    package var fields: [ProfileField: String]
    /// Tags, with the score of those that carry one.
    package var tags: [TagName: Int64?] = [:]
    package var details: [DetailName: String] = [:]
    package var emailStatus: MarketingStatus?
    package var isInvalid: Bool?
    /// Whether an earlier row of the file withdrew the consent of this address, and this one says nothing of it.
    package var keepsOptOut = false
    /// Whether an earlier row of the file called this address invalid, and this one says nothing of it.
    package var keepsInvalid = false
    package var mobileStatus: MarketingStatus?
    package var isMonitored: Bool?
    package var state: ContactState?
    package var score: Int64?
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package var createdAt: Int64?

    package init(line: Int, email: EmailAddress, fields: [ProfileField: String] = [:]) {
        self.line = line
        self.email = email
        self.fields = fields
    }
}
