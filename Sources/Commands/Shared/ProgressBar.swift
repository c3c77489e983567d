import Foundation

/// A line on the terminal that shows how far something is; silent where no terminal is.
final class ProgressBar {
    private let label: String
    private let clock = ContinuousClock()
    private var lastShown: ContinuousClock.Instant?
    private var isShown = false

    init(_ label: String) {
        self.label = label
    }

    /// Shows the share that is done, at most ten times a second.
    func show(_ done: Int, of total: Int) {
        guard Console.showsProgress, total > 0 else { return }
        let now = clock.now
        if done < total, let lastShown, now - lastShown < .milliseconds(100) { return }
        lastShown = now
        isShown = true
        let share = min(1, Double(done) / Double(total))
        let filled = Int(share * 30)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        Console.write("\r\(label) \(bar) \(Int(share * 100)) %", to: .standardError)
    }

    /// Clears the line.
    func end() {
        guard isShown else { return }
        Console.write("\r\u{1B}[2K", to: .standardError)
        isShown = false
    }
}
