import Access
import ArgumentParser
import CompatibilityAPI
import Contacts
import Executions
import Forms
import Foundation
import Hummingbird
import Logging
import Messaging
import NIOCore
import RESTAPI
import Storage
import WebUI

struct Serve: WorldCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the web pages and carry out executions, rules and workflows, until stopped.",
        discussion: """
            Any number of servers may work on one PostgreSQL database. Serve on 127.0.0.1, or \
            behind a proxy that speaks TLS.
            """
    )

    static let needs = Permission.manageWorkspace

    @OptionGroup var options: WorldOptions
    @OptionGroup var addressOptions: PublicAddressOptions

    @Option(help: "The name or address to listen on.")
    var hostname = "127.0.0.1"

    @Option(help: "The port to listen on; 0 takes a free one.")
    var port = 8080

    @Flag(help: "A proxy stands before the server and writes X-Forwarded-For.")
    var behindProxy = false

    @Option(
        help: ArgumentHelp(
            "A folder of reports of mail servers to watch, as `bounces read` takes it.",
            valueName: "folder"
        ),
        completion: .directory
    )
    var bounceFolder: String?

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be from 0 to 65535") }
    }

    func work(in world: World) async throws {
        let web = try WebUI(
            database: world.database,
            audiences: world.audiences,
            time: world.time,
            publicAddress: try addressOptions.given,
            behindProxy: behindProxy,
            messageFolder: world.messageFolder,
            logger: world.logger
        )
        let door = FrontDoor(
            pages: web,
            api: RESTEndpoints(database: world.database, audiences: world.audiences, time: world.time),
            compatibleAPI: CompatibleEndpoints(database: world.database, audiences: world.audiences, time: world.time)
        )
        if behindProxy, try addressOptions.given?.scheme?.lowercased() != "https" {
            world.logger.warning(
                "cookies may travel without TLS: give --public-address https://… where browsers speak TLS"
            )
        }
        var application = Application(
            responder: door,
            configuration: ApplicationConfiguration(
                address: .hostname(hostname, port: port),
                serverName: "Kartoteka"
            ),
            onServerRunning: { channel in
                let bound = channel.localAddress?.port ?? port
                await rememberAddress(in: world, port: bound)
                let invitation = await invitation(in: world, port: bound)
                Console.say("kartoteka listens on http://\(hostname):\(bound)" + (invitation.map { "\n" + $0 } ?? ""))
                // After the pages are there: it looks through the whole base.
                await adoptOwnerlessContacts(in: world)
            },
            logger: world.logger
        )
        for service in world.services { application.addServices(service) }
        if let bounceFolder {
            let folder = BounceFolder(URL(filePath: bounceFolder), desk: world.bounceDesk)
            application.addServices(BounceWatcher(folder, logger: world.logger))
        }
        try await application.runService()
    }

    /// Begins the adoption anew that was killed on its way, or could not begin.
    private func adoptOwnerlessContacts(in world: World) async {
        do {
            try await world.ownerlessContacts.adopt()
        } catch {
            world.logger.error("contacts without an owner stay so for now: \(CommandFailure(error).message)")
        }
    }

    /// Links in messages lead here, whichever program sends them.
    private func rememberAddress(in world: World, port: Int) async {
        do {
            let local = URL(string: "http://\(hostname.contains(":") ? "[\(hostname)]" : hostname):\(port)")
            guard let address = try addressOptions.given ?? local else { return }
            try await world.database.write { try Workspace.setPublicAddress(address, in: $0) }
        } catch {
            world.logger.error("links in messages may lead astray: \(CommandFailure(error).message)")
        }
    }

    /// Where the first administrator is created, as long as there is none.
    private func invitation(in world: World, port: Int) async -> String? {
        do {
            guard let token = try await world.links.forFirstAdministrator() else { return nil }
            let link = try addressOptions.welcome(token, hostname: hostname, port: port)
            return "Create the administrator here (valid for 24 hours, once): \(link)"
        } catch {
            world.logger.error("no link for the first administrator could be made: \(CommandFailure(error).message)")
            return nil
        }
    }
}
