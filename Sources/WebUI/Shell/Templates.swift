/// The templates by name, as they are built into the program.
enum Templates {
    static let sources: [String: [UInt8]] = [
        "card": PackageResources.card_mustache,
        "cause": PackageResources.cause_mustache,
        "contact-results": PackageResources.contact_results_mustache,
        "contacts": PackageResources.contacts_mustache,
        "error": PackageResources.error_mustache,
        "field": PackageResources.field_mustache,
        "layout": PackageResources.layout_mustache,
        "moment": PackageResources.moment_mustache,
        "new-contact": PackageResources.new_contact_mustache,
        "problems": PackageResources.problems_mustache,
        "status-mark": PackageResources.status_mark_mustache,
    ]
}
