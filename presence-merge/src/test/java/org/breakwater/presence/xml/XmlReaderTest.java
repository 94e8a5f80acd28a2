package org.breakwater.presence.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {

    private static XmlElement read(String text) throws DocumentException {
        return XmlReader.read(text.getBytes(StandardCharsets.UTF_8), XmlLimits.FROM_PHONES);
    }

    @Test
    void elementsTextAndAttributesAreRead() throws DocumentException {
        XmlElement root = read("<?xml version=\"1.0\"?><!-- c --><a xmlns='urn:a' xmlns:b='urn:b' x='1' b:y='2'>\n"
                + " <b:c xml:lang='de'> Grüße &amp; <![CDATA[<mehr>]]> </b:c><?pi x?><d/></a>");

        assertThat(root.attributes()).containsOnlyKeys("x");
        assertThat(root.first("urn:b", "c").text()).isEqualTo("Grüße & <mehr>");
        assertThat(root.first("urn:b", "c").attribute("xml:lang")).isEqualTo("de");
        assertThat(root.first("urn:a", "c")).isNull();
        assertThat(root.all("urn:a", "d")).hasSize(1);
    }

    @Test
    void elementsWithoutANamespaceCount() throws DocumentException {
        assertThat(read("<presence/>").is("urn:ietf:params:xml:ns:pidf", "presence"))
                .isTrue();
    }

    @Test
    void emptyLinesBeforeAndZeroOctetsAfterTheDocumentAreForgiven() throws DocumentException {
        assertThat(read("\r\n\r\n<?xml version=\"1.0\"?>\n<a/>\r\n\0\0").name()).isEqualTo("a");
    }

    @Test
    void encodingOfTheDeclarationOrOfTheFirstOctetsCounts() throws DocumentException {
        String text = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>Büro</a>";
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] wide = "\uFEFF<a>Büro</a>".getBytes(StandardCharsets.UTF_16LE);
        byte[] marked = "\uFEFF<a>Büro</a>".getBytes(StandardCharsets.UTF_8);

        assertThat(XmlReader.read(latin, XmlLimits.FROM_PHONES).text()).isEqualTo("Büro");
        assertThat(XmlReader.read(marked, XmlLimits.FROM_PHONES).text()).isEqualTo("Büro");
        assertThat(XmlReader.read(wide, XmlLimits.FROM_PHONES).text()).isEqualTo("Büro");
    }

    @Test
    void phoneThatSaysUtf8AndWritesLatin1IsUnderstood() throws DocumentException {
        byte[] octets = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>Büro</a>".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(XmlReader.read(octets, XmlLimits.FROM_PHONES).text()).isEqualTo("Büro");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY",
                "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
                "<!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'> %p;]><a/>",
                "<!DOCTYPE a [<!ENTITY a0 'ha'><!ENTITY a1 '&a0;&a0;&a0;&a0;'><!ENTITY a2 '&a1;&a1;&a1;'>]><a>&a2;</a>"
            })
    void documentTypesAreRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(DocumentException.class)
                .hasMessage("the document has a document type (DOCTYPE); leave it out");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                      | the document is empty; send XML
                    <a>&nbsp;</a>           | in line 1 within <a>
                    <a><b></a>              | in line 1 within <a><b>
                    <a x=1/>                | the document is not well-formed in line 1
                    <a><c:b/></a>           | the prefix of a name is not declared by xmlns
                    <a>\u0001</a>           | the document is not well-formed in line 1 within <a>
                    <a/><b/>                | the document is not well-formed
                    plain text              | send well-formed XML in UTF-8
                    """)
    void whatIsNotXmlIsRefusedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> read(text.translateEscapes()))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void limitsHoldAndAreNamed() throws DocumentException {
        XmlLimits limits = new XmlLimits(100, 3, 4);
        byte[] deepest = "<a><b><c/></b></a>".getBytes(StandardCharsets.UTF_8);
        byte[] deeper = "<a><b><c><d/></c></b></a>".getBytes(StandardCharsets.UTF_8);
        byte[] most = "<a><b/><b/><b/></a>".getBytes(StandardCharsets.UTF_8);
        byte[] more = "<a><b/><b/><b/><b/></a>".getBytes(StandardCharsets.UTF_8);

        assertThat(XmlReader.read(deepest, limits).name()).isEqualTo("a");
        assertThat(XmlReader.read(most, limits).children()).hasSize(3);
        assertThatThrownBy(() -> XmlReader.read(deeper, limits))
                .hasMessage("<d> in line 1 within <a><b><c> lies deeper than 3 elements; send a flatter document");
        assertThatThrownBy(() -> XmlReader.read(more, limits))
                .hasMessage("<b> in line 1 within <a> is one more than 4 elements; send a shorter document");
        assertThatThrownBy(() -> XmlReader.read(new byte[101], limits))
                .hasMessage("the document has 101 octets, more than 100; send a shorter one");
    }

    @Test
    void mutilatedDocumentsDoNoHarm() {
        byte[] sound =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a xmlns='urn:a' x='1'><b>ü &#65;</b><![CDATA[x]]></a>"
                        .getBytes(StandardCharsets.UTF_8);
        Random random = new Random(4);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = sound.clone();
            for (int k = random.nextInt(3); k >= 0; k--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
            }
            try {
                XmlReader.read(octets, XmlLimits.FROM_PHONES);
            } catch (DocumentException e) {
                assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(2000);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    @Test
    void encodingsNobodyKnowsAreRefused() {
        for (String name : List.of("x-nobody", "UTF-7", "", "IBM1047")) {
            byte[] octets = ("<?xml version='1.0' encoding='" + name + "'?><a/>").getBytes(Charset.forName("US-ASCII"));
            assertThatThrownBy(() -> XmlReader.read(octets, XmlLimits.FROM_PHONES))
                    .as(name)
                    .isInstanceOf(DocumentException.class)
                    .hasMessage("the encoding \"" + name + "\" is not known; send UTF-8");
        }
    }

    @Test
    void whatIsWrittenIsEscapedAndReadBack() throws DocumentException {
        String text = "<&>\"'\t\n\r]]> \u00e9\ud83d\ude00";
        XmlWriter xml = new XmlWriter()
                .open("a")
                .attribute("x", text)
                .text("(" + text + ")")
                .close();
        XmlElement root = read(xml.toText());

        assertThat(root.attribute("x")).isEqualTo(text);
        assertThat(root.text()).isEqualTo("(" + text + ")");
        assertThat(new XmlWriter().leaf("a", "\u0000\ud83d!\uffff").toText())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>\ufffd\ufffd!\ufffd</a>\n");
    }

    @Test
    void documentWithAnElementLeftOpenIsNotWritten() {
        XmlWriter xml = new XmlWriter().open("a").leaf("b", "");

        assertThatThrownBy(xml::toText).hasMessage("<a> is not ended");
        assertThatThrownBy(() -> xml.attribute("x", "1")).hasMessageContaining("comes after the content");
        assertThat(xml.close().toText()).endsWith("<a>\n<b/>\n</a>\n");
    }
}
