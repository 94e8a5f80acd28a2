package org.breakwater.script.module;

import java.security.SecureRandom;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.breakwater.script.module.acc.AccModule;
import org.breakwater.script.module.aliasdb.AliasDbModule;
import org.breakwater.script.module.auth.AuthModule;
import org.breakwater.script.module.authdb.AuthDbModule;
import org.breakwater.script.module.cfgrpc.CfgRpcModule;
import org.breakwater.script.module.cfgutils.CfgutilsModule;
import org.breakwater.script.module.cfgutils.TimerPause;
import org.breakwater.script.module.core.CoreModule;
import org.breakwater.script.module.corex.CorexModule;
import org.breakwater.script.module.counters.CounterTable;
import org.breakwater.script.module.counters.CountersModule;
import org.breakwater.script.module.ctl.CtlModule;
import org.breakwater.script.module.dbmysql.DbMysqlModule;
import org.breakwater.script.module.debugger.DebuggerModule;
import org.breakwater.script.module.dialog.DialogModule;
import org.breakwater.script.module.dispatcher.DispatcherModule;
import org.breakwater.script.module.domain.DomainModule;
import org.breakwater.script.module.features.FeaturesModule;
import org.breakwater.script.module.htable.HtableModule;
import org.breakwater.script.module.httpclient.HttpClientModule;
import org.breakwater.script.module.ipops.IpopsModule;
import org.breakwater.script.module.ipops.SystemNames;
import org.breakwater.script.module.jsonrpcs.JsonrpcsModule;
import org.breakwater.script.module.kex.KexModule;
import org.breakwater.script.module.maxfwd.MaxfwdModule;
import org.breakwater.script.module.msilo.MsiloModule;
import org.breakwater.script.module.msrp.MsrpModule;
import org.breakwater.script.module.nathelper.NathelperModule;
import org.breakwater.script.module.path.PathModule;
import org.breakwater.script.module.permissions.PermissionsModule;
import org.breakwater.script.module.pike.PikeModule;
import org.breakwater.script.module.presence.EventPackageModule;
import org.breakwater.script.module.presence.PresenceDialoginfoModule;
import org.breakwater.script.module.presence.PresenceModule;
import org.breakwater.script.module.presence.PresenceXmlModule;
import org.breakwater.script.module.presence.RlsModule;
import org.breakwater.script.module.pua.PuaModule;
import org.breakwater.script.module.pua.PuaRpcModule;
import org.breakwater.script.module.pv.PvModule;
import org.breakwater.script.module.registrar.RegistrarModule;
import org.breakwater.script.module.rr.RrModule;
import org.breakwater.script.module.rtimer.RtimerModule;
import org.breakwater.script.module.rtpengine.RtpengineModule;
import org.breakwater.script.module.rtpproxy.RtpproxyModule;
import org.breakwater.script.module.sanity.SanityModule;
import org.breakwater.script.module.sdpops.SdpopsModule;
import org.breakwater.script.module.siputils.SiputilsModule;
import org.breakwater.script.module.sl.SlModule;
import org.breakwater.script.module.speeddial.SpeeddialModule;
import org.breakwater.script.module.sqlops.SqlopsModule;
import org.breakwater.script.module.statistics.StatisticsModule;
import org.breakwater.script.module.textops.TextopsModule;
import org.breakwater.script.module.textopsx.TextopsxModule;
import org.breakwater.script.module.tls.TlsModule;
import org.breakwater.script.module.tm.TmModule;
import org.breakwater.script.module.tmx.TmxModule;
import org.breakwater.script.module.uac.UacModule;
import org.breakwater.script.module.usrloc.UsrlocModule;
import org.breakwater.script.module.uuid.UuidModule;
import org.breakwater.script.module.websocket.WebsocketModule;
import org.breakwater.script.module.xcap.XcapServerModule;
import org.breakwater.script.module.xhttp.XhttpModule;
import org.breakwater.script.module.xlog.XlogModule;
import org.breakwater.script.module.xmpp.XmppModule;

/** Every module of this library, ready to be loaded by name. */
public final class StockModules {

    private final ModuleServices services;
    private final ModuleServices.Signalling signalling;
    private final ModuleServices.Storage storage;
    private final ModuleServices.Guards guards;
    private final ModuleServices.Host host;
    private final CounterTable counters = new CounterTable();
    private final SecureRandom random = new SecureRandom();
    private final ModuleCatalogue catalogue = new ModuleCatalogue();

    private StockModules(ModuleServices services) {
        this.services = services;
        this.signalling = services.signalling();
        this.storage = services.storage();
        this.guards = services.guards();
        this.host = services.host();
    }

    /** A catalogue whose modules work with these services. */
    public static ModuleCatalogue catalogue(ModuleServices services) {
        StockModules modules = new StockModules(services);
        modules.addBasics();
        modules.addText();
        modules.addTools();
        modules.addUsers();
        modules.addTables();
        modules.addOperation();
        return modules.catalogue;
    }

    private void addBasics() {
        ModuleServices.Identity identity = host.identity();
        catalogue
                .add("core", () -> new CoreModule(signalling.forwarder(), identity.version(), identity.environment()))
                .add("pv", () -> new PvModule(this::statistic, host.zone()))
                .add("tm", () -> new TmModule(signalling.tm()))
                .add("tmx", () -> new TmxModule(signalling.tm()))
                .add("sl", () -> new SlModule(signalling.tm(), signalling.replies(), signalling.replyForwarding()))
                .add("rr", RrModule::new)
                .add("sanity", () -> new SanityModule(signalling.tm()))
                .add("maxfwd", MaxfwdModule::new);
    }

