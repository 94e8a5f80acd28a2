package org.breakwater.script.syntax;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole configuration after preprocessing, includes joined in.
 *
 * @param mainFile name of the main file
 * @param compatibility mode from the first line
 * @param items everything at top level in the order it was written; unnamed routes are already joined at the place of
 *     the first
 * @param defines the preprocessor's defines at the end of the configuration, for {@code $def(N)}; a define without a
 *     value maps to the empty string
 */
public record ConfigFile(String mainFile, Compatibility compatibility, List<Item> items, Map<String, String> defines) {

    /** Copies the collections. */
    public ConfigFile {
        items = List.copyOf(items);
        defines = Map.copyOf(defines);
    }

    /** What the mark in the first line asks for. */
    public enum Compatibility {
        /** {@code #!KAMAILIO}, {@code #!OPENSER} or no mark: {@code $name} is a pseudo-variable. */
        KAMAILIO,
        /** {@code #!SER}: {@code $name} is an AVP. */
        SER,
        /** {@code #!ALL} or {@code #!MAXCOMPAT}: both. */
        MAXCOMPAT
    }

    /** One thing at top level. */
    public sealed interface Item
            permits CoreParameter,
                    CustomParameter,
                    ListenSocket,
                    AliasDeclaration,
                    FlagDeclaration,
                    ModuleLoad,
                    ModulePath,
                    ModuleParameter,
                    RouteBlock {

        /** Where it begins. */
        Position position();
    }

    /** Value of a parameter: a number or a string. */
    public sealed interface Value {}

    /** A number; {@code yes}, {@code on}… are 1 and {@code no}, {@code off}… 0. */
    public record IntValue(int value) implements Value {}

    /** A string, or a bare word such as {@code LOG_LOCAL0} or an address such as {@code tcp_source_ipv4}'s. */
    public record StringValue(String value) implements Value {}

    /** {@code name = value}: a parameter of the core, {@code name} as written (aliases are not unified). */
    public record CoreParameter(Position position, String name, Value value) implements Item {}

    /**
     * {@code group.name = value desc "…"}.
     *
     * @param description null when absent
     */
    public record CustomParameter(Position position, String group, String name, Value value, String description)
            implements Item {}

    /**
     * One {@code listen}.
     *
     * @param protocol {@code udp tcp tls sctp} in lower case; null: all
     * @param hosts addresses, host or interface names; several only for multi-homed SCTP
     * @param port 0 when absent or {@code *}: the default port of the protocol
     * @param options what follows the address
     */
    public record ListenSocket(Position position, String protocol, List<String> hosts, int port, ListenOptions options)
            implements Item {

        /** Copies the hosts. */
        public ListenSocket {
            hosts = List.copyOf(hosts);
        }
    }

    /**
     * What may follow the address of a listen.
     *
     * @param advertiseHost address to write into messages, null when absent
     * @param advertisePort port to write into messages, 0 when absent
     * @param name socket name for {@code $fsn} and friends, null when absent
     * @param virtual the address may not exist on this host (yet)
     */
    public record ListenOptions(String advertiseHost, int advertisePort, String name, boolean virtual) {}

    /**
     * One name of an {@code alias}.
     *
     * @param protocol lower case; null: any
     * @param port 0: any
     */
    public record AliasDeclaration(Position position, String protocol, String host, int port) implements Item {}

    /**
     * One name of {@code flags} or {@code avpflags}.
     *
     * @param number its number; -1 for avpflags without one. Message flags without a number get the first free one
     * @param avp true for {@code avpflags}
     */
    public record FlagDeclaration(Position position, String name, int number, boolean avp) implements Item {}

    /**
     * {@code loadmodule "module"}.
     *
     * @param module as written, perhaps with path and {@code .so}
     * @param options second argument of the form with parentheses, null when absent
     * @param evaluated {@code loadmodulex}: pseudo-variables in the name are to be evaluated
     */
    public record ModuleLoad(Position position, String module, String options, boolean evaluated) implements Item {

        /** The module's plain name: no directory, no {@code .so}. */
        public String moduleName() {
            String name = module.substring(module.lastIndexOf('/') + 1);
            return name.endsWith(".so") ? name.substring(0, name.length() - 3) : name;
        }
    }

    /** {@code mpath "directories"} or {@code loadpath}. */
    public record ModulePath(Position position, String path) implements Item {}

    /**
     * {@code modparam("modules", "parameter", value)}.
     *
     * @param modules as written: a module name or several separated by {@code |} (a regular expression)
     * @param evaluated {@code modparamx}: pseudo-variables in the value are to be evaluated
     */
    public record ModuleParameter(Position position, String modules, String parameter, Value value, boolean evaluated)
            implements Item {}

    /** All items of one type, in order. */
    public <T extends Item> List<T> items(Class<T> type) {
        return items.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Assignments of core parameters, in order; later ones win. */
    public List<CoreParameter> coreParameters() {
        return items(CoreParameter.class);
    }

    /** Value of the last assignment of a core parameter. */
    public Optional<Value> coreParameter(String name) {
        Value found = null;
        for (CoreParameter parameter : coreParameters()) {
            if (parameter.name().equals(name)) {
                found = parameter.value();
            }
        }
        return Optional.ofNullable(found);
    }

    /** Custom parameters, in order. */
    public List<CustomParameter> customParameters() {
        return items(CustomParameter.class);
    }

    /** Sockets to listen on, in order; none means all addresses of the host. */
    public List<ListenSocket> listenSockets() {
        return items(ListenSocket.class);
    }

    /** Aliases, in order. */
    public List<AliasDeclaration> aliases() {
        return items(AliasDeclaration.class);
    }

    /** Declared flags, in order. */
    public List<FlagDeclaration> flags() {
        return items(FlagDeclaration.class);
    }

    /** Modules to load, in order. */
    public List<ModuleLoad> modules() {
        return items(ModuleLoad.class);
    }

    /** Module parameters, in order. */
    public List<ModuleParameter> moduleParameters() {
        return items(ModuleParameter.class);
    }

    /** Route blocks, in order of their first appearance. */
    public List<RouteBlock> routes() {
        return items(RouteBlock.class);
    }

    /** The route of that kind and name ({@code ""} for unnamed kinds). */
    public Optional<RouteBlock> route(RouteKind kind, String name) {
        return routes().stream()
                .filter(route -> route.kind() == kind && route.name().equals(name))
                .findFirst();
    }
}
