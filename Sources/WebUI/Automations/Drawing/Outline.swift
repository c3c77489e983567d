import Automations

/// The shapes of the boxes of a picture, so that kinds differ without colour too.
enum Outline {
    /// The shape of a kind of step, or of the start, as the path of an SVG.
    static func path(_ kind: StepKind?, width: Int, height: Int) -> String {
        switch kind {
        case nil, .stop: rounded(width, height, height / 2)
        case .action: rounded(width, height, 6)
        case .wait, .waitForEvent: rounded(width, height, 22)
        case .condition: hexagon(width, height, 16)
        }
    }

    private static func rounded(_ width: Int, _ height: Int, _ radius: Int) -> String {
        let arc = "a\(radius) \(radius) 0 0 1"
        let (flat, steep) = (width - 2 * radius, height - 2 * radius)
        return "M\(radius) 0h\(flat)\(arc) \(radius) \(radius)v\(steep)\(arc) \(-radius) \(radius)"
            + "h\(-flat)\(arc) \(-radius) \(-radius)v\(-steep)\(arc) \(radius) \(-radius)z"
    }

    private static func hexagon(_ width: Int, _ height: Int, _ corner: Int) -> String {
        "M\(corner) 0H\(width - corner)L\(width) \(height / 2)L\(width - corner) \(height)H\(corner)L0 \(height / 2)z"
    }
}
