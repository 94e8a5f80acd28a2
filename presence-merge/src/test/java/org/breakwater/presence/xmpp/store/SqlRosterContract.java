package org.breakwater.presence.xmpp.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.platform.directory.DirectoryFixture;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.presence.xmpp.gateway.Roster.Direction;
import org.breakwater.presence.xmpp.gateway.Roster.Row;
import org.breakwater.presence.xmpp.stanza.Jid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the roster does on every database. */
abstract class SqlRosterContract {

    private static final Jid JULIET = Jid.parse("jülïet\\27@xmpp.test").orElseThrow();

    private DirectoryFixture directory;
    private SqlRoster roster;

    abstract DatabaseUrl url();

    @BeforeEach
    void open() {
        directory = new DirectoryFixture(url());
        directory.execute("DELETE FROM breakwater_xmpp_roster");
        roster = new SqlRoster(directory.directories.own().database(), Runnable::run);
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void rowsAreKeptOnceAndChanged() {
        Row asked = new Row(Direction.FROM_SIP, "1001", JULIET, false);
        Row approved = new Row(Direction.FROM_SIP, "1001", JULIET, true);
        Row other = new Row(Direction.FROM_XMPP, "1001", JULIET, true);
        roster.put(asked);
        roster.put(other);
        roster.put(approved);
        roster.put(approved);

        assertThat(roster.load()).containsExactly(approved, other);

        roster.remove(asked);
        assertThat(roster.load()).containsExactly(other);
        roster.remove(asked);
    }

    @Test
    void rowsNobodyUnderstandsArePassedOver() {
        directory.execute(
                "INSERT INTO breakwater_xmpp_roster (direction, username, contact) VALUES ('both', '1', 'a@b')",
                "INSERT INTO breakwater_xmpp_roster (direction, username, contact) VALUES ('sip', '1', '@')");

        assertThat(roster.load()).isEmpty();
    }
}
