package org.breakwater.platform.directory.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SqlMessagesTest {

    @Test
    void onlyTheFirstLineIsShown() {
        assertThat(SqlMessages.firstLine(new SQLException("Table t not found\n at line 1")))
                .isEqualTo("Table t not found");
    }

    @Test
    void aPoolThatTimedOutAlsoSaysWhy() {
        SQLException denied = new SQLException("Access denied for user k\nmore");
        assertThat(SqlMessages.firstLine(new SQLException("request timed out after 3000ms", denied)))
                .isEqualTo("request timed out after 3000ms: Access denied for user k");
    }

    @Test
    void aCauseAlreadyToldIsNotRepeated() {
        assertThat(SqlMessages.firstLine(new SQLException("failed: no route", new SQLException("no route"))))
                .isEqualTo("failed: no route");
    }
}
