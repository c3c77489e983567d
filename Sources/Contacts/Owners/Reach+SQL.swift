package import Storage

extension Reach {
    /// What narrows a statement to the contacts within reach, to stand behind its other conditions.
    ///
    /// - Parameters:
    ///   - number: The column that holds the contact's number.
    ///   - right: What is to be done with the contacts.
    /// - Returns: Nothing, or a condition that begins with `AND`.
    package func narrowing(_ number: SQL.Name, to right: ContactRight = .see) -> SQL {
        switch self {
        case .everybody: ""
        case .owned(let user):
            """
             AND \(number) IN (SELECT number FROM contact_owner WHERE user_id = \(user.number)
                AND level >= \(right.level.rawValue))
            """
        }
    }
}
