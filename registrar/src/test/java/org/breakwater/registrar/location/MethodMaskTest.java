package org.breakwater.registrar.location;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.sip.message.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as Kamailio 5.6.3 writes them into column methods. */
final class MethodMaskTest {

    @ParameterizedTest
    @CsvSource({
        "INVITE,1",
        "CANCEL,2",
        "ACK,4",
        "BYE,8",
        "INFO,16",
        "REGISTER,32",
        "SUBSCRIBE,64",
        "NOTIFY,128",
        "MESSAGE,256",
        "OPTIONS,512",
        "PRACK,1024",
        "UPDATE,2048",
        "REFER,4096",
        "PUBLISH,8192",
        "FOO,524288",
        "'INVITE, ACK ,BYE',13",
        "'INVITE,,',1",
        "'',0"
    })
    void allowHeaderBecomesBits(String allow, int mask) {
        assertThat(MethodMask.of(allow)).isEqualTo(mask);
    }

    @Test
    void everyMethodIsAllowedWithoutAllowHeader() {
        assertThat(MethodMask.of(null)).isEqualTo(-1);
        assertThat(MethodMask.has(MethodMask.ALL, Method.MESSAGE)).isTrue();
        assertThat(MethodMask.has(MethodMask.of("INVITE"), Method.MESSAGE)).isFalse();
    }
}
