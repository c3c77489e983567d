import Storage

/// Asks the database whether it answers, one question at a time however many ask.
actor ReadinessProbe {
    private let database: any Database
    private let patience: Duration
    private var question: Task<Bool, Never>?

    /// Makes a probe.
    ///
    /// - Parameters:
    ///   - database: Which database.
    ///   - patience: How long to wait for an answer.
    init(_ database: any Database, patience: Duration = .seconds(3)) {
        self.database = database
        self.patience = patience
    }

    /// Whether the database answers in time.
    var isReady: Bool {
        get async {
            let question = question ?? ask()
            self.question = question
            let answers = AsyncStream<Bool> { answers in
                let waiting = Task {
                    answers.yield(await question.value)
                    answers.finish()
                }
                let timer = Task { [patience] in
                    try? await Task.sleep(for: patience)
                    answers.yield(false)
                    answers.finish()
                }
                answers.onTermination = { _ in
                    waiting.cancel()
                    timer.cancel()
                }
            }
            return await answers.first { _ in true } ?? false
        }
    }

    private func ask() -> Task<Bool, Never> {
        Task {
            let answers = (try? await database.read { try $0.rows("SELECT 1") { $0.integer(0) } }) == [1]
            // Asked again the next time: an answer holds for those who waited for it.
            question = nil
            return answers
        }
    }
}
