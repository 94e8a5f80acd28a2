package org.breakwater.registrar.satellite.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.TimeZone;
import org.breakwater.platform.directory.AccountCopies;
import org.breakwater.platform.directory.DirectoryFixture;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.MariaDbServer;
import org.breakwater.platform.directory.sql.Statements;
import org.breakwater.registrar.sync.CallDetail;
import org.breakwater.registrar.sync.CallRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real MariaDB in one time zone and this process in another, around an hour that the clocks there leave out. */
class CallsOnMariaDbTest {

    private static final long IN_THE_GAP =
            Instant.parse("2026-03-29T02:30:00.250Z").toEpochMilli();

    private static TimeZone before;
    private static MariaDbServer server;

    @BeforeAll
    static void startServerElsewhere() {
        before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        server = MariaDbServer.start(41_700, 41_709);
        server.execute("", "SET GLOBAL time_zone = '+09:30'");
    }

    @AfterAll
    static void stopServer() {
        server.close();
        TimeZone.setDefault(before);
    }

    private static List<String> rows(DirectoryFixture directory, String sql) throws SQLException {
        return directory
                .directories
                .own()
                .database()
                .with(connection -> Statements.list(connection, sql, row -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        text.append(i == 1 ? "" : " | ").append(row.getString(i));
                    }
                    return text.toString();
                }));
    }

    @Test
    void callsAreKeptInUtcWhateverTheTimeZonesAndEachOnce() throws Exception {
        DatabaseUrl url = DatabaseUrl.parse(server.createDatabase("calls"));
        try (DirectoryFixture directory = new DirectoryFixture(url)) {
            SiteTables tables =
                    new SiteTables(directory.directories.own().database(), new AccountCopies(directory.cipher));
            List<CallDetail> calls = List.of(
                    call(1, "c1", 200, IN_THE_GAP + 4_000, IN_THE_GAP + 3_600_000),
                    call(2, "c2", 486, 0, IN_THE_GAP + 1_000),
                    call(3, "c3", 200, IN_THE_GAP, 0));
            CallRecord row = new CallRecord("branch", 1, IN_THE_GAP, Collections.nCopies(12, "x"));
            assertThat(tables.take("paris", List.of(row), calls)).isEqualTo(1);
            assertThat(tables.take("paris", List.of(row), calls)).isZero();
            assertThat(rows(directory, "SELECT @@session.time_zone")).containsExactly("+09:30");
            assertThat(rows(
                            directory,
                            "SELECT CAST(started_utc AS CHAR), CAST(answered_utc AS CHAR), CAST(ended_utc AS CHAR),"
                                    + " duration_seconds, sip_code, site, caller, callee, call_id FROM breakwater_call"
                                    + " ORDER BY call_id"))
                    .containsExactly(
                            "2026-03-29 02:30:00.250 | 2026-03-29 02:30:04.250 | 2026-03-29 03:30:00.250 | 3596 | 200"
                                    + " | paris | 1001 | 0331234 | c1",
                            "2026-03-29 02:30:00.250 | null | 2026-03-29 02:30:01.250 | 0 | 486"
                                    + " | paris | 1001 | 0331234 | c2",
                            "2026-03-29 02:30:00.250 | 2026-03-29 02:30:00.250 | null | null | 200"
                                    + " | paris | 1001 | 0331234 | c3");
            assertThat(rows(directory, "SELECT COUNT(*) FROM acc")).containsExactly("1");
        }
    }

    private static CallDetail call(long id, String callId, int code, long answered, long ended) {
        return new CallDetail("branch/calls", id, callId, "1001", "0331234", code, IN_THE_GAP, answered, ended);
    }
}
