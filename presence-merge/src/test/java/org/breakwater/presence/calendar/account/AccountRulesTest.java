package org.breakwater.presence.calendar.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountRulesTest {

    private static CalendarAccount account(String kind, String uri, String mailbox, String tenant, String login) {
        String[] pair = login.split(" ", 2);
        return new CalendarAccount(
                Accounts.ALICE,
                "main",
                CalendarKind.ofText(kind).orElseThrow(),
                new CalendarPlace(URI.create(uri), mailbox, tenant),
                new CalendarLogin(pair[0], pair.length > 1 ? pair[1] : ""),
                Accounts.BERLIN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ics    | https://cal.example/x.ics         | ''          | ''  | ''    | good
        ics    | http://cal.example/x.ics          | ''          | ''  | ''    | good
        ics    | https://cal.example/x.ics         | ''          | ''  | u p   | good
        ics    | http://cal.example/x.ics          | ''          | ''  | u p   | over http anybody on the way reads the password; use an address with https
        ics    | http://127.0.0.1:5232/x.ics       | ''          | ''  | u p   | good
        ics    | http://localhost/x.ics            | ''          | ''  | u p   | good
        ics    | http://127.0.0.1.example/x.ics    | ''          | ''  | u p   | over http anybody on the way reads the password; use an address with https
        ics    | https://cal.example/x.ics         | ''          | ''  | u     | a file's login has a user and a password, or neither
        ics    | webcal://cal.example/x.ics        | ''          | ''  | ''    | the address begins with https:// and a server's name
        ics    | file:///etc/passwd                | ''          | ''  | ''    | the address begins with https:// and a server's name
        ics    | https://u:p@cal.example/x.ics     | ''          | ''  | ''    | the address has a login or a # in it; give user and password beside it
        caldav | https://cal.example/u/c/          | ''          | ''  | ''    | a CalDAV calendar needs a user and a password
        caldav | https://cal.example/u/c/          | ''          | ''  | u p   | good
        caldav | https://cal.example/u/c/          | ''          | ''  | a:b p | user names of HTTP have no colon in them
        ews    | https://mail.example/EWS/Exchange.asmx | ''     | ''  | u p   | a calendar of kind ews needs the mail address whose calendar it is
        ews    | https://mail.example/EWS/Exchange.asmx | a@b.example | '' | u p | good
        ews    | https://mail.example/EWS/Exchange.asmx | alice  | ''  | u p   | "alice" is no mail address
        graph  | https://graph.microsoft.com/v1.0  | a@b.example | ''  | u p   | Microsoft 365 needs the directory (tenant) id
        graph  | https://graph.microsoft.com/v1.0  | a@b.example | t/.. | u p  | "t/.." is no directory (tenant) id of Microsoft 365
        graph  | https://graph.microsoft.com/v1.0  | a@b.example | t-1 | u p   | good
        """)
    void calendarIsGoodOrTheSentenceSaysWhyNot(
            String kind, String uri, String mailbox, String tenant, String login, String expected) {
        assertThat(AccountRules.problem(account(kind, uri, mailbox, tenant, login))
                        .orElse("good"))
                .isEqualTo(expected);
    }

    @Test
    void neitherPasswordNorPathIsToldByAccident() {
        CalendarAccount account = account("ics", "https://cal.example/private-4711/x.ics", "", "", "alice s3cret");
        assertThat(account)
                .asString()
                .doesNotContain("s3cret")
                .doesNotContain("4711")
                .contains("https://cal.example");
    }
}
