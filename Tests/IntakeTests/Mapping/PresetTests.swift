import Contacts
import Foundation
import Intake
import Testing

/// One file of each product, in the shape in which the product exports it.
struct PresetTests {
    private func tags(_ row: ParsedRow) -> [String: Int64?] {
        Dictionary(uniqueKeysWithValues: row.tags.map { ($0.key.text, $0.value) })
    }

    private func details(_ row: ParsedRow) -> [String: String] {
        Dictionary(uniqueKeysWithValues: row.details.map { ($0.key.text, $0.value) })
    }

    private let mailchimpTail = """
        "MEMBER_RATING","OPTIN_TIME","OPTIN_IP","CONFIRM_TIME","CONFIRM_IP","LATITUDE","LONGITUDE","GMTOFF","DSTOFF",\
        "TIMEZONE","CC","REGION","LAST_CHANGED","LEID","EUID","NOTES","TAGS"
        """

    @Test func `Mailchimp, subscribed members`() throws {
        let file = try ImportedText(
            """
            "Email Address","First Name","Last Name","Address","Phone Number","Birthday","Shoe size",\(mailchimpTail)
            "anna@example.com","Anna","Kowalska","Lipowa 1  Kraków  30-960  PL","+48 600 000 111","05/14","38",\
            "4","2023-05-01 12:33:44","192.0.2.1","2023-05-01 12:34:00","192.0.2.1","50.06","19.94","1","2",\
            "Europe/Warsaw","PL","12","2024-01-02 03:04:05","123","abc","",\"\"\"VIP\"\",\"\"Spring 2026\"\"\"

            """
        )
        #expect(file.preset == .mailchimp)
        let row = try #require(file.rows.first)
        #expect(row.email.text == "anna@example.com")
        #expect(row.fields[.name] == "Anna Kowalska")
        #expect(row.fields[.phone] == "+48 600 000 111")
        #expect(row.fields[.street] == "Lipowa 1  Kraków  30-960  PL")
        #expect(row.fields[.birthday] == "--05-14")
        #expect(tags(row) == ["VIP": nil, "SPRING_2026": nil])
        #expect(details(row) == ["Shoe size": "38", "MEMBER_RATING": "4"])
        #expect(row.createdAt == 1_682_944_424_000)
        #expect(row.emailStatus == nil)
    }

    @Test func `Mailchimp, unsubscribed and cleaned members`() throws {
        let left = try ImportedText(
            """
            "Email Address","First Name","Last Name",\(mailchimpTail),"UNSUB_TIME","UNSUB_CAMPAIGN_TITLE","UNSUB_REASON"
            "jan@example.com","Jan","Nowak","2","","","2022-01-01 00:00:00","","","","","","","","","","1","x","","",\
            "2024-03-01 10:00:00","March","NORMAL"

            """
        )
        #expect(left.preset == .mailchimp)
        #expect(left.rejections.isEmpty)
        #expect(left.rows.map(\.emailStatus) == [.optedOut])
        #expect(left.rows.first.map(details) == ["MEMBER_RATING": "2"])
        let cleaned = try ImportedText(
            """
            "Email Address","First Name","Last Name",\(mailchimpTail),"CLEAN_TIME","CLEAN_CAMPAIGN_TITLE"
            "jan@example.com","Jan","Nowak","2","","","2022-01-01 00:00:00","","","","","","","","","","1","x","","",\
            "2024-03-01 10:00:00","March"

            """
        )
        #expect(cleaned.rows.map(\.isInvalid) == [true])
        #expect(cleaned.rows.map(\.emailStatus) == [nil])
    }

    @Test func `HubSpot, all contacts`() throws {
        let file = try ImportedText(
            """
            "Record ID","First Name","Last Name","Email","Phone Number","Mobile Phone Number","Contact owner",\
            "Last Activity Date","Lead Status","Create Date","Company Name","Job Title","City","State/Region",\
            "Postal Code","Country/Region","Lifecycle Stage","HubSpot Score","Unsubscribed from all email"
            "1201","Emily","Smith","emily@example.com","","+44 7700 900123","Bob (bob@example.org)","","New",\
            "02/29/2024 1:05 PM","Garden Ltd","Buyer","Leeds","West Yorkshire","LS1 1AA","United Kingdom",\
            "Marketing Qualified Lead","12","true"
            "1202","","Jones","jones@example.com","020 7946 0000","","","","","2024-05-14 09:30","","","","","","",\
            "Customer","0.0","false"

            """
        )
        #expect(file.preset == .hubspot)
        #expect(file.rejections.isEmpty)
        let emily = try #require(file.rows.first)
        let jones = try #require(file.rows.last)
        #expect(emily.fields[.externalID] == "1201")
        #expect(emily.fields[.name] == "Emily Smith")
        #expect(emily.fields[.company] == "Garden Ltd")
        #expect(emily.fields[.province] == "West Yorkshire")
        #expect(emily.fields[.phone] == nil)
        #expect(emily.state == .prospect)
        #expect(emily.score == 12)
        #expect(emily.emailStatus == .optedOut)
        #expect(emily.createdAt == 1_709_211_900_000)
        #expect(emily.details.isEmpty)
        #expect(jones.fields[.name] == "Jones")
        #expect(jones.state == .customer)
        #expect(jones.score == 0)
        #expect(jones.emailStatus == .optedIn)
    }

