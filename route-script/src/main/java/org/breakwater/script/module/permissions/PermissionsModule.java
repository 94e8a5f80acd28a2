package org.breakwater.script.module.permissions;

import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.breakwater.platform.directory.AddressDirectory;
import org.breakwater.platform.directory.AddressDirectory.Peer;
import org.breakwater.platform.directory.Directories;
import org.breakwater.platform.directory.TrustedDirectory;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.message.Octets;

/** Export table of permissions: addresses in groups and trusted peers; files are with {@link RuleFunctions}. */
public final class PermissionsModule implements ScriptModule {

    private static final Set<RouteKind> ANY = FunctionExport.ANY_ROUTE;
    private static final int ADDRESSES = 1;
    private static final int TRUSTED = 2;
    private static final int DEFAULT_GROUP = 1;

    private final Directories directories;
    private final RuleFunctions rules = new RuleFunctions();
    private final TrustedPeers trustedPeers = new TrustedPeers();
    private final ModuleExports exports;
    private String dbUrl;
    private String addressTable = "address";
    private String trustedTable = "trusted";
    private String addressFile = "";
    private Path addressPath;
    private String peerTag;
    private int backends = 0xFFFF;
    private volatile AddressDirectory addresses;
    private Pv peerTagVariable;

    /** Tables come from {@code directories}. */
    public PermissionsModule(Directories directories) {
        this.directories = directories;
        ModuleExports.Builder table = ModuleExports.of("permissions")
                .parameter(ParameterExport.string("db_url", v -> dbUrl = v))
                .parameter(ParameterExport.string("address_table", v -> addressTable = v))
                .parameter(ParameterExport.string("trusted_table", v -> trustedTable = v))
                .parameter(ParameterExport.string("address_file", v -> addressFile = v))
                .parameter(ParameterExport.string("peer_tag_avp", v -> peerTag = v))
                .parameter(ParameterExport.integer("load_backends", v -> backends = v));
        rules.export(table);
        trustedPeers.export(table);
        addressFunctions(table);
        commands(table);
        this.exports = KnownParameters.complete(table);
    }

    private void addressFunctions(ModuleExports.Builder table) {
        table.function(FunctionExport.of("allow_source_address", ANY, (a, l) -> source(null)))
                .function(FunctionExport.of("allow_source_address", ANY, (a, l) -> source(a.expression(0)), INT))
                .function(FunctionExport.of("allow_address", ANY, (a, l) -> address(a), INT, STRING, INT))
                .function(FunctionExport.of("allow_source_address_group", ANY, (a, l) -> this::sourceGroup))
                .function(FunctionExport.of("allow_address_group", ANY, (a, l) -> addressGroup(a), STRING, INT));
    }

    private void commands(ModuleExports.Builder table) {
        table.rpc(new RpcExport("permissions.addressReload", "Reads the address table or file again.", p -> {
                    reload();
                    return null;
                }))
                .rpc(new RpcExport("permissions.addressDump", "Lists the addresses.", p -> dump()))
                .rpc(new RpcExport("permissions.trustedReload", "Reads the trusted table again.", p -> {
                    trustedPeers.refresh();
                    return null;
                }));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        if (!addressFile.isEmpty()) {
            addressPath = load.folder().resolve(addressFile);
            addresses = AddressDirectory.of(AddressFile.read(addressPath, load::warn));
        }
        peerTagVariable = peerTag == null ? null : load.pv(peerTag);
        rules.start(load);
    }

    @Override
    public void running(ModuleRuntime runtime) {
        if (dbUrl == null) {
            return;
        }
        if (addressPath == null && (backends & ADDRESSES) != 0) {
            addresses = directories.at(dbUrl).addresses(addressTable);
        }
        if ((backends & TRUSTED) != 0) {
            TrustedDirectory directory = directories.at(dbUrl).trusted(trustedTable);
            trustedPeers.open(directory, this::found);
        }
    }

    private void reload() throws RpcExport.RpcException {
        try {
            if (addressPath != null) {
                addresses = AddressDirectory.of(AddressFile.read(addressPath, line -> {}));
            } else if (addresses != null) {
                addresses.refresh();
            }
        } catch (FixupException e) {
            throw new RpcExport.RpcException(500, e.getMessage());
        }
    }

    private int found(ScriptContext ctx, String tag) {
        if (peerTagVariable != null && tag != null && !tag.isEmpty()) {
            peerTagVariable.set(ctx, Value.of(Octets.fromUnicode(tag)));
        }
        return 1;
    }

    private int check(ScriptContext ctx, int group, String host, int port) {
        if (addresses == null) {
            return -1;
        }
        InetAddress ip = Addresses.numeric(host);
        Optional<Peer> peer = ip == null ? addresses.findName(group, host, port) : addresses.find(group, ip, port);
        return peer.map(p -> found(ctx, p.tag())).orElse(-1);
    }

    private Action source(Expression group) {
        return ctx -> {
            InetSocketAddress remote = ctx.flow() == null ? null : ctx.flow().remote();
            if (addresses == null || remote == null) {
                return -1;
            }
            return addresses
                    .find(group == null ? DEFAULT_GROUP : group.asInt(ctx), remote.getAddress(), remote.getPort())
                    .map(p -> found(ctx, p.tag()))
                    .orElse(-1);
        };
    }

    private Action address(Arguments a) {
        Expression group = a.expression(0);
        Expression host = a.expression(1);
        Expression port = a.expression(2);
        return ctx -> check(ctx, group.asInt(ctx), host.asText(ctx), port.asInt(ctx));
    }

    private int sourceGroup(ScriptContext ctx) {
        InetSocketAddress remote = ctx.flow() == null ? null : ctx.flow().remote();
        return remote == null ? -1 : group(ctx, remote.getAddress(), remote.getPort());
    }

    private Action addressGroup(Arguments a) {
        Expression host = a.expression(0);
        Expression port = a.expression(1);
        return ctx -> {
            String text = host.asText(ctx);
            InetAddress ip = Addresses.numeric(text);
            return ip == null ? nameGroup(text, port.asInt(ctx)) : group(ctx, ip, port.asInt(ctx));
        };
    }

    private int group(ScriptContext ctx, InetAddress ip, int port) {
        Optional<Peer> peer = addresses == null ? Optional.empty() : addresses.findInAnyGroup(ip, port);
        peer.ifPresent(p -> found(ctx, p.tag()));
        return peer.map(Peer::group).orElse(-1);
    }

    /** As in Kamailio, the tag of an entry with a name is not handed out here. */
    private int nameGroup(String host, int port) {
        AddressDirectory known = addresses;
        return known == null
                ? -1
                : known.findNameInAnyGroup(host, port).map(Peer::group).orElse(-1);
    }

    private Object dump() {
        List<Object> all = new ArrayList<>();
        if (addresses != null) {
            for (Peer p : addresses.all()) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("group", p.group());
                entry.put("ip", p.host());
                entry.put("port", p.port());
                entry.put("tag", p.tag() == null ? "" : p.tag());
                all.add(entry);
            }
        }
        return all;
    }
}
