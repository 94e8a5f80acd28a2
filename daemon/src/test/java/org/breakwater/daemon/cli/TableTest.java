package org.breakwater.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class TableTest {

    @Test
    void columnsAreAsWideAsTheirLongestCell() {
        Table table = new Table("USER", "CONTACT", "PHONE");
        table.row("1001", "sip:1001@192.0.2.7", "baresip");
        table.row("reception", "sip:r@x", "");
        StringWriter out = new StringWriter();

        table.print(new PrintWriter(out));

        assertThat(out.toString().lines())
                .containsExactly(
                        "USER       CONTACT             PHONE",
                        "1001       sip:1001@192.0.2.7  baresip",
                        "reception  sip:r@x");
    }
}
