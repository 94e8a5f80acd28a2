package org.breakwater.script.module.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.syntax.ConfigFile;
import org.breakwater.script.syntax.ConfigParser;
import org.breakwater.script.syntax.ParseOptions;
import org.breakwater.script.syntax.SourceReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTlsTest {

    @TempDir
    Path folder;

    private Optional<ScriptTls.Server> server(String script) throws IOException, FixupException {
        Path file = Files.writeString(folder.resolve("main.cfg"), script + "request_route { exit; }\n");
        ConfigFile config = ConfigParser.parse(
                        SourceReader.disk(), file.toString(), new ParseOptions(List.of(), List.of(), name -> null))
                .config();
        return ScriptTls.server(config, folder);
    }

    @Test
    void certificateOfTheDefaultServerIsFoundInTheFile() throws Exception {
        Path tls = Files.writeString(
                folder.resolve("tls.cfg"),
                "[client:default]\nprivate_key = c.key\ncertificate = c.pem\n"
                        + "[server:default]\nmethod = TLSv1.2+\nprivate_key = ./s.key\ncertificate = /etc/s.pem\n"
                        + "verify_certificate = yes\nca_list = ca.pem\n");

        assertThat(server("loadmodule \"tls.so\"\nmodparam(\"tls\", \"config\", \"" + tls + "\")\n"))
                .contains(new ScriptTls.Server(
                        Path.of("/etc/s.pem"), folder.resolve("s.key"), folder.resolve("ca.pem"), true, false));
    }

    @Test
    void parametersDoWithoutAFile() throws Exception {
        assertThat(
                        server(
                                "loadmodule \"tls.so\"\nmodparam(\"tls\", \"certificate\", \"/a.pem\")\n"
                                        + "modparam(\"tls\", \"private_key\", \"/a.key\")\nmodparam(\"tls\", \"require_certificate\", 1)\n"))
                .contains(new ScriptTls.Server(Path.of("/a.pem"), Path.of("/a.key"), null, true, true));
    }

    @Test
    void scriptWithoutTlsHasNoCertificate() throws Exception {
        assertThat(server("loadmodule \"pv.so\"\n")).isEmpty();
    }
}
