/// The templates by name, as they are built into the program.
enum Templates {
    static let sources: [String: [UInt8]] = [
        "action-row": PackageResources.action_row_mustache,
        "card": PackageResources.card_mustache,
        "cause": PackageResources.cause_mustache,
        "contact-results": PackageResources.contact_results_mustache,
        "contact-run": PackageResources.contact_run_mustache,
        "contacts": PackageResources.contacts_mustache,
        "count": PackageResources.count_mustache,
        "detail-test": PackageResources.detail_test_mustache,
        "error": PackageResources.error_mustache,
        "execution-controls": PackageResources.execution_controls_mustache,
        "execution-progress": PackageResources.execution_progress_mustache,
        "execution": PackageResources.execution_mustache,
        "executions": PackageResources.executions_mustache,
        "field": PackageResources.field_mustache,
        "layout": PackageResources.layout_mustache,
        "moment": PackageResources.moment_mustache,
        "new-contact": PackageResources.new_contact_mustache,
        "outcomes": PackageResources.outcomes_mustache,
        "preview": PackageResources.preview_mustache,
        "problems": PackageResources.problems_mustache,
        "saved-segment": PackageResources.saved_segment_mustache,
        "segment": PackageResources.segment_mustache,
        "segments": PackageResources.segments_mustache,
        "status-mark": PackageResources.status_mark_mustache,
    ]
}
