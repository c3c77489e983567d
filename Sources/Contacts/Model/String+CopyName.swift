extension String {
    /// The name of a copy: `Name (copy)`, or `Name (copy 2)` and so on where that is taken.
    ///
    /// - Parameters:
    ///   - limit: The longest name, in characters; the original is shortened to fit.
    ///   - isTaken: Whether something has a name already.
    /// - Returns: The first name that is free.
    package func copyName(limit: Int, isTaken: (String) throws -> Bool) rethrows -> String {
        var number = 1
        while true {
            let mark = number == 1 ? " (copy)" : " (copy \(number))"
            let name: String = prefix(limit - mark.count) + mark
            if try !isTaken(name) { return name }
            number += 1
        }
    }
}
