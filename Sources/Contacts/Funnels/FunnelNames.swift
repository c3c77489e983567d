/// Checks the names of funnels, groups and stages.
enum FunnelNames {
    static func funnel(_ input: String) throws(FunnelError) -> String {
        let name = try line(input)
        guard !name.isEmpty else { throw .emptyName }
        return try short(name)
    }

    static func group(_ input: String?) throws(FunnelError) -> String? {
        let name = try line(input ?? "")
        return name.isEmpty ? nil : try short(name)
    }

    static func stage(_ input: String) throws(FunnelError) -> String {
        let name = try line(input)
        guard Stage.nameLengths.contains(name.count) else { throw .stageLength(name, actual: name.count) }
        guard name.folded != Stage.all else { throw .reservedStage }
        return name
    }

    static func stages(_ inputs: [String]) throws(FunnelError) -> [String] {
        guard !inputs.isEmpty else { throw .noStages }
        var names: [String] = []
        for input in inputs {
            let name = try stage(input)
            guard !names.contains(where: { $0.folded == name.folded }) else { throw .stageTaken(name) }
            names.append(name)
        }
        return names
    }

    private static func line(_ input: String) throws(FunnelError) -> String {
        do { return try input.line() } catch { throw .controlCharacter(error.text) }
    }

    private static func short(_ name: String) throws(FunnelError) -> String {
        guard name.count <= Funnel.maximumNameLength else { throw .nameTooLong(actual: name.count) }
        return name
    }
}
