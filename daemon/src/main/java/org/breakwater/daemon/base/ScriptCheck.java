package org.breakwater.daemon.base;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.registrar.location.AorBindings;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.Locations;
import org.breakwater.registrar.register.Acknowledgement;
import org.breakwater.registrar.register.RecordIds;
import org.breakwater.script.compile.CompileResult;
import org.breakwater.script.compile.ScriptCompiler;
import org.breakwater.script.module.ModuleCatalogue;
import org.breakwater.script.module.ModuleServices;
import org.breakwater.script.module.StockModules;
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
import org.breakwater.script.syntax.SourceReader;
import org.breakwater.sip.flow.Workers;
import org.breakwater.sip.transaction.TransactionLayer;
import org.breakwater.sip.transaction.TransactionSettings;

/** Checks a script without starting anything: modules are made but never run, so they need no sockets or databases. */
public final class ScriptCheck {

    private ScriptCheck() {}

    /** The same with the stock modules only. */
    public static boolean check(Path file, ParseOptions options, boolean lenient, List<Diagnostic> findings) {
        return check(file, options, lenient, MoreModules.NONE, findings);
    }

    /**
     * Parses and compiles.
     *
     * @param lenient whether unknown variables in expressions are warnings
     * @param more what scripts may load beside the stock modules
     * @param findings is filled with what was found
     * @return whether the script can run
     */
    public static boolean check(
            Path file, ParseOptions options, boolean lenient, MoreModules more, List<Diagnostic> findings) {
        ParseResult parsed = ConfigParser.parse(SourceReader.disk(), file.toString(), options);
        findings.addAll(parsed.diagnostics());
        if (!parsed.isOk()) {
            return false;
        }
        ModuleServices idle = idleServices();
        ModuleCatalogue catalogue = StockModules.catalogue(idle);
        more.add(catalogue, idle.signalling().tm());
        CompileResult compiled = new ScriptCompiler(catalogue).compile(parsed.config(), lenient);
        findings.addAll(compiled.diagnostics());
        return compiled.isOk();
    }

    private static ModuleServices idleServices() {
        TimeSource time = TimeSource.system();
        Workers nobody = new Workers(List.of());
        TransactionLayer layer = new TransactionLayer(null, nobody, TransactionSettings.standard(0));
        StatelessReplies replies = new StatelessReplies(null, new ReplyWriter(), 0);
        TmSignalling tm = new TmSignalling(layer, null, null, replies);
        InMemorySharedMaps maps = new InMemorySharedMaps();
        Locations locations = new Locations(name -> new Location(name, maps.<String, AorBindings>map(name), time));
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
                        ZoneId.systemDefault(),
                        null,
                        new Metrics(),
                        Statistics.NONE,
                        new ModuleServices.Identity("Breakwater", System.getenv())),
                PresencePort.NONE);
    }
}
