extension String {
    /// The form in which e-mail addresses are compared.
    package var addressKey: String { (try? EmailAddress(self))?.key ?? folded }
}
