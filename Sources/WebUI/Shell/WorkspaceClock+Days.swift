import Foundation

/// Days of the workspace's calendar.
extension WorkspaceClock {
    /// Where the latest days begin, the earliest first; the last one is the day of the given instant.
    func days(_ count: Int, until now: Int64) -> [Int64] {
        let today = calendar.startOfDay(for: Date(timeIntervalSince1970: Double(now) / 1000))
        return (0..<count).reversed().compactMap { back in
            // Around noon, as there are days whose midnight the clock skips.
            guard let noon = calendar.date(bySettingHour: 12, minute: 0, second: 0, of: today),
                let day = calendar.date(byAdding: .day, value: -back, to: noon)
            else { return nil }
            return Int64(calendar.startOfDay(for: day).timeIntervalSince1970) * 1000
        }
    }

    /// The day on which an instant lies, such as `21 Nov 2026`.
    func dayText(_ milliseconds: Int64) -> String {
        moment(milliseconds).text.split(separator: " ").prefix(3).joined(separator: " ")
    }
}
