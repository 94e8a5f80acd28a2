package org.breakwater.script.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.registrar.location.AorBindings;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.Locations;
import org.breakwater.registrar.register.Acknowledgement;
import org.breakwater.registrar.register.RecordIds;
import org.breakwater.script.compile.CompileResult;
import org.breakwater.script.compile.ScriptCompiler;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.module.auth.AuthObserver;
import org.breakwater.script.module.msrp.MsrpSessions;
import org.breakwater.script.module.presence.PresencePort;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.module.registrar.SourceAcl;
import org.breakwater.script.module.sl.ReplyWriter;
import org.breakwater.script.module.sl.StatelessReplies;
import org.breakwater.script.module.tm.TmSignalling;
import org.breakwater.script.syntax.ConfigParser;
import org.breakwater.script.syntax.Diagnostic;
import org.breakwater.script.syntax.ParseOptions;
import org.breakwater.script.syntax.ParseResult;
import org.breakwater.sip.flow.Workers;
import org.breakwater.sip.transaction.TransactionLayer;
import org.breakwater.sip.transaction.TransactionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StockModulesTest {

    /** Services as for a check of a script: nothing is opened. */
    private static ModuleServices services() {
        ManualTime time = new ManualTime();
        StatelessReplies replies = new StatelessReplies(null, new ReplyWriter(), 0);
        TransactionLayer layer = new TransactionLayer(null, new Workers(List.of()), TransactionSettings.standard(0));
        TmSignalling tm = new TmSignalling(layer, null, null, replies);
        InMemorySharedMaps maps = new InMemorySharedMaps();
        Locations locations = new Locations(n -> new Location(n, maps.<String, AorBindings>map(n), time));
        return new ModuleServices(
                new ModuleServices.Signalling(tm, replies, tm::forwardReply, tm.stateless(), null, new MsrpSessions()),
                new ModuleServices.Storage(
                        locations,
                        new RecordIds(0, 0),
                        null,
                        Acknowledgement.AT_ONCE,
                        ClusterMembers.alone(Member.startedAt("0", 0))),
                new ModuleServices.Guards(SourceAcl.ANYWHERE, AuthObserver.NONE),
                new ModuleServices.Host(
                        time,
                        ZoneOffset.UTC,
                        null,
                        new Metrics(),
                        Statistics.NONE,
                        new ModuleServices.Identity("test", Map.of())),
                PresencePort.NONE);
    }

    private static List<String> errors(String script) {
        ParseResult parsed = ConfigParser.parse(path -> script, "test.cfg", ParseOptions.none());
        if (!parsed.isOk()) {
            return parsed.errors().stream().map(Diagnostic::toString).toList();
        }
        CompileResult compiled = new ScriptCompiler(StockModules.catalogue(services())).compile(parsed.config(), false);
        return compiled.diagnostics().stream()
                .filter(Diagnostic::isError)
                .map(Diagnostic::toString)
                .toList();
    }

    @Test
    void allModulesLoadTogetherWithoutOpeningAnything() {
        StringBuilder script = new StringBuilder();
        for (String name : new TreeSet<>(StockModules.catalogue(services()).names())) {
            if (!name.equals("core")) {
                script.append("loadmodule \"").append(name).append(".so\"\n");
            }
        }
        script.append("modparam(\"dispatcher\", \"db_url\", \"mysql://u:p@localhost/kamailio\")\n");
        script.append("modparam(\"msilo\", \"db_url\", \"mysql://u:p@localhost/kamailio\")\n");
        script.append("request_route { exit; }\n");
        assertThat(errors(script.toString())).isEmpty();
    }

    @Test
    void everyModuleIsNamedAsInTheCatalogue() {
        ModuleCatalogue catalogue = StockModules.catalogue(services());
        for (String name : catalogue.names()) {
            ModuleExports exports = catalogue.make(name).orElseThrow().exports();
            assertThat(exports.module()).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mi_fifo", "mi_rpc", "db_oracle", "nosuch"})
    void unknownModulesAreRefused(String name) {
        assertThat(errors("loadmodule \"" + name + ".so\"\nrequest_route { exit; }\n"))
                .hasSize(1)
                .first()
                .asString()
                .contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "modparam(\"pike\", \"no_such\", 1)",
                "modparam(\"pike\", \"sampling_time_unit\", \"2\")",
                "modparam(\"acc\", \"db_url\", 1)",
                "modparam(\"acc\", \"log_flag\", 32)",
                "modparam(\"htable\", \"htable\", \"t=>sice=8\")",
                "modparam(\"rtpengine\", \"rtpengine_sock\", \"tcp:127.0.0.1:1\")"
            })
    void wrongParametersAreRefused(String line) {
        String modules = "loadmodule \"tm\"\nloadmodule \"sl\"\nloadmodule \"pike\"\nloadmodule \"acc\"\n"
                + "loadmodule \"htable\"\nloadmodule \"rtpengine\"\n";
        assertThat(errors(modules + "request_route { exit; }\n")).isEmpty();
        assertThat(errors(modules + line + "\nrequest_route { exit; }\n")).isNotEmpty();
    }

    @Test
    void parameterWithoutEffectIsAcceptedWithItsType() {
        assertThat(errors("loadmodule \"pike\"\nloadmodule \"tm\"\nloadmodule \"acc\"\n"
                        + "modparam(\"acc\", \"clone_msg\", 0)\nrequest_route { exit; }\n"))
                .isEmpty();
        assertThat(errors("loadmodule \"tm\"\nloadmodule \"acc\"\n"
                        + "modparam(\"acc\", \"clone_msg\", \"0\")\nrequest_route { exit; }\n"))
                .hasSize(1);
    }

    @Test
    void functionsStandOnlyWhereKamailioAllowsThem() {
        String modules = "loadmodule \"pv\"\nloadmodule \"nathelper\"\n";
        assertThat(errors(modules + "request_route { fix_nated_register(); }\n"))
                .isEmpty();
        assertThat(errors(modules + "request_route { ; }\nonreply_route[R] { fix_nated_register(); }\n"))
                .hasSize(1);
    }
}
