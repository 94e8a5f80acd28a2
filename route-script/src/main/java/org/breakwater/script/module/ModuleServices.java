package org.breakwater.script.module;

import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.breakwater.platform.directory.Directories;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.registrar.location.Locations;
import org.breakwater.registrar.register.Acknowledgement;
import org.breakwater.registrar.register.RecordIds;
import org.breakwater.script.module.auth.AuthObserver;
import org.breakwater.script.module.core.StatelessForwarder;
import org.breakwater.script.module.msrp.MsrpSessions;
import org.breakwater.script.module.presence.PresencePort;
import org.breakwater.script.module.pv.Statistics;
import org.breakwater.script.module.registrar.SourceAcl;
import org.breakwater.script.module.sl.SlModule;
import org.breakwater.script.module.sl.StatelessReplies;
import org.breakwater.script.module.tm.TmSignalling;
import org.breakwater.sip.flow.Transport;

/**
 * Everything outside this library that the modules work with. Made once per script by whoever composes the server.
 *
 * @param presence the presence server, {@link PresencePort#NONE} without one
 */
public record ModuleServices(Signalling signalling, Storage storage, Guards guards, Host host, PresencePort presence) {

    /**
     * How messages leave.
     *
     * @param tm the transaction layer as scripts see it
     * @param replies replies without a transaction
     * @param replyForwarding what sl asks to forward a reply by its Via
     * @param forwarder requests without a transaction
     * @param transport the sockets
     * @param msrp addresses given out to users of MSRP; they outlive a script
     */
    public record Signalling(
            TmSignalling tm,
            StatelessReplies replies,
            SlModule.ReplyForwarding replyForwarding,
            StatelessForwarder forwarder,
            Transport transport,
            MsrpSessions msrp) {}

    /**
     * Where things are kept.
     *
     * @param locations registered contacts
     * @param recordIds ids for new bindings
     * @param directories databases by URL
     * @param acknowledgement when a REGISTER may be answered
     * @param members the servers that share the contacts
     */
    public record Storage(
            Locations locations,
            RecordIds recordIds,
            Directories directories,
            Acknowledgement acknowledgement,
            ClusterMembers members) {}

    /**
     * Who may do what, and who hears of it.
     *
     * @param registrations from where an account may register
     * @param authentication hears of successes and failures
     */
    public record Guards(SourceAcl registrations, AuthObserver authentication) {}

    /**
     * What the process gives.
     *
     * @param time the clocks
     * @param zone for times shown to people
     * @param scheduler for work that may block and happens later
     * @param metrics where modules count
     * @param statistics what {@code $stat} reads besides the script's own counters
     * @param identity name and environment
     */
    public record Host(
            TimeSource time,
            ZoneId zone,
            ScheduledExecutorService scheduler,
            Metrics metrics,
            Statistics statistics,
            Identity identity) {}

    /**
     * What the server calls itself.
     *
     * @param version name and version
     * @param environment what {@code $env(NAME)} reads
     */
    public record Identity(String version, Map<String, String> environment) {}
}
