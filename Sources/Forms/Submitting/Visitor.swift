/// Somebody on a public page, as far as the request says.
package struct Visitor: Sendable, Hashable {
    /// The network address.
    package let address: String
    /// What the browser calls itself.
    package let userAgent: String?

    package init(address: String, userAgent: String?) {
        self.address = address
        self.userAgent = userAgent
    }
}
