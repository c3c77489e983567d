import Contacts

/// The tags and details that sample people have, and how often.
enum SampleTaste {
    static let tags: [(name: TagName, share: Double)] = [
        (TagName(stored: "NEWSLETTER"), 0.30), (TagName(stored: "APP_USER"), 0.15), (TagName(stored: "LOYAL"), 0.12),
        (TagName(stored: "SHOE_BUYER"), 0.10), (TagName(stored: "BLACK_FRIDAY"), 0.09),
        (TagName(stored: "SPRING_2026"), 0.08), (TagName(stored: "OUTLET"), 0.06), (TagName(stored: "VIP"), 0.05),
        (TagName(stored: "CLICK_AND_COLLECT"), 0.03), (TagName(stored: "SURVEY_2025"), 0.02),
        (TagName(stored: "B2B"), 0.015), (TagName(stored: "WHOLESALE"), 0.005),
    ]

    static let city = DetailName(stored: "city")
    static let language = DetailName(stored: "language")
    static let shoeSize = DetailName(stored: "shoe_size")
    static let colour = DetailName(stored: "favourite_colour")
    static let lastOrder = DetailName(stored: "last_order_value")

    static let colours = ["red", "blue", "green", "black", "white", "yellow", "violet", "orange"]
    static let companies = [
        "Sklep", "Studio", "Bistro", "Atelier", "Market", "Workshop", "Print", "Garden", "Moto", "Optik",
    ]
}
