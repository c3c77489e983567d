import ArgumentParser
import Contacts
import Genders
import Intake
import Messaging
import Outgoing
import Storage

/// An error in words, with the exit code that it means.
struct CommandFailure: Error {
    let message: String
    let code: ExitCode

    /// What the user gave cannot be used.
    static let badInput = ExitCode(65)
    /// A database or file cannot be reached.
    static let unavailable = ExitCode(69)
    /// The program or its data are at fault.
    static let internalError = ExitCode(70)

    init(badInput message: String) {
        self.message = message
        code = Self.badInput
    }

    init(unavailable message: String) {
        self.message = message
        code = Self.unavailable
    }

    init(failed message: String) {
        self.message = message
        code = Self.internalError
    }

    init(_ error: any Error) {
        switch error {
        case let error as CommandFailure: self = error
        case let error as any ExplainedError: self.init(badInput: error.message)
        case let error as OutgoingPolicyError: self.init(badInput: error.message)
        case let error as NameListError: self.init(unavailable: error.message)
        case let error as CSVError: self.init(error)
        case let error as BounceFolderError: self.init(unavailable: error.message)
        case let error as RejectsError: self.init(unavailable: error.message)
        case let error as StorageError: self.init(error)
        default: self.init("an error that should not happen: \(error)", Self.internalError)
        }
    }

    private init(_ message: String, _ code: ExitCode) {
        self.message = message
        self.code = code
    }

    private init(_ error: CSVError) {
        switch error {
        case .missing, .directory, .unreadable, .outOfMemory: self.init(unavailable: error.message)
        case .empty, .spreadsheet, .compressed, .binary, .endlessRow, .unknownSeparator:
            self.init(badInput: error.message)
        }
    }

    private init(_ error: StorageError) {
        message = error.detail
        code =
            switch error.code {
            case .badAddress, .secretKey: Self.badInput
            case .unavailable, .busy, .unknownOutcome, .timedOut: Self.unavailable
            case .newerSchema: Self.unavailable
            case .conflict, .corrupt, .other: Self.internalError
            }
    }
}