    @Test func `Mautic, list of contacts`() throws {
        let file = try ImportedText(
            """
            id,date_added,date_modified,owner_id,is_published,points,last_active,date_identified,title,firstname,lastname,\
            company,position,email,phone,mobile,fax,address1,address2,city,state,zipcode,country,preferred_locale,tags
            17,"2023-11-05 08:15:00","2024-01-01 00:00:00",1,1,40,,,Ing.,Petr,Novák,"Papír, s.r.o.",nákupčí,\
            petr@example.org,"+420 700 000 111","+420 700 000 222",,"Lipová 3",,Brno,"Jihomoravský kraj","602 00",\
            "Czech Republic",cs_CZ,"vip|jaro 2026"

            """
        )
        #expect(file.preset == .mautic)
        let row = try #require(file.rows.first)
        #expect(row.fields[.name] == "Petr Novák")
        #expect(row.fields[.phone] == "+420 700 000 111")
        #expect(row.fields[.province] == "Jihomoravský kraj")
        #expect(row.fields[.externalID] == "17")
        #expect(row.state == nil)
        #expect(row.score == 40)
        #expect(tags(row) == ["VIP": nil, "JARO_2026": nil])
        #expect(details(row) == ["title": "Ing.", "mobile": "+420 700 000 222", "preferred_locale": "cs_CZ"])
        #expect(row.createdAt == 1_699_172_100_000)
    }

