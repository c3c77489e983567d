/// Which of two numbers of a date is the day: `5/6/1990` may be the fifth of June or the sixth of May.
package enum DateOrder: String, Sendable, CaseIterable {
    case dayFirst = "day-first"
    case monthFirst = "month-first"

    /// The order that two numbers show by themselves; nothing where both could be months and differ.
    package init?(_ first: Int, _ second: Int) {
        if first == second || (first > 12 && second <= 12) {
            self = .dayFirst
        } else if second > 12, first <= 12 {
            self = .monthFirst
        } else {
            return nil
        }
    }
}
