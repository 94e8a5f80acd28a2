package org.breakwater.platform.directory.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "mysql://kamailio:kamailiorw@localhost/kamailio, jdbc:mysql://localhost:3306/kamailio, kamailio, kamailiorw",
        "mysql://u:p@db.example:3307/x, jdbc:mysql://db.example:3307/x, u, p",
        "mysql://u:p:q@w/r@db/x, jdbc:mysql://db:3306/x, u, p:q@w/r",
        "mysql://u@db/x, jdbc:mysql://db:3306/x, u, ''",
        "mysql://db/x, jdbc:mysql://db:3306/x, '', ''",
        "mysql://u:p@/x, jdbc:mysql://localhost:3306/x, u, p",
        "mysql://u:p@[2001:db8::1]:3307/x, jdbc:mysql://[2001:db8::1]:3307/x, u, p",
        "mysql://u:p@[2001:db8::1]/x, jdbc:mysql://[2001:db8::1]:3306/x, u, p",
        "jdbc:mariadb://db/x, jdbc:mysql://db/x, '', ''",
    })
    void urlIsRead(String url, String jdbc, String user, String password) {
        assertThat(DatabaseUrl.parse(url)).isEqualTo(new DatabaseUrl(DatabaseUrl.Kind.MYSQL, jdbc, user, password));
    }

    @Test
    void ownDatabaseHasAName() {
        assertThat(DatabaseUrl.parse("breakwater:directory").kind()).isEqualTo(DatabaseUrl.Kind.OWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://u:secret@h/d",
                "secret",
                "mysql://u:secret@h",
                "mysql://u:secret@h/",
                "mysql://u:secret@h:port/d",
                "text:///etc/secret"
            })
    void everythingElseIsRefusedWithoutRepeatingThePassword(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("database URL")
                .message()
                .doesNotContain("u:secret");
    }

    @Test
    void passwordIsNeverShown() {
        assertThat(DatabaseUrl.parse("mysql://u:secret@h/d")).hasToString("jdbc:mysql://h:3306/d as u");
    }

    @Test
    void configuredUserAndPasswordFillWhatTheUrlLeavesOut() {
        Optional<String> user = Optional.of("sip");
        Optional<String> password = Optional.of("pw");
        Path folder = Path.of("/var/lib/x");

        assertThat(DatabaseUrl.configured(Optional.of("mysql://h/d"), user, password, folder))
                .isEqualTo(DatabaseUrl.parse("mysql://sip:pw@h/d"));
        assertThat(DatabaseUrl.configured(Optional.of("mysql://a:b@h/d"), user, password, folder))
                .isEqualTo(DatabaseUrl.parse("mysql://a:b@h/d"));
        assertThat(DatabaseUrl.configured(Optional.empty(), user, password, folder))
                .hasToString("jdbc:h2:file:/var/lib/x/breakwater as breakwater");
        assertThatThrownBy(() -> DatabaseUrl.configured(Optional.of("breakwater:directory"), user, password, folder))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
