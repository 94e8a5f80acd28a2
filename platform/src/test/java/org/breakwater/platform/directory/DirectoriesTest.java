package org.breakwater.platform.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.SqlResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesTest {

    @TempDir
    Path folder;

    @Test
    void sameUrlGivesTheSameDirectory() {
        try (DirectoryFixture fixture = new DirectoryFixture(DatabaseUrl.embedded(folder))) {
            Directories directories = fixture.directories;

            assertThat(directories.at("breakwater:directory")).isSameAs(directories.own());
            assertThat(directories.at("mysql://u:p@127.0.0.1:1/x"))
                    .isSameAs(directories.at("mysql://u:p@127.0.0.1:1/x"))
                    .isNotSameAs(directories.at("mysql://u:p@127.0.0.1:1/y"));
        }
    }

    @Test
    void databaseThatIsDownIsReportedWhenATableIsAskedForTheFirstTime() {
        try (DirectoryFixture fixture = new DirectoryFixture(DatabaseUrl.embedded(folder))) {
            Directory down = fixture.directories.at("mysql://u:secret@127.0.0.1:1/x");

            assertThatThrownBy(() -> down.aliases("dbaliases"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageStartingWith("cannot read table dbaliases of jdbc:mysql://127.0.0.1:1/x as u")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void numberOfDatabasesIsBounded() {
        try (DirectoryFixture fixture = new DirectoryFixture(DatabaseUrl.embedded(folder))) {
            for (int i = 0; i < 16; i++) {
                fixture.directories.at("mysql://u:p@127.0.0.1:1/x" + i);
            }

            assertThatThrownBy(() -> fixture.directories.at("mysql://u:p@127.0.0.1:1/one-more"))
                    .isInstanceOf(DatabaseException.class);
        }
    }

    @Test
    void queuedRowsAreWrittenBeforeClosing() {
        DatabaseUrl url = DatabaseUrl.embedded(folder);
        try (DirectoryFixture fixture = new DirectoryFixture(url)) {
            for (int i = 0; i < 500; i++) {
                fixture.directories.own().sql().insert("grp", List.of("username", "grp"), List.of("u" + i, "g"));
            }
        }
        try (DirectoryFixture again = new DirectoryFixture(url)) {
            SqlResult.Rows rows =
                    (SqlResult.Rows) again.directories.own().sql().executeBlocking("SELECT COUNT(*) FROM grp");
            assertThat(rows.rows()).containsExactly(List.of(500L));
        }
    }
}
