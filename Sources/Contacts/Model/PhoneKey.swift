extension String {
    /// A phone number as comparisons see it: `+48 600-100 (200)` and `+48600100200` are the same.
    ///
    /// White space, dots, dashes, slashes and brackets are left out; what else stands there is folded.
    package var phoneKey: String {
        String(folded.filter { !$0.isWhitespace && !".-/()[]".contains($0) })
    }
}
