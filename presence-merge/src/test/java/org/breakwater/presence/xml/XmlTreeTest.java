package org.breakwater.presence.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTreeTest {

    private static final XmlLimits LIMITS = new XmlLimits(2000, 4, 20);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a/>",
                "<a xmlns=\"urn:a\" xmlns:p=\"urn:p\" p:b=\"1\" c=\"&lt;&quot;&#10;&#13;\"><p:d/> <!-- e --> </a>",
                "<p:a xmlns:p=\"urn:p\"><b xmlns=\"urn:b\"><c xmlns=\"\">x &amp; y]]&gt;&#13;\n</c></b><?t d e?></p:a>",
                "<a xml:lang=\"de\">B\u00fcro \ud83d\ude00</a>"
            })
    void documentIsWrittenAsItWasRead(String text) throws DocumentException {
        XmlNode.Element root = XmlTree.read(text, LIMITS);

        assertThat(XmlTree.writeFragment(root)).isEqualTo(text);
        assertThat(XmlTree.read(XmlTree.write(root), LIMITS)).isEqualTo(root);
    }

    @Test
    void fragmentIsReadWithThePrefixesAroundIt() throws DocumentException {
        XmlNode.Element element =
                XmlTree.readFragment(" <p:a b='1'><c/></p:a>\n", Map.of("", "urn:d", "p", "urn:p"), LIMITS);

        assertThat(element.is("urn:p", "a")).isTrue();
        assertThat(element.elements().get(0).is("urn:d", "c")).isTrue();
        assertThat(XmlTree.writeFragment(element)).isEqualTo("<p:a b=\"1\"><c/></p:a>");
        assertThat(XmlTree.bindings(List.of(element))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "<a/><b/>",
                "<a/>x",
                "</within><within>",
                "<a></within><within></a>",
                "<p:a/>",
                "<?xml version='1.0'?><a/>",
                "<!DOCTYPE a><a/>",
                "<a>&unknown;</a>"
            })
    void whatIsNoElementIsNoFragment(String text) {
        assertThatThrownBy(() -> XmlTree.readFragment(text, Map.of(), LIMITS)).isInstanceOf(DocumentException.class);
    }

    @Test
    void limitsAreNamed() {
        assertThatThrownBy(() -> XmlTree.read("<a>" + "x".repeat(2000) + "</a>", LIMITS))
                .hasMessageContaining("more than 2000");
        assertThatThrownBy(() -> XmlTree.read("<a><a><a><a><a/></a></a></a></a>", LIMITS))
                .hasMessageContaining("deeper than 4");
        assertThatThrownBy(() -> XmlTree.read("<a>" + "<b/>".repeat(20) + "</a>", LIMITS))
                .hasMessageContaining("more than 20 elements");
        assertThatThrownBy(() -> XmlTree.read("<?xml version='1.1'?><a>&#1;</a>", LIMITS))
                .hasMessageContaining("send XML 1.0");
    }

    @Test
    void mutilatedDocumentsAreRefusedOrWrittenTheSameAgain() throws DocumentException {
        String sound = "<a xmlns:p='urn:p' p:b='&#13;\"'><!-- c --><?d e?><![CDATA[<]]>]]&gt;<p:f xmlns=''/></a>";
        Random random = new Random(9);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(sound);
            for (int k = random.nextInt(3); k >= 0; k--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
            }
            try {
                XmlNode.Element root = XmlTree.read(text.toString(), LIMITS);
                assertThat(XmlTree.read(XmlTree.write(root), LIMITS)).isEqualTo(root);
            } catch (DocumentException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 19_000);
    }
}