    @Test func `listmonk, subscribers`() throws {
        let file = try ImportedText(
            """
            uuid,email,name,attributes,status,created_at,updated_at
            5a1b,a@example.com,Anon,"{""city"": ""Győr"", ""good"": true, ""size"": 38.5, ""age"": 41, ""langs"": [""hu"", ""de""], ""home"": {""zip"": ""9021""}, ""none"": null}",enabled,2023-01-02T15:04:05.678901+01:00,2023-01-02 00:00:00
            5a1c,b@example.com,Blocked,{},blocklisted,2023-01-02 15:04:05.678 +0000 UTC,

            """
        )
        #expect(file.preset == .listmonk)
        #expect(file.rejections.isEmpty)
        let first = try #require(file.rows.first)
        #expect(first.fields == [.externalID: "5a1b", .name: "Anon"])
        #expect(
            details(first) == [
                "city": "Győr", "good": "true", "size": "38.5", "age": "41", "langs": "hu, de", "home.zip": "9021",
            ]
        )
        #expect(file.rows.map(\.emailStatus) == [.optedIn, .optedOut])
        #expect(file.rows.map(\.createdAt) == [1_672_668_245_678, 1_672_671_845_678])
    }

    @Test func `Google Contacts, since 2024`() throws {
        let file = try ImportedText(
            """
            First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,\
            Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,\
            Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,\
            Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,\
            Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address
            Réka,,Nagy,,,,,,,,Bolt Kft.,vevő,Beszerzés,1985-05-14,"first line
            second line",,Shop ::: * myContacts ::: * starred,* Work,reka@example.net ::: reka2@example.net,Mobile,\
            +36 20 000 1111 ::: +36 20 000 2222,Home,"Fő utca 1
            Győr",Fő utca 1,Győr,,,9021,HU,
            Nobody,,,,,,,,,,,,,,,,* myContacts,,,,,,,,,,,,,

            """
        )
        #expect(file.preset == .googleContacts)
        let row = try #require(file.rows.first)
        #expect(row.email.text == "reka@example.net")
        #expect(row.fields[.name] == "Réka Nagy")
        #expect(row.fields[.phone] == "+36 20 000 1111")
        #expect(row.fields[.company] == "Bolt Kft.")
        #expect(row.fields[.birthday] == "1985-05-14")
        #expect(row.fields[.street] == "Fő utca 1")
        #expect(row.fields[.country] == "HU")
        #expect(tags(row) == ["SHOP": nil])
        #expect(file.rejections.map(\.reason) == [.noEmail])
        #expect(file.rejections.map(\.line) == [5])
    }

    @Test func `Google Contacts, before 2024`() throws {
        let file = try ImportedText(
            """
            Name,Given Name,Additional Name,Family Name,Birthday,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,\
            Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title
            Jana Nováková,Jana,,Nováková, --05-14,,* myContacts ::: Přátelé,* Home,jana@example.org,Mobile,700 000 111,,Papír,šéf

            """
        )
        #expect(file.preset == .googleContacts)
        let row = try #require(file.rows.first)
        #expect(row.fields[.name] == "Jana Nováková")
        #expect(row.fields[.birthday] == "--05-14")
        #expect(row.fields[.position] == "šéf")
        #expect(tags(row) == ["PRATELE": nil])
    }

    @Test func `SALESmanago in English`() throws {
        let file = try ImportedText(
            """
            contactId;email;name;phone;fax;company;streetAddress;zipCode;city;country;externalId;birthday;state;score;\
            optedOut;optedOutPhone;createdOn;contactTags;shoe_size
            0b5f;anna@example.com;Anna Kowalska;600000111;;Sklep;Lipowa 1;30-960;Kraków;PL;X1;19850514;CUSTOMER;120;\
            false;true;1356180568153;VIP (5),NEWSLETTER;38
            0b60;jan@example.com;;;;;;;;;;;;;true;false;;;

            """
        )
        #expect(file.preset == .salesmanago)
        #expect(file.rejections.isEmpty)
        let row = try #require(file.rows.first)
        #expect(row.fields[.name] == "Anna Kowalska")
        #expect(row.fields[.postalCode] == "30-960")
        #expect(row.fields[.birthday] == "1985-05-14")
        #expect(row.state == .customer)
        #expect(row.score == 120)
        #expect(row.createdAt == 1_356_180_568_153)
        #expect(tags(row) == ["VIP": 5, "NEWSLETTER": nil])
        #expect(details(row) == ["shoe_size": "38"])
        #expect(file.rows.map(\.emailStatus) == [.optedIn, .optedOut])
        #expect(file.rows.map(\.mobileStatus) == [.optedOut, .optedIn])
    }

    @Test func `SALESmanago in Polish`() throws {
        let file = try ImportedText(
            """
            Adres e-mail;Imię i nazwisko;Telefon;Firma;Ulica;Kod pocztowy;Miasto;Województwo;Kraj;Data urodzenia;\
            Stan kontaktu;Scoring;Status E-mail Marketing;Status Mobile Marketing;Tagi;Data utworzenia;Rozmiar buta
            anna@example.com;Anna Kowalska;600000111;Sklep;Lipowa 1;30-960;Kraków;małopolskie;Polska;14.05.1985;\
            Klient;120;Opt-in;Opt-out;VIP,NEWSLETTER;14.05.2023 12:30;38

            """
        )
        #expect(file.preset == .salesmanago)
        let row = try #require(file.rows.first)
        #expect(row.fields[.province] == "małopolskie")
        #expect(row.fields[.birthday] == "1985-05-14")
        #expect(row.state == .customer)
        #expect(row.emailStatus == .optedIn)
        #expect(row.mobileStatus == .optedOut)
        #expect(details(row) == ["Rozmiar buta": "38"])
        #expect(row.createdAt == 1_684_067_400_000)
    }

    @Test(arguments: [
        "E-mail;Imię;Nazwisko;Telefon;Miasto;Kraj;Tagi", "email;jméno;příjmení;telefon;město;země;štítky",
        "E-mail cím;Keresztnév;Vezetéknév;Telefonszám;Város;Ország;Címkék",
        "EMAIL;FIRST NAME;LAST_NAME;phone;City;country;Tags",
    ])
    func `any other file, in four languages`(header: String) throws {
        let file = try ImportedText(header + "\na@example.com;A;B;1;C;D;X\n")
        #expect(file.preset == .generic)
        let row = try #require(file.rows.first)
        #expect(row.fields == [.name: "A B", .phone: "1", .city: "C", .country: "D"])
        #expect(tags(row) == ["X": nil])
    }

    @Test func `kraj is a region where another column is the country`() throws {
        let file = try ImportedText("email;kraj;země\na@example.com;Jihomoravský;CZ\n")
        #expect(file.rows.first?.fields == [.province: "Jihomoravský", .country: "CZ"])
    }

    @Test func `the fields' own words are names of columns`() throws {
        // What mail is held back for is said, never guessed from a name.
        let said = ["details", "ignore", "bounce-reason", "confirmed", "suppressions"]
        let words = ImportField.words.filter { !said.contains($0) }
        let mapping = try ColumnMapping(header: words)
        #expect(mapping.preset == .generic)
        #expect(mapping.fields.map(\.word) == words)
    }
}
