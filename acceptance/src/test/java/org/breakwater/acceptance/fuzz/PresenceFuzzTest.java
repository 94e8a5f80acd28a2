package org.breakwater.acceptance.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.breakwater.presence.document.dialog.DialogInfoReader;
import org.breakwater.presence.document.dialog.DialogInfoWriter;
import org.breakwater.presence.document.feature.FeatureXml;
import org.breakwater.presence.document.mwi.MessageSummary;
import org.breakwater.presence.document.pidf.PidfReader;
import org.breakwater.presence.document.pidf.PidfWriter;
import org.breakwater.presence.document.reg.RegInfoXml;
import org.breakwater.presence.document.rlmi.Multipart;
import org.breakwater.presence.document.rlmi.ResourceListXml;
import org.breakwater.presence.document.winfo.WatcherInfoXml;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.presence.xml.XmlLimits;
import org.breakwater.presence.xml.XmlTree;
import org.breakwater.sip.fuzz.TimeBound;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bodies of PUBLISH, SUBSCRIBE and NOTIFY: nothing but {@link DocumentException} may come out, with a message, and what
 * we write of a document is read back and written the same again.
 */
@Tag("fuzz")
class PresenceFuzzTest {

    private static final List<Target> TARGETS = List.of(
            octets -> PidfWriter.write(PidfReader.read(octets, XmlLimits.OWN)),
            octets -> DialogInfoWriter.write(DialogInfoReader.read(octets, XmlLimits.OWN)),
            octets -> WatcherInfoXml.write(WatcherInfoXml.read(octets, XmlLimits.OWN)),
            octets -> ResourceListXml.write(ResourceListXml.read(octets, XmlLimits.OWN)),
            octets -> RegInfoXml.text(RegInfoXml.read(octets, XmlLimits.OWN)).getBytes(StandardCharsets.UTF_8),
            octets -> XmlTree.write(XmlTree.read(new String(octets, StandardCharsets.UTF_8), XmlLimits.OWN))
                    .getBytes(StandardCharsets.UTF_8),
            octets -> FeatureXml.write(FeatureXml.read(octets)).getBytes(StandardCharsets.UTF_8),
            octets -> MessageSummary.read(octets).write(),
            octets -> Multipart.read(octets, "x", 64 << 10).write());

    private final TimeBound bound = new TimeBound();

    private interface Target {
        byte[] readAndWrite(byte[] octets) throws DocumentException;
    }

    static Stream<byte[]> documents() {
        return Stream.of(
                        "<?xml version=\"1.0\"?><presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"pres:1@a\""
                                + " xmlns:im=\"urn:ietf:params:xml:ns:pidf:im\"><tuple id=\"t\"><status><basic>open"
                                + "</basic><im:im>Lunch</im:im></status><contact priority=\"1.00\">sip:1@a</contact>"
                                + "<note xml:lang=\"en\">&#76;unch</note></tuple></presence>",
                        "<p:presence xmlns:p='urn:ietf:params:xml:ns:pidf' xmlns:d='urn:ietf:params:xml:ns:pidf:data-model'"
                                + " xmlns:r='urn:ietf:params:xml:ns:pidf:rpid' entity='sip:1@a'><d:person id='p'>"
                                + "<r:activities from='2026-11-30T14:00:00+01:00'><r:other>x</r:other><r:meeting/>"
                                + "</r:activities><d:note>n</d:note></d:person><d:device id='d'><d:deviceID>u</d:deviceID>"
                                + "</d:device></p:presence>",
                        "<dialog-info xmlns='urn:ietf:params:xml:ns:dialog-info' version='7' state='partial' entity='sip:1@a'>"
                                + "<dialog id='1' call-id='c' local-tag='l' remote-tag='r' direction='recipient'>"
                                + "<state event='local-bye'>early</state><local><identity display='A'>sip:1@a</identity>"
                                + "<target uri='sip:1@192.0.2.1'><param pname='+sip.rendering' pval='no'/></target></local>"
                                + "</dialog></dialog-info>",
                        "<watcherinfo xmlns='urn:ietf:params:xml:ns:watcherinfo' version='1' state='full'><watcher-list"
                                + " resource='sip:1@a' package='presence'><watcher id='1' status='active' event='approved'"
                                + " expiration='60'>sip:2@a</watcher></watcher-list></watcherinfo>",
                        "<list xmlns='urn:ietf:params:xml:ns:rlmi' uri='sip:l@a' version='1' fullState='false'><name>L</name>"
                                + "<resource uri='sip:1@a'><instance id='1' state='active' cid='c@a'/></resource></list>",
                        "<SetForwarding xmlns='http://www.ecma-international.org/standards/ecma-323/csta/ed3'><device/>"
                                + "<forwardingType>forwardNoAns</forwardingType><activateForward>true</activateForward>"
                                + "<forwardDN>1002</forwardDN><ringCount>5</ringCount></SetForwarding>",
                        "<reginfo xmlns='urn:ietf:params:xml:ns:reginfo' version='1' state='full'><registration aor='sip:1@a'"
                                + " id='a' state='active'><contact id='7' state='active' event='created' expires='9' q='1'>"
                                + "<uri>sip:1@192.0.2.1</uri><display-name>A</display-name></contact></registration></reginfo>",
                        "<a xmlns:p='urn:p' p:b='&#13;&quot;'><!-- c --><?d e?><![CDATA[<]]>]]&gt;<p:f xmlns=''/></a>",
                        "Messages-Waiting: yes\r\nMessage-Account: sip:v@a\r\nVoice-Message: 1/2 (0/0)\r\n",
                        "--x\r\nContent-ID: <a@b>\r\nContent-Type: text/plain\r\n\r\nbody\r\n--x--\r\n",
                        "<!DOCTYPE a [<!ENTITY b '&c;'>]><a>&b;</a>")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("documents")
    @FuzzTest(maxDuration = "60s")
    void documentsDoNoHarm(byte[] input) {
        bound.run(PresenceFuzzTest::readEverything, input);
    }

    private static void readEverything(byte[] input) {
        for (Target target : TARGETS) {
            byte[] written;
            try {
                written = target.readAndWrite(input);
            } catch (DocumentException e) {
                if (e.getMessage() == null || e.getMessage().isBlank()) {
                    throw new AssertionError("a refusal says why");
                }
                continue;
            }
            writtenTheSameAgain(target, written);
        }
    }

    private static void writtenTheSameAgain(Target target, byte[] written) {
        try {
            if (!Arrays.equals(written, target.readAndWrite(written))) {
                throw new AssertionError("written otherwise: " + new String(written, StandardCharsets.UTF_8));
            }
        } catch (DocumentException e) {
            if (!e.getMessage().contains("more than")) { // escapes may take it past a limit
                throw new AssertionError(new String(written, StandardCharsets.UTF_8), e);
            }
        }
    }
}
