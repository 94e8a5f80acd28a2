package org.breakwater.registrar.satellite.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.breakwater.platform.directory.DirectoryFixture;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.directory.NewUser;
import org.breakwater.platform.directory.UserResult;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.registrar.sync.Site;
import org.breakwater.registrar.sync.SiteSetting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteAdministrationTest {

    private static final DirectoryName ANNA = new DirectoryName("1001", "pbx.example");
    private static final DirectoryName BERT = new DirectoryName("1002", "pbx.example");
    private static final DirectoryName NOBODY = new DirectoryName("1099", "pbx.example");

    private final DirectoryFixture directory =
            new DirectoryFixture(DatabaseUrl.inMemory("sites" + System.identityHashCode(this)));
    private final SiteAdministration sites =
            new SiteAdministration(directory.directories.own().database());

    @BeforeEach
    void addUsers() {
        for (DirectoryName name : List.of(ANNA, BERT)) {
            directory.users.add(new NewUser(name, "a long password", "", List.of()));
        }
    }

    @AfterEach
    void close() {
        directory.close();
    }

    private static String refusal(UserResult result) {
        assertThat(result).isNotInstanceOf(UserResult.Done.class);
        return result.toString();
    }

    @Test
    void aSiteIsThereAsSoonAsSomethingBelongsToIt() {
        assertThat(sites.list()).isEmpty();
        sites.assign("paris", List.of(ANNA));
        sites.addNumber("lyon", "2001", "+3347000001");
        sites.set("nice", SiteSetting.EMERGENCY, "112 15");
        assertThat(sites.list())
                .containsExactly(
                        new Site("lyon", List.of(), Map.of("2001", "+3347000001"), Map.of()),
                        new Site("nice", List.of(), Map.of(), Map.of("emergency", "112 15")),
                        new Site("paris", List.of(ANNA), Map.of(), Map.of()));
    }

    @Test
    void aUserBelongsToOneSiteOnly() {
        sites.assign("paris", List.of(ANNA, BERT));
        sites.assign("lyon", List.of(BERT));
        assertThat(sites.site("paris").users()).containsExactly(ANNA);
        assertThat(sites.site("lyon").users()).containsExactly(BERT);
    }

    @Test
    void ofSeveralUsersAllAreAssignedOrNone() {
        assertThat(refusal(sites.assign("paris", List.of(ANNA, NOBODY)))).contains("no user 1099@pbx.example");
        assertThat(sites.site("paris").exists()).isFalse();
        sites.assign("paris", List.of(ANNA));
        assertThat(refusal(sites.unassign(List.of(ANNA, BERT)))).contains("1002@pbx.example belongs to no site");
        assertThat(sites.site("paris").users()).containsExactly(ANNA);
    }

    @Test
    void aUserMayBeMadeForASiteAndIsGoneFromItWhenRemoved() {
        DirectoryName carl = new DirectoryName("1003", "pbx.example");
        directory.users.add(new NewUser(carl, "a long password", "", List.of(), Optional.of("paris")));
        assertThat(sites.site("paris").users()).containsExactly(carl);
        directory.users.remove(carl);
        assertThat(sites.site("paris").exists()).isFalse();
    }

    @Test
    void aUserForASiteWithAnImpossibleNameIsNotMade() {
        DirectoryName carl = new DirectoryName("1003", "pbx.example");
        UserResult result =
                directory.users.add(new NewUser(carl, "a long password", "", List.of(), Optional.of("Paris 1")));
        assertThat(refusal(result)).contains("\"Paris 1\" is not a name of lower-case letters");
        assertThat(directory.users.list()).noneMatch(u -> u.name().equals(carl));
    }

    @Test
    void aNumberIsOfOneSite() {
        sites.addNumber("lyon", "2001", "+3347000001");
        assertThat(refusal(sites.addNumber("nice", "2001", "+3349000001"))).contains("2001 is one of lyon already");
        assertThat(refusal(sites.addNumber("lyon", "2002", "sip:x"))).contains("not a number in the public network");
        assertThat(sites.removeNumber("2001")).isInstanceOf(UserResult.Done.class);
        assertThat(refusal(sites.removeNumber("2001"))).contains("2001 is of no site");
    }

    @Test
    void operatorsMustBeUsersOfTheSite() {
        sites.assign("paris", List.of(ANNA));
        assertThat(refusal(sites.set("paris", SiteSetting.OPERATOR, "1001 1002")))
                .contains("breakwater site assign paris 1002");
        assertThat(refusal(sites.set("paris", SiteSetting.OPERATOR, "1099"))).contains("there is no user 1099");
        assertThat(sites.set("paris", SiteSetting.OPERATOR, "1001")).isInstanceOf(UserResult.Done.class);
        assertThat(sites.lostOperators()).isEmpty();
        sites.assign("lyon", List.of(ANNA));
        assertThat(sites.lostOperators()).containsExactly(Map.entry("paris", List.of("1001")));
    }

    @Test
    void aSettingIsReplacedAndTakenAway() {
        sites.set("paris", SiteSetting.OUTSIDE_PREFIX, "0");
        sites.set("paris", SiteSetting.OUTSIDE_PREFIX, "9");
        assertThat(sites.site("paris").settings()).containsExactly(Map.entry("outside_prefix", "9"));
        assertThat(sites.unset("paris", SiteSetting.OUTSIDE_PREFIX)).isInstanceOf(UserResult.Done.class);
        assertThat(refusal(sites.unset("paris", SiteSetting.OUTSIDE_PREFIX))).contains("is not set for paris");
    }

    @ParameterizedTest
    @CsvSource({
        "TRUNK, sip:10.1.0.9;transport=tcp, ''",
        "TRUNK, sip:[2001:db8::9]:5070;transport=TLS, ''",
        "TRUNK, sips:10.1.0.9;transport=tls, ''",
        "TRUNK, sip:10.1.0.9;transport=udp, ''",
        "TRUNK, sip:10.1.0.9, does not say over which transport",
        "TRUNK, sip:gateway.example;transport=tcp, not a SIP URI with an address in numbers",
        "TRUNK, sip:line@10.1.0.9;transport=tcp, has a user part",
        "TRUNK, 10.1.0.9, not a SIP URI",
        "TRUNK, tel:+3314, not a SIP URI",
        "EMERGENCY, 112 110, ''",
        "EMERGENCY, 112 help, '\"help\", which is not a number'",
        "OUTSIDE_PREFIX, 0, ''",
        "OUTSIDE_PREFIX, out, not a prefix",
        "FEATURES, *8 801, ''",
        "FEATURES, pick-up, which is not a code",
        "OPERATOR, 1001 front-desk, ''",
        "OPERATOR, 1001;1002, which is not a user",
        "OPERATOR, ' ', is empty",
    })
    void valuesMustMakeSense(SiteSetting setting, String value, String problem) {
        if (problem.isEmpty()) {
            assertThat(setting.problem(value)).isEmpty();
        } else {
            assertThat(setting.problem(value).orElseThrow()).contains(problem);
        }
    }

    @Test
    void anUnknownSettingIsRefusedWithTheNearestName() {
        assertThatThrownBy(() -> SiteSetting.of("emergancy")).hasMessageContaining("did you mean emergency?");
        assertThatThrownBy(() -> SiteSetting.of("colour")).hasMessageContaining("operator, trunk, emergency");
    }
}
