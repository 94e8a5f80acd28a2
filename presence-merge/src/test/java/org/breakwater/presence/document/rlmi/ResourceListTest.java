package org.breakwater.presence.document.rlmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.breakwater.presence.document.Golden;
import org.breakwater.presence.document.rlmi.Multipart.Part;
import org.breakwater.presence.document.rlmi.ResourceList.Instance;
import org.breakwater.presence.document.rlmi.ResourceList.Resource;
import org.breakwater.presence.document.rlmi.ResourceList.State;
import org.breakwater.presence.xml.DocumentException;
import org.junit.jupiter.api.Test;

class ResourceListTest {

    private static final ResourceList LIST = new ResourceList(
            "sip:lamps-1001@pbx.example.lan",
            2,
            true,
            "Lamps of 1001",
            List.of(
                    new Resource(
                            "sip:1002@pbx.example.lan",
                            "Ann",
                            List.of(new Instance("1", State.ACTIVE, "", "1002@pbx"))),
                    new Resource(
                            "sip:1003@pbx.example.lan",
                            "",
                            List.of(new Instance("1", State.TERMINATED, "noresource", "")))));

    @Test
    void listIsWrittenAndReadBack() throws DocumentException {
        byte[] octets = ResourceListXml.write(LIST);

        Golden.assertSame("rlmi.xml", octets);
        assertThat(ResourceListXml.read(octets)).isEqualTo(LIST);
    }

    @Test
    void bodyOfAListIsWrittenAndReadBack() throws DocumentException {
        Multipart body = Multipart.of(List.of(
                new Part(
                        "list@pbx",
                        ResourceListXml.CONTENT_TYPE + ";charset=\"UTF-8\"",
                        new String(ResourceListXml.write(LIST), StandardCharsets.UTF_8)),
                new Part("1002@pbx", "application/dialog-info+xml", "<dialog-info/>\n")));

        assertThat(body.relatedType())
                .isEqualTo("multipart/related;type=\"application/rlmi+xml\";start=\"<list@pbx>\";"
                        + "boundary=\"breakwater-1\"");
        Golden.assertSame("rlmi-multipart.txt", body.write());
        assertThat(Multipart.read(body.write(), "breakwater-1", 10_000)).isEqualTo(body);
    }

    @Test
    void boundaryOccursInNoPart() throws DocumentException {
        Multipart body = Multipart.of(List.of(new Part("", "text/plain", "a\r\n--breakwater-1\r\nb")));

        assertThat(body.boundary()).isEqualTo("breakwater-2");
        assertThat(Multipart.read(body.write(), body.boundary(), 1000)).isEqualTo(body);
    }

    @Test
    void linesMayEndWithLineFeedAloneAndAPreambleIsPassedOver() throws DocumentException {
        String text = "before\n--x \ncontent-type: a/b\nX: y\n\none\ntwo\n--x\n\n\n--x--\nafter";

        assertThat(Multipart.read(text.getBytes(StandardCharsets.UTF_8), "x", 1000)
                        .parts())
                .containsExactly(new Part("", "a/b", "one\ntwo"), new Part("", "text/plain", ""));
    }

    @Test
    void errorsSayWhatToDo() {
        byte[] cut = "--x\r\n\r\nhalf".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Multipart.read(cut, "x", 1000)).hasMessageContaining("send all of it");
        assertThatThrownBy(() -> Multipart.read(cut, "x", 3)).hasMessageContaining("send fewer parts");
        assertThatThrownBy(() -> Multipart.read(cut, "", 1000)).hasMessageContaining("boundary");
        assertThatThrownBy(() -> Multipart.read("--x\n".repeat(600).getBytes(StandardCharsets.UTF_8), "x", 10_000))
                .hasMessageContaining("more than 512 parts");
        assertThatThrownBy(() -> ResourceListXml.read("<list/>".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("<list> has no attribute uri; name the list");
    }

    @Test
    void mutilatedBodiesDoNoHarm() {
        byte[] sound = Multipart.of(List.of(new Part("a@b", "text/plain", "one"), new Part("", "x/y", "two\r\n")))
                .write();
        Random random = new Random(8);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = sound.clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(128);
            }
            try {
                assertThat(Multipart.read(octets, "breakwater-1", 1000).parts()).hasSizeLessThan(4);
            } catch (DocumentException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }
}
