package org.breakwater.presence.calendar.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.breakwater.platform.directory.CredentialCipher;
import org.breakwater.platform.directory.DirectoryFixture;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.directory.NewUser;
import org.breakwater.platform.directory.UserResult;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.Statements;
import org.breakwater.presence.calendar.account.AccountRules;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.account.CalendarKind;
import org.breakwater.presence.calendar.account.CalendarLogin;
import org.breakwater.presence.calendar.account.CalendarPlace;
import org.breakwater.presence.calendar.busy.CalendarSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of calendars on every database. */
abstract class CalendarStoreContract {

    private static final DirectoryName ALICE = new DirectoryName("1001", "pbx.example");
    private static final DirectoryName BOB = new DirectoryName("1002", "pbx.example");
    private static final UserResult DONE = new UserResult.Done();

    private DirectoryFixture directory;
    private CalendarAdministration calendars;

    abstract DatabaseUrl url();

    @BeforeEach
    void open() {
        directory = new DirectoryFixture(url());
        directory.execute("DELETE FROM breakwater_calendar");
        for (DirectoryName user : List.of(ALICE, BOB)) {
            directory.users.remove(user);
            assertThat(directory.users.add(new NewUser(user, "correct horse battery", "", List.of())))
                    .isEqualTo(DONE);
        }
        calendars = new CalendarAdministration(database(), directory.cipher);
    }

    @AfterEach
    void close() {
        directory.close();
    }

    private Database database() {
        return directory.directories.own().database();
    }

    private static CalendarAccount file(DirectoryName user, String name) {
        return new CalendarAccount(
                user,
                name,
                CalendarKind.ICS,
                CalendarPlace.at(URI.create("https://cal.example/private-4711/basic.ics?x=%C3%A4")),
                CalendarLogin.NONE,
                new CalendarSettings(ZoneId.of("Europe/Berlin"), false, true));
    }

    private static CalendarAccount mailbox(DirectoryName user, String name) {
        return new CalendarAccount(
                user,
                name,
                CalendarKind.GRAPH,
                new CalendarPlace(URI.create("https://graph.microsoft.com/v1.0"), "alice@pbx.example", "t-1"),
                new CalendarLogin("client-1", "s3cret-ä€"),
                new CalendarSettings(ZoneId.of("America/New_York"), true, false));
    }

    @Test
    void calendarsAreReadBackWholeByUserAndName() {
        assertThat(calendars.add(mailbox(BOB, "main"))).isEqualTo(DONE);
        assertThat(calendars.add(file(ALICE, "private"))).isEqualTo(DONE);
        assertThat(calendars.add(mailbox(ALICE, "main"))).isEqualTo(DONE);

        assertThat(calendars.list())
                .containsExactly(mailbox(ALICE, "main"), file(ALICE, "private"), mailbox(BOB, "main"));
        assertThat(calendars.list(BOB)).containsExactly(mailbox(BOB, "main"));
    }

    @Test
    void neitherPasswordNorAddressIsInTheTable() {
        calendars.add(mailbox(ALICE, "main"));
        calendars.add(file(ALICE, "private"));
        List<byte[]> octets = new Statements(database(), "rows").with(connection -> {
            List<byte[]> all =
                    Statements.list(connection, "SELECT secret_enc FROM breakwater_calendar", row -> row.getBytes(1));
            all.addAll(Statements.list(connection, "SELECT url_enc FROM breakwater_calendar", row -> row.getBytes(1)));
            return all;
        });
        assertThat(octets)
                .hasSize(4)
                .allSatisfy(o -> assertThat(new String(o, StandardCharsets.UTF_8))
                        .doesNotContain("s3cret")
                        .doesNotContain("4711"));
    }

    @Test
    void secretOfOneRowIsOfNoUseInAnother() {
        calendars.add(mailbox(ALICE, "main"));
        calendars.add(mailbox(BOB, "main"));
        List<byte[]> sealed = new Statements(database(), "rows").with(connection -> {
            List<byte[]> bobs = Statements.list(
                    connection,
                    "SELECT secret_enc FROM breakwater_calendar WHERE username = '1002'",
                    r -> r.getBytes(1));
            Statements.update(
                    connection, "UPDATE breakwater_calendar SET secret_enc = ? WHERE username = '1001'", bobs.get(0));
            return bobs;
        });
        assertThat(sealed).hasSize(1);
        assertThat(calendars.list()).containsExactly(mailbox(BOB, "main"));
    }

    @Test
    void calendarsOfAnotherKeyOrALaterVersionAreLeftOut() {
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        calendars.add(mailbox(ALICE, "main"));
        assertThat(new CalendarAdministration(database(), new CredentialCipher(otherKey)).list())
                .isEmpty();
        directory.execute("UPDATE breakwater_calendar SET kind = 'jmap'");
        assertThat(calendars.list()).isEmpty();
    }

    @Test
    void calendarOfNobodyAndOneThatIsThereAreRefused() {
        DirectoryName nobody = new DirectoryName("9999", "pbx.example");
        assertThat(calendars.add(file(nobody, "main")))
                .isEqualTo(new UserResult.NotFound("there is no user 9999@pbx.example"));
        calendars.add(file(ALICE, "main"));
        assertThat(calendars.add(mailbox(ALICE, "main")))
                .isEqualTo(new UserResult.AlreadyExists(
                        "1001@pbx.example has a calendar main already; remove it first," + " or give another name"));
        assertThat(calendars.add(file(ALICE, "Main Calendar"))).isInstanceOf(UserResult.Invalid.class);
        for (int i = 1; i < AccountRules.MAX_OF_A_USER; i++) {
            assertThat(calendars.add(file(ALICE, "c" + i))).isEqualTo(DONE);
        }
        assertThat(calendars.add(file(ALICE, "one-more")))
                .isEqualTo(new UserResult.Invalid("1001@pbx.example has 8 calendars, which is as many as may be"));
    }

    @Test
    void removedCalendarIsGoneAndSoAreThoseOfARemovedUser() {
        calendars.add(file(ALICE, "main"));
        calendars.add(file(ALICE, "private"));
        calendars.add(file(BOB, "main"));
        assertThat(calendars.remove(ALICE, "mian"))
                .isEqualTo(new UserResult.NotFound(
                        "there is no calendar mian of 1001@pbx.example; there are main," + " private"));
        assertThat(calendars.remove(ALICE, "main")).isEqualTo(DONE);
        assertThat(calendars.list(ALICE)).containsExactly(file(ALICE, "private"));
        assertThat(directory.users.remove(ALICE)).isEqualTo(DONE);
        assertThat(calendars.list()).containsExactly(file(BOB, "main"));
    }

    @Test
    void numberGrowsWithEveryChangeAndWithNothingElse() {
        long before = calendars.changes();
        calendars.list();
        calendars.remove(ALICE, "main");
        calendars.add(file(ALICE, "No Name"));
        assertThat(calendars.changes()).isEqualTo(before);

        calendars.add(file(ALICE, "main"));
        assertThat(calendars.changes()).isEqualTo(before + 1);
        calendars.remove(ALICE, "main");
        assertThat(calendars.changes()).isEqualTo(before + 2);
        calendars.add(file(ALICE, "main"));
        directory.users.remove(BOB);
        assertThat(calendars.changes()).isEqualTo(before + 3);
        directory.users.remove(ALICE);
        assertThat(calendars.changes()).as("her calendar went with her").isEqualTo(before + 4);
    }
}
