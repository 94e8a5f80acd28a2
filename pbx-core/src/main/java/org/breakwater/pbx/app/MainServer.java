package org.breakwater.pbx.app;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.breakwater.cluster.ClusterNode;
import org.breakwater.daemon.base.Foundation;
import org.breakwater.daemon.base.HttpEndpoint;
import org.breakwater.daemon.base.ListenPlan;
import org.breakwater.daemon.base.LogScript;
import org.breakwater.daemon.base.MoreToReload;
import org.breakwater.daemon.base.RunOptions;
import org.breakwater.daemon.base.RunningServer;
import org.breakwater.daemon.base.Script;
import org.breakwater.daemon.base.Signalling;
import org.breakwater.pbx.calendar.MainCalendars;
import org.breakwater.pbx.names.SiteNames;
import org.breakwater.pbx.presence.MainPresence;
import org.breakwater.pbx.sites.SiteCommands;
import org.breakwater.pbx.xmpp.MainXmpp;
import org.breakwater.platform.config.ServerConfig;
import org.breakwater.platform.control.ControlClient;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.platform.directory.AccountCopies;
import org.breakwater.platform.directory.DemoUsers.DemoUser;
import org.breakwater.platform.lifecycle.Lifecycle;
import org.breakwater.platform.lifecycle.Part;
import org.breakwater.registrar.satellite.Refusals;
import org.breakwater.registrar.satellite.SiteService;
import org.breakwater.registrar.satellite.store.SiteAdministration;
import org.breakwater.registrar.satellite.store.SiteTables;
import org.breakwater.sip.flow.ListenPoint;

/** A running main server. */
public final class MainServer implements RunningServer {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final Lifecycle lifecycle;
    private final List<String> welcome;

    private MainServer(Lifecycle lifecycle, List<String> welcome) {
        this.lifecycle = lifecycle;
        this.welcome = welcome;
    }

    /**
     * Starts a server; returns when phones can register.
     *
     * @throws IOException when home, sockets or script cannot be used; the message is for the user
     */
    public static MainServer start(RunOptions options) throws IOException {
        Foundation.prepareHome(options.home());
        if (ControlClient.isAlive(options.controlSocket())) {
            throw new IOException(
                    "a server is already running in " + options.home() + "; stop it, or choose another --home");
        }
        MainConfig all = MainConfig.load(options.home());
        ServerConfig config = all.server();
        Script script = Script.read(options, config);
        List<ListenPoint> sockets = ListenPlan.of(options.listen(), script.config(), config.listen());
        Foundation foundation = Foundation.open(options.home(), config, sockets);
        MainPresence presence = new MainPresence(foundation);
        Optional<MainXmpp> xmpp = all.xmpp().map(section -> new MainXmpp(section, foundation));
        xmpp.ifPresent(presence::tell);
        Signalling signalling = new Signalling(foundation, config, script.config(), sockets, LogScript::new, presence);
        presence.attach(signalling);
        MainCalendars calendars = new MainCalendars(foundation, all.calendar(), presence.store(), presence::entity);
        xmpp.ifPresent(x -> x.attach(presence.inside(), signalling));
        ControlServer control = new ControlServer(options.controlSocket(), foundation.time());
        all.topology().map(SiteNames::new).ifPresent(signalling::addLocalNames);
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("control socket", () -> control.start(), control::close));
        parts.add(Part.closing("security log", foundation.securityLog()));
        parts.add(Part.closing("databases", foundation.directories()));
        foundation.cluster().ifPresent(node -> parts.add(Part.closing("cluster", node)));
        parts.add(presence.part());
        parts.add(new Part("signalling", () -> signalling.start(script), signalling::stop));
        parts.add(calendars.part());
        xmpp.ifPresent(x -> parts.add(x.part()));
        foundation.cluster().ifPresent(node -> parts.add(satellites(node, foundation, signalling)));
        config.metrics().listen().ifPresent(listen -> parts.add(metrics(listen, foundation, signalling)));
        Optional<Naming> naming = all.dns().map(dns -> new Naming(dns, foundation, signalling));
        naming.ifPresent(n -> parts.add(n.part()));
        signalling.addCommands(
                control, script, naming.<MoreToReload>map(n -> n::reload).orElse(MoreToReload.NONE));
        foundation.userCommands().addTo(control);
        siteCommands(foundation).addTo(control);
        presence.addCommands(control);
        calendars.addCommands(control);
        control.add("status", a -> status(signalling.status(script.name()), naming, xmpp));
        Lifecycle lifecycle = new Lifecycle(parts, STOP_LIMIT);
        lifecycle.start();
        List<DemoUser> demo = foundation.demoUsers();
        Welcome screen = new Welcome(
                signalling.listenPoints(), demo, script.name(), options.home().toString());
        return new MainServer(lifecycle, screen.lines());
    }

    private static SiteCommands siteCommands(Foundation foundation) {
        SiteAdministration sites =
                new SiteAdministration(foundation.directories().own().database());
        return new SiteCommands(sites, foundation.lastWords(), foundation.domain(), foundation.time());
    }

    /** Answers LifeGUARDs once phones are let in. */
    private static Part satellites(ClusterNode node, Foundation foundation, Signalling signalling) {
        SiteTables tables =
                new SiteTables(foundation.directories().own().database(), new AccountCopies(foundation.cipher()));
        SiteService service = new SiteService(
                tables,
                signalling.locations().table("location"),
                foundation.lastWords(),
                new Refusals(foundation.metrics()),
                foundation.time());
        return new Part("satellites", () -> service.serve(node.services()), () -> {});
    }

    private static Part metrics(
            org.breakwater.platform.config.HostPort listen, Foundation foundation, Signalling signalling) {
        HttpEndpoint[] endpoint = new HttpEndpoint[1];
        return new Part(
                "metrics page",
                () -> endpoint[0] = new HttpEndpoint(
                        new java.net.InetSocketAddress(listen.host(), listen.port()),
                        foundation.metrics(),
                        signalling::isWell),
                () -> endpoint[0].close());
    }

    private static Map<String, Object> status(
            Map<String, Object> status, Optional<Naming> naming, Optional<MainXmpp> xmpp) {
        xmpp.ifPresent(x -> status.put("xmpp", x.status()));
        naming.ifPresent(n -> status.put("dns", n.status()));
        return status;
    }

    @Override
    public List<String> welcome() {
        return welcome;
    }

    @Override
    public void stop() {
        lifecycle.stop();
    }
}
