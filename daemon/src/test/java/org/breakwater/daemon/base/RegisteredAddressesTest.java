package org.breakwater.daemon.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.Locations;
import org.breakwater.script.module.auth.AuthObserver.Claim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisteredAddressesTest {

    private final ManualTime time = new ManualTime();
    private final Locations locations =
            new Locations(name -> new Location(name, new InMemorySharedMaps().map(name), time));
    private final RegisteredAddresses registered = new RegisteredAddresses(locations);

    private void bind(String aor, String contact, String received) {
        Binding binding = new Binding(
                "r-" + aor,
                contact,
                new Binding.Registration("c", 1, time.epochSeconds() + 60, time.epochMillis()),
                new Binding.Reach(received, null, null, 0, ""),
                new Binding.Device(null, 0, "", -1),
                -1,
                0);
        locations.table("location").update(aor, b -> List.of(binding));
    }

    @ParameterizedTest
    @CsvSource({
        "1001, 192.0.2.7, true",
        "1001, 192.0.2.8, false",
        "1002, 192.0.2.7, false",
        "1002, 203.0.113.5, true",
        "1002, 10.0.0.9, false",
        "Zoe, 192.0.2.9, true",
        "1003, 192.0.2.10, true",
        "1003@home.example, 192.0.2.10, true",
        "1003@other.example, 192.0.2.10, false",
        "1004, 2001:db8::7, true",
        "1005, 192.0.2.7, false",
        "1006, 192.0.2.7, false",
    })
    void accountIsRegisteredFromWhereItsPacketsCameFrom(String account, String address, boolean expected) {
        bind("1001", "sip:1001@192.0.2.7:5070;transport=tcp", null);
        bind("1002", "sip:1002@10.0.0.9", "sip:203.0.113.5:4444");
        bind("zoe", "sip:zoe@192.0.2.9", null);
        bind("1003@home.example", "sip:1003@192.0.2.10", null);
        bind("1004", "sip:1004@[2001:db8::7]", null);
        bind("1005", "sip:1005@phone.invalid", null);

        assertThat(registered.test(new Claim(account, account, "home.example"), IpNetwork.parseAddress(address)))
                .isEqualTo(expected);
    }

    @Test
    void registrationThatLapsedDoesNotCount() {
        bind("1001", "sip:1001@192.0.2.7", null);
        time.advanceMillis(60_000);

        assertThat(registered.test(new Claim("1001", "1001", "home.example"), IpNetwork.parseAddress("192.0.2.7")))
                .isFalse();
    }
}
