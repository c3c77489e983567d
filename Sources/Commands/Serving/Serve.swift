import Access
import ArgumentParser
import CompatibilityAPI
import Contacts
import Executions
import Forms
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import Messaging
import NIOCore
import Outgoing
import RESTAPI
import ServiceLifecycle
import Storage
import UnixSignals
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
    @OptionGroup var connectionOptions: ConnectionOptions

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

    @Option(
        help: ArgumentHelp(
            "A file that gets the link to create the first administrator, readable for its owner only.",
            discussion: "Without it the link is shown on a terminal, and nowhere else.",
            valueName: "file"
        ),
        completion: .file()
    )
    var administratorLinkFile: String?

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be from 0 to 65535") }
    }

    func work(in world: World) async throws {
        let isSecure = try addressOptions.given?.scheme?.lowercased() == "https"
        let limits = connectionOptions.limits(behindProxy: behindProxy, files: .raised())
        if limits.connections < connectionOptions.connections {
            world.logger.notice("at most \(limits.connections) connections, as the limit of open files is low")
        }
        let register = ConnectionRegister(limits)
        let web = try WebUI(
            database: world.database,
            audiences: world.audiences,
            time: world.time,
            publicAddress: try addressOptions.given,
            behindProxy: behindProxy,
            messageFolder: world.messageFolder,
            fetch: { [calls = world.calls] in await HTTPCaller(calls).text(at: $0, within: .seconds(10)) },
            logger: world.logger,
            security: world.security
        )
        let door = FrontDoor(
            pages: web,
            api: RESTEndpoints(
                database: world.database,
                audiences: world.audiences,
                time: world.time,
                security: world.security
            ),
            compatibleAPI: CompatibleEndpoints(
                database: world.database,
                audiences: world.audiences,
                time: world.time,
                security: world.security
            ),
            isSecure: isSecure
        )
        if behindProxy, !isSecure {
            world.logger.warning(
                "cookies may travel without TLS: give --public-address https://… where browsers speak TLS"
            )
        }
        var application = Application(
            responder: door,
            server: HTTPServerBuilder { responder in
                GuardedChannel(base: HTTP1Channel(responder: responder), limits: limits, register: register)
            },
            configuration: ApplicationConfiguration(
                address: .hostname(hostname, port: port),
                serverName: "Kartoteka",
                backlog: 1_024
            ),
            onServerRunning: { channel in
                await AcceptHandler.add(to: channel, register, logger: world.logger)
                let bound = channel.localAddress?.port ?? port
                await rememberAddress(in: world, port: bound)
                let invitation = await invitation(in: world, port: bound)
                Console.say("kartoteka listens on http://\(hostname):\(bound)" + (invitation.map { "\n" + $0 } ?? ""))
                // It looks through the whole base, and the server accepts connections only after this closure.
                Task { await adoptOwnerlessContacts(in: world) }
            },
            logger: world.logger
        )
        for service in world.services { application.addServices(service) }
        if let bounceFolder {
            let folder = BounceFolder(URL(filePath: bounceFolder), desk: world.bounceDesk)
            application.addServices(BounceWatcher(folder, logger: world.logger))
        }
        let bounded = BoundedShutdown(application, logger: world.logger) { register.closeAll() }
        let group = ServiceGroup(
            services: [bounded],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: world.logger
        )
        try await group.run()
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

    /// What to print of the first administrator, as long as there is none.
    private func invitation(in world: World, port: Int) async -> String? {
        do {
            guard Console.isTerminal || administratorLinkFile != nil else {
                return try await world.users.hasAdministrator() ? nil : AdministratorLink.advice
            }
            guard let token = try await world.links.forFirstAdministrator() else { return nil }
            let link = AdministratorLink(try addressOptions.welcome(token, hostname: hostname, port: port))
            guard let administratorLinkFile else { return link.line }
            return try link.write(to: administratorLinkFile)
        } catch {
            world.logger.error("no link for the first administrator could be made: \(CommandFailure(error).message)")
            return nil
        }
    }
}
