import Storage

/// Writes the rows of funnels and stages, inside one transaction.
struct FunnelRows {
    private let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    func existing(_ id: FunnelID) throws -> Funnel {
        guard let funnel = try FunnelReader(connection).funnel(id) else { throw FunnelError.unknown("\(id.number)") }
        return funnel
    }

    func existing(_ stage: StageID, of id: FunnelID) throws -> (Funnel, Stage) {
        let funnel = try existing(id)
        guard let stage = funnel.stage(stage) else {
            throw FunnelError.unknownStage("\(stage.number)", funnel: funnel.name)
        }
        return (funnel, stage)
    }

    /// - Throws: `FunnelError.nameTaken` when another funnel has the name.
    func checkFree(_ name: String, except id: FunnelID?) throws {
        if let other = try FunnelReader(connection).funnel(named: name), other.id != id {
            throw FunnelError.nameTaken(other.name)
        }
    }

    func contacts(in id: FunnelID) throws -> Int {
        try count("funnel_id = \(id.number)")
    }

    func contacts(on id: StageID) throws -> Int {
        try count("stage_id = \(id.number)")
    }

    func insert(_ name: String, group: String?, stages: [String]) throws -> Funnel {
        let id = FunnelID(try connection.advance(counter: "funnel"))
        try connection.execute(
            """
            INSERT INTO funnel (id, name, name_key, group_name)
            VALUES (\(id.number), \(name), \(name.folded), \(group))
            """
        )
        let inserted = try stages.enumerated().map { try insert($1, into: id, position: $0 + 1) }
        return Funnel(id: id, name: name, group: group, stages: inserted)
    }

    func insert(_ name: String, into funnel: FunnelID, position: Int) throws -> Stage {
        let id = StageID(try connection.advance(counter: "stage"))
        try connection.execute(
            """
            INSERT INTO stage (id, funnel_id, position, name, name_key)
            VALUES (\(id.number), \(funnel.number), \(position), \(name), \(name.folded))
            """
        )
        return Stage(id: id, name: name)
    }

    func rename(_ id: FunnelID, _ name: String, group: String?) throws {
        try connection.execute(
            """
            UPDATE funnel SET name = \(name), name_key = \(name.folded), group_name = \(group)
            WHERE id = \(id.number)
            """
        )
    }

    func rename(_ id: StageID, _ name: String) throws {
        try connection.execute(
            "UPDATE stage SET name = \(name), name_key = \(name.folded) WHERE id = \(id.number)"
        )
    }

    func setOrder(_ stages: [StageID]) throws {
        for (index, stage) in stages.enumerated() {
            try connection.execute("UPDATE stage SET position = \(index + 1) WHERE id = \(stage.number)")
        }
    }

    func delete(_ id: FunnelID) throws {
        try connection.execute("DELETE FROM stage WHERE funnel_id = \(id.number)")
        try connection.execute("DELETE FROM funnel WHERE id = \(id.number)")
    }

    func delete(_ id: StageID) throws {
        try connection.execute("DELETE FROM stage WHERE id = \(id.number)")
    }

    private func count(_ condition: SQL) throws -> Int {
        let count = try connection.firstRow("SELECT COUNT(*) FROM contact_stage WHERE \(condition)") { $0.integer(0) }
        return Int(count ?? 0)
    }
}
