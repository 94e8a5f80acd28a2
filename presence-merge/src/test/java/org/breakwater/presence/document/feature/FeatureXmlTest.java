package org.breakwater.presence.document.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.breakwater.presence.document.Golden;
import org.breakwater.presence.document.feature.Feature.DoNotDisturb;
import org.breakwater.presence.document.feature.Feature.Forwarding;
import org.breakwater.presence.document.feature.Feature.Kind;
import org.breakwater.presence.document.rlmi.Multipart;
import org.breakwater.presence.xml.DocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureXmlTest {

    private static final String CSTA = " xmlns='http://www.ecma-international.org/standards/ecma-323/csta/ed3'";

    private static Feature read(String text) throws DocumentException {
        return FeatureXml.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void wishesOfPhonesAreRead() throws DocumentException {
        assertThat(read("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><SetDoNotDisturb" + CSTA
                        + "><device/><doNotDisturbOn>true</doNotDisturbOn></SetDoNotDisturb>"))
                .isEqualTo(new DoNotDisturb("", true));
        assertThat(read("<SetForwarding" + CSTA + "><device>1001</device><forwardingType>forwardNoAns</forwardingType>"
                        + "<activateForward>true</activateForward><forwardDN>1002</forwardDN><ringCount>5</ringCount>"
                        + "</SetForwarding>"))
                .isEqualTo(new Forwarding("1001", Kind.NO_ANSWER, true, "1002", 5));
        assertThat(read("<SetForwarding><forwardingType>forwardBusy</forwardingType>"
                        + "<activateForward>FALSE</activateForward><ringCount>many</ringCount></SetForwarding>"))
                .isEqualTo(new Forwarding("", Kind.BUSY, false, "", 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <SetDoNotDisturb/> | <doNotDisturbOn> within <SetDoNotDisturb> is ""; it is true or false
                    <SetForwarding/>   | <forwardingType> within <SetForwarding> is ""; it is forwardImmediate,
                    <SetAlarm/>        | <SetAlarm> is not known; a phone sets <SetDoNotDisturb> or <SetForwarding>
                    """)
    void errorsNameTheElementAndSayWhatToDo(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void statesOfAllFeaturesMakeOneBody() throws DocumentException {
        List<Feature> features = List.of(
                new DoNotDisturb("1001", false),
                new Forwarding("1001", Kind.ALWAYS, false, "", 0),
                new Forwarding("1001", Kind.NO_ANSWER, true, "sip:1002@pbx.example.lan", 4));

        Multipart body = FeatureXml.write(features);

        assertThat(body.mixedType()).isEqualTo("multipart/mixed;boundary=\"breakwater-1\"");
        Golden.assertSame("features.txt", body.write());
        for (int i = 0; i < features.size(); i++) {
            assertThat(read(body.parts().get(i).content())).isEqualTo(features.get(i));
        }
    }
}
