package import Storage

/// Makes and changes funnels and their stages.
///
/// Names are unique without regard to case. What contacts are in cannot be deleted.
package struct FunnelStore: Sendable {
    private let database: any Database

    package init(_ database: any Database) {
        self.database = database
    }

    /// Every funnel, by group and name.
    package func all() async throws -> [Funnel] {
        try await database.read { try FunnelReader($0).all() }
    }

    package func funnel(_ id: FunnelID) async throws -> Funnel? {
        try await database.read { try FunnelReader($0).funnel(id) }
    }

    /// The funnel of that name, without regard to case.
    ///
    /// - Throws: `FunnelError.unknown`.
    package func funnel(named name: String) async throws -> Funnel {
        let found = try await database.read { try FunnelReader($0).funnel(named: name) }
        guard let found else { throw FunnelError.unknown(name) }
        return found
    }

    /// Makes a funnel with its stages, from the first to the last.
    ///
    /// - Throws: `FunnelError` when a name is unfit or taken, or there is no stage.
    @discardableResult
    package func create(_ name: String, group: String? = nil, stages: [String]) async throws -> Funnel {
        let name = try FunnelNames.funnel(name)
        let group = try FunnelNames.group(group)
        let stages = try FunnelNames.stages(stages)
        return try await write { rows in
            try rows.checkFree(name, except: nil)
            return try rows.insert(name, group: group, stages: stages)
        }
    }

    /// Gives a funnel another name and group.
    ///
    /// - Throws: `FunnelError` when it is unknown, or the name is unfit or taken.
    package func rename(_ id: FunnelID, to name: String, group: String?) async throws {
        let name = try FunnelNames.funnel(name)
        let group = try FunnelNames.group(group)
        try await write { rows in
            let funnel = try rows.existing(id)
            try rows.checkFree(name, except: funnel.id)
            try rows.rename(funnel.id, name, group: group)
        }
    }

    /// Deletes a funnel that nobody is in.
    ///
    /// - Throws: `FunnelError` when it is unknown or in use.
    package func delete(_ id: FunnelID) async throws {
        try await write { rows in
            let funnel = try rows.existing(id)
            let contacts = try rows.contacts(in: funnel.id)
            guard contacts == 0 else { throw FunnelError.inUse(funnel.name, contacts: contacts) }
            try rows.delete(funnel.id)
        }
    }

    /// Adds a stage behind the last.
    ///
    /// - Throws: `FunnelError` when the funnel is unknown, or the name is unfit or taken.
    @discardableResult
    package func addStage(_ name: String, to id: FunnelID) async throws -> Stage {
        let name = try FunnelNames.stage(name)
        return try await write { rows in
            let funnel = try rows.existing(id)
            if let other = funnel.stage(named: name) { throw FunnelError.stageTaken(other.name) }
            return try rows.insert(name, into: funnel.id, position: funnel.stages.count + 1)
        }
    }

    /// Gives a stage another name; its contacts stay on it.
    ///
    /// - Throws: `FunnelError` when it is unknown, or the name is unfit or taken.
    package func renameStage(_ stage: StageID, of id: FunnelID, to name: String) async throws {
        let name = try FunnelNames.stage(name)
        try await write { rows in
            let (funnel, stage) = try rows.existing(stage, of: id)
            if let other = funnel.stage(named: name), other.id != stage.id { throw FunnelError.stageTaken(other.name) }
            try rows.rename(stage.id, name)
        }
    }

    /// Puts the stages into another order.
    ///
    /// - Throws: `FunnelError` when the funnel is unknown, or these are not exactly its stages.
    package func reorder(_ stages: [StageID], of id: FunnelID) async throws {
        try await write { rows in
            let funnel = try rows.existing(id)
            guard stages.sorted() == funnel.stages.map(\.id).sorted() else { throw FunnelError.notEveryStage }
            try rows.setOrder(stages)
        }
    }

    /// Deletes a stage that nobody is on; the last one stays.
    ///
    /// - Throws: `FunnelError` when it is unknown, in use or the only one.
    package func deleteStage(_ stage: StageID, of id: FunnelID) async throws {
        try await write { rows in
            let (funnel, stage) = try rows.existing(stage, of: id)
            let contacts = try rows.contacts(on: stage.id)
            guard contacts == 0 else { throw FunnelError.stageInUse(stage.name, contacts: contacts) }
            guard funnel.stages.count > 1 else { throw FunnelError.noStages }
            try rows.delete(stage.id)
            try rows.setOrder(funnel.stages.map(\.id).filter { $0 != stage.id })
        }
    }

    private func write<Value: Sendable>(
        _ body: @escaping @Sendable (FunnelRows) throws -> Value
    ) async throws -> Value {
        let work = { @Sendable (connection: any Connection) throws -> Value in
            try connection.lock(LockKey.funnels)
            return try body(FunnelRows(connection))
        }
        do {
            return try await database.write(work)
        } catch let error as StorageError where error.code == .conflict {
            // A contact came to what is deleted between the count and the commit; the second attempt counts it.
            return try await database.write(work)
        }
    }
}