    /** {@code $stat}: the server's statistics, then the script's own counters. */
    private OptionalLong statistic(String name) {
        OptionalLong value = host.statistics().value(name);
        return value.isPresent() ? value : counters.value(name);
    }

    private void addText() {
        catalogue
                .add(
                        "kex",
                        () -> new KexModule(
                                "srid-" + Long.toHexString(host.time().epochSeconds())))
                .add("corex", CorexModule::new)
                .add("textops", TextopsModule::new)
                .add("textopsx", TextopsxModule::new)
                .add("siputils", () -> new SiputilsModule(signalling.tm(), random))
                .add("path", PathModule::new)
                .add("xlog", XlogModule::new);
    }

    private void addTools() {
        catalogue
                .add("ipops", () -> new IpopsModule(new SystemNames()))
                .add("sdpops", SdpopsModule::new)
                .add(
                        "cfgutils",
                        () -> new CfgutilsModule(
                                bound -> ThreadLocalRandom.current().nextInt(bound), new TimerPause()))
                .add("uuid", () -> new UuidModule(host.time()));
    }

    private void addUsers() {
        catalogue
                .add("auth", () -> new AuthModule(signalling.tm(), guards.authentication()))
                .add("auth_db", () -> new AuthDbModule(storage.directories(), guards.authentication()))
                .add("usrloc", () -> new UsrlocModule(storage.locations(), storage.directories(), host.scheduler()))
                .add(
                        "registrar",
                        () -> new RegistrarModule(
                                signalling.tm(),
                                guards.registrations(),
                                storage.recordIds(),
                                host.time(),
                                (flow, port) -> signalling.transport().alias(flow, port),
                                storage.acknowledgement()))
                .add(
                        "nathelper",
                        () -> new NathelperModule(
                                storage.locations(), signalling.tm(), signalling.transport(), storage.members()))
                .add("rtpengine", () -> new RtpengineModule(host.time()))
                .add("rtpproxy", () -> new RtpproxyModule(host.time()))
                .add("uac", () -> new UacModule(signalling.tm(), random))
                .add("presence", () -> new PresenceModule(signalling.tm(), services.presence()))
                .add("presence_xml", () -> new PresenceXmlModule(services.presence()))
                .add("presence_dialoginfo", PresenceDialoginfoModule::new)
                .add("presence_mwi", () -> new EventPackageModule("presence_mwi"))
                .add(
                        "msilo",
                        () -> new MsiloModule(signalling.tm(), storage.directories(), host.time(), host.scheduler()))
                .add(
                        "xmpp",
                        () -> new XmppModule(
                                signalling.tm(), services.presence().xmpp()))
                .add(
                        "features",
                        () -> new FeaturesModule(
                                signalling.tm(), services.presence().features()))
                .add("pua", PuaModule::pua)
                .add("pua_usrloc", PuaModule::usrloc)
                .add("pua_dialoginfo", PuaModule::dialoginfo)
                .add("pua_rpc", () -> new PuaRpcModule(services.presence()))
                .add("presence_reginfo", () -> new EventPackageModule("presence_reginfo"))
                .add("presence_conference", () -> new EventPackageModule("presence_conference"))
                .add("rls", () -> new RlsModule(services.presence()))
                .add(
                        "xcap_server",
                        () -> new XcapServerModule(services.presence().xcap()));
    }

    private void addTables() {
        catalogue
                .add("db_mysql", DbMysqlModule::new)
                .add("alias_db", () -> new AliasDbModule(storage.directories()))
                .add("sqlops", () -> new SqlopsModule(storage.directories(), host.zone()))
                .add("http_client", () -> new HttpClientModule(host.identity().version()))
                .add("speeddial", () -> new SpeeddialModule(storage.directories()))
                .add("domain", () -> new DomainModule(storage.directories()))
                .add("permissions", () -> new PermissionsModule(storage.directories()))
                .add("acc", () -> new AccModule(signalling.tm(), storage.directories(), host.time(), host.zone()));
    }

    private void addOperation() {
        catalogue
                .add("counters", () -> new CountersModule(counters))
                .add("cfg_rpc", CfgRpcModule::new)
                .add("ctl", CtlModule::new)
                .add("jsonrpcs", JsonrpcsModule::new)
                .add("xhttp", XhttpModule::new)
                .add(
                        "msrp",
                        () -> new MsrpModule(
                                signalling.msrp(),
                                signalling.transport(),
                                signalling.tm().resolver(),
                                host.time(),
                                host.metrics()))
                .add("websocket", () -> new WebsocketModule(signalling.transport()))
                .add("debugger", DebuggerModule::new)
                .add("htable", () -> new HtableModule(storage.directories(), host.time()))
                .add(
                        "dispatcher",
                        () -> new DispatcherModule(signalling.tm(), storage.directories(), host.time(), random))
                .add("dialog", () -> new DialogModule(signalling.tm(), host.time(), storage.directories()))
                .add("statistics", () -> new StatisticsModule(counters))
                .add("rtimer", RtimerModule::new)
                .add("pike", () -> new PikeModule(host.time()))
                .add("tls", TlsModule::new);
    }
}
