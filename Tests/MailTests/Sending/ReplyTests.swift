import Mail
import Testing

/// Which refusals say that there is no such mailbox.
struct ReplyTests {
    @Test(arguments: [
        (550, "5.1.1", "User unknown in relay recipient table"), (550, "5.1.2", "No such domain"),
        (501, "5.1.3", "Bad address"), (551, "5.1.6", "Moved"), (556, "5.1.10", "Null MX"),
        (550, "5.2.1", "The account is disabled"), (550, nil, "no such user"), (551, nil, "User not local"),
        (553, nil, "mailbox name invalid"), (550, nil, "<spam@policy.example>: user unknown"),
        (550, "5.1.1", "<blacklist@x.example> does not exist"), (550, "5.0.0", "No such user here"),
        (554, nil, "delivery error: this user doesn't have a mail.example account"),
    ])
    func `there is no such mailbox`(code: Int, status: String?, text: String) {
        #expect(SMTPReply(code: code, enhanced: status, text: text).isAboutTheAddress)
    }

    @Test(arguments: [
        (550, "5.0.0", "Rejected"), (550, "5.1.0", "Rejected"), (550, "5.1.4", "Ambiguous"),
        (550, "5.1.7", "Bad sender"),
        (550, "5.1.8", "Bad sender's domain"), (552, "5.2.2", "Full"), (552, "5.2.3", "Too long"),
        (550, "5.4.1", "No answer"), (550, "5.7.1", "Policy"), (550, "5.7.26", "DMARC"), (450, "4.1.1", "Unknown"),
        (550, "5.2.1", "The user you are trying to contact is receiving mail at a rate that prevents delivery"),
        (550, nil, "Blocked, see spamhaus"), (550, nil, "Relaying denied"), (550, nil, "SPF check failed"),
        (552, nil, "no such user"), (450, nil, "no such user"), (250, nil, "fine"), (550, nil, "mailbox unavailable"),
        (550, nil, "unknown"), (550, "5.7.0", "no such user"), (550, "5.4.0", "no such user"),
        (550, "5.1.1", "<a@example.com> 192.0.2.7 has sent to too many recipients this hour"),
        (550, "5.1.1", "mailbox quota exceeded"), (550, nil, "no such user, or the mailbox is not for you"),
        (550, nil, "sender's address does not exist"), (550, nil, "MAIL FROM:<news@shop.example> no such user"),
        (550, "5.1.1", "Blacklisted by us"), (550, "nonsense", "Blocked"),
    ])
    func `something else is wrong`(code: Int, status: String?, text: String) {
        #expect(!SMTPReply(code: code, enhanced: status, text: text).isAboutTheAddress)
    }

    @Test func `after the message the same words tell the same`() {
        #expect(SMTPReply(code: 550, text: "no such user", stage: .message).isAboutTheAddress)
        #expect(SMTPReply(code: 550, enhanced: "5.1.1", text: "no such user", stage: .message).isAboutTheAddress)
        #expect(!SMTPReply(code: 550, text: "message refused", stage: .message).isAboutTheAddress)
    }
}
