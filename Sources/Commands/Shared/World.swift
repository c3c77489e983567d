import Access
import Contacts
import Executions
import Logging
import Selections
import Storage

/// The parts of the program, put together over one database.
struct World: Sendable {
    let address: DatabaseAddress
    let database: any Database
    let audiences: Audiences
    let time: TimeSource
    let logger: Logger

    /// Opens the database and brings its schema up to date.
    init(_ address: DatabaseAddress, logger: Logger) async throws {
        self.address = address
        self.logger = logger
        time = .system
        database = try await address.open()
        try await Schema.migrate(database)
        audiences = Audiences(database, time: time)
    }

    var segments: SegmentStore { SegmentStore(database, time: time) }

    var users: UserStore { UserStore(database, time: time) }

    var links: OneTimeLinks { OneTimeLinks(database, time: time) }

    var executions: ExecutionStore { ExecutionStore(database, audiences: audiences, time: time) }

    var previewer: Previewer { Previewer(database, audiences: audiences, time: time) }

    var runner: ExecutionRunner { ExecutionRunner(database, audiences: audiences, time: time, logger: logger) }
}
