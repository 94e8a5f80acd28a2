package org.breakwater.acceptance.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.daemon.base.ScriptCheck;
import org.breakwater.script.syntax.Diagnostic;
import org.breakwater.script.syntax.ParseOptions;

/** A script checked by Debian's kamailio and by ours. */
final class BothChecks {

    private static final int SECONDS = 20;

    private BothChecks() {}

    /** Both take the script, or both refuse it. */
    static void say(Path script, boolean right) throws Exception {
        Cli.Result kamailio = Cli.external(SECONDS, List.of("kamailio", "-c", "-f", script.toString()));
        List<Diagnostic> findings = new ArrayList<>();
        boolean ours = ScriptCheck.check(script, ParseOptions.none(), false, findings);
        assertThat(kamailio.exitCode() == 0).as(kamailio.output()).isEqualTo(right);
        assertThat(ours).as(findings.toString()).isEqualTo(right);
    }
}
