/// What somebody sent to a form.
package struct Submission: Sendable {
    /// The field that holds the stamp.
    package static let stampKey = "stamp"
    /// The field that no person sees.
    package static let trapKey = "website"
    /// The field with the version that an embedded form was made from.
    package static let versionKey = "version"
    /// The field with the cookie by which the shop's pages know the browser.
    package static let browserKey = "smuuid"
    package static let emailConsentKey = "consent-email"
    package static let mobileConsentKey = "consent-mobile"

    /// The values of each field, as they were sent.
    package let values: [String: [String]]
    package let visitor: Visitor

    package init(_ values: [String: [String]], from visitor: Visitor) {
        self.values = values
        self.visitor = visitor
    }

    /// The first value of a field; empty where there is none.
    package func value(_ key: String) -> String { values[key]?.first ?? "" }
}
