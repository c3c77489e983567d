package import Contacts
import Messaging
package import Storage
import Tracking

/// A form as it is shown: its version with the stamp that says so.
package struct ShownForm: Sendable {
    package let form: SignUpForm
    package let stamp: String
}

/// What becomes of something that was sent to a form.
package enum SubmissionResult: Sendable {
    /// It was taken, or shall look as if it was.
    case accepted(FormDefinition)
    /// The person must look at it and send it once more.
    ///
    /// `keepsTicks` says whether the boxes stood beside the wording that stands there now.
    case recheck(ShownForm, keepsTicks: Bool)
    case unfit(ShownForm, [String: AnswerProblem])
    /// Too many came from one network.
    case tooOften(FormDefinition)
    /// Nobody can sign up with the form at present.
    case closed(FormDefinition)
}

/// Shows forms to the public and takes what is sent.
package struct FormDesk: Sendable {
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// The form with that public id; nothing where there is none, or it is archived.
    package func show(_ publicID: String) async throws -> ShownForm? {
        let now = time.now
        return try await database.read { try Self.shown(publicID, at: now, $0) }
    }

    /// Takes what somebody sent.
    ///
    /// What a machine sent is answered like what a person sent, and so is every address, known or not.
    ///
    /// - Parameters:
    ///   - submission: What was sent.
    ///   - publicID: The form.
    /// - Returns: What to answer; nothing where there is no such form.
    /// - Throws: `StorageError`.
    package func take(_ submission: Submission, at publicID: String) async throws -> SubmissionResult? {
        let now = time.now
        let look = try await database.read { connection -> Look? in
            guard let shown = try Self.shown(publicID, at: now, connection) else { return nil }
            let signer = try TokenSigner(connection)
            let stamp = FormStamp(submission.value(Submission.stampKey), of: shown.form.id, signedBy: signer)
            let definition = try stamp.flatMap {
                try FormReader(connection).definition(of: shown.form.id, version: $0.version)
            }
            return Look(shown: shown, stamp: stamp, definition: definition)
        }
        guard let look else { return nil }
        let shown = look.shown
        guard shown.form.state == .active else { return .closed(shown.form.definition) }
        if !submission.value(Submission.trapKey).isEmpty {
            return try await refuse(.trap, look.definition ?? shown.form.definition, shown.form)
        }
        guard let stamp = look.stamp, let definition = look.definition, now - stamp.shownAt <= FormStamp.lifetime else {
            let version = look.stamp?.version ?? Int64(submission.value(Submission.versionKey))
            return .recheck(shown, keepsTicks: version == shown.form.version)
        }
        if now - stamp.shownAt < FormStamp.quickest { return try await refuse(.tooQuick, definition, shown.form) }
        let answers: SignUpAnswers
        do throws(UnfitAnswers) {
            answers = try definition.answers(in: submission)
        } catch {
            guard stamp.version == shown.form.version else { return .recheck(shown, keepsTicks: false) }
            return .unfit(shown, error.problems)
        }
        let work = SignUpWork(
            form: shown.form,
            version: stamp.version,
            definition: definition,
            answers: answers,
            visitor: submission.visitor,
            browser: TrackingID(submission.value(Submission.browserKey)),
            now: now
        )
        return try await take(work)
    }

    private struct Look: Sendable {
        let shown: ShownForm
        /// When and in which version the person saw the form.
        let stamp: FormStamp?
        /// What that version asked.
        let definition: FormDefinition?
    }

    private func take(_ work: SignUpWork) async throws -> SubmissionResult {
        let refusal = try await whereContactsCollide { connection -> FormRefusal? in
            // Everybody counts the network first, so that nobody waits in a circle.
            for (limit, refusal) in [
                (SignUpLimit.network(work.visitor.address), FormRefusal.network),
                (SignUpLimit.address(work.answers.email), .address),
            ] where try !limit.admits(at: work.now, connection) {
                try refusal.note(for: work.form.id, connection)
                return refusal
            }
            try work.run(connection)
            return nil
        }
        return refusal == .network ? .tooOften(work.definition) : .accepted(work.definition)
    }

    private func refuse(
        _ refusal: FormRefusal,
        _ definition: FormDefinition,
        _ form: SignUpForm
    ) async throws -> SubmissionResult {
        try await database.write { try refusal.note(for: form.id, $0) }
        return .accepted(definition)
    }

    /// Writes, and again after a conflict: somebody else may create the contact between the look and the commit.
    private func whereContactsCollide<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        for _ in 1..<Self.attempts {
            do {
                return try await database.write(body)
            } catch let error as StorageError where error.code == .conflict {}
        }
        return try await database.write(body)
    }

    private static let attempts = 8

    private static func shown(_ publicID: String, at now: Int64, _ connection: any Connection) throws -> ShownForm? {
        guard let form = try FormReader(connection).form(publicID: publicID), form.state != .archived else {
            return nil
        }
        let stamp = FormStamp(version: form.version, shownAt: now)
        return ShownForm(form: form, stamp: stamp.text(of: form.id, signedBy: try TokenSigner(connection)))
    }
}
