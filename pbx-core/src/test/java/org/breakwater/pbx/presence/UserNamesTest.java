package org.breakwater.pbx.presence;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.script.module.presence.PresenceParameters;
import org.breakwater.script.run.LocalDomains;
import org.junit.jupiter.api.Test;

class UserNamesTest {

    private static UserNames names(boolean useDomain) {
        LocalDomains local = new LocalDomains();
        local.add((host, port, protocol) -> host.equals("pbx.example") || host.equals("192.0.2.1"));
        UserNames names = new UserNames();
        names.use(new PresenceParameters.Names(useDomain, local));
        return names;
    }

    @Test
    void userOfAllOurDomainsIsOnePerson() {
        UserNames names = names(false);
        String one = names.entity("1001");

        assertThat(names.entity("sip:1001@pbx.example")).isEqualTo(one);
        assertThat(names.entity("sip:1001@192.0.2.1:5061;transport=tcp")).isEqualTo(one);
        assertThat(names.entity("pres:%31001@PBX.example")).isEqualTo(one);
        assertThat(names.entity("sip:1001@elsewhere.example")).isEqualTo("sip:1001@elsewhere.example");
        assertThat(names.entity(one)).isEqualTo(one);
        assertThat(names.locationKey(one)).isEqualTo("1001");
        assertThat(names.ofLocationKey("1001")).isEqualTo(one);
        assertThat(names.shown(one)).isEqualTo("1001");
    }

    @Test
    void usersOfTwoDomainsAreTwoWhereTheScriptSaysSo() {
        UserNames names = names(true);

        assertThat(names.entity("sip:1001@pbx.example")).isEqualTo("sip:1001@pbx.example");
        assertThat(names.locationKey("sip:1001@pbx.example")).isEqualTo("1001@pbx.example");
        assertThat(names.ofLocationKey("1001@pbx.example")).isEqualTo("sip:1001@pbx.example");
        assertThat(names.shown("sip:1001@pbx.example")).isEqualTo("1001@pbx.example");
    }
}
