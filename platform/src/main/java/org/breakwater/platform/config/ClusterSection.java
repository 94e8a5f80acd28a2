package org.breakwater.platform.config;

import java.util.List;
import java.util.Optional;

/** Reads section {@code cluster}. */
final class ClusterSection {

    private static final String NAME = "[a-z0-9-]{1,32}";

    private ClusterSection() {}

    static Optional<ClusterConfig> read(YamlSection section) {
        boolean iKnow = section.flag("i_know", false);
        String name = section.parsed("name", "breakwater", ClusterSection::name);
        String node = section.parsed("node", "", ClusterSection::name);
        HostPort bind = section.parsed("bind", null, text -> bind(text, iKnow));
        Optional<HostPort> advertise = Optional.ofNullable(section.parsed("advertise", null, ClusterSection::place));
        List<HostPort> members = section.list("members", List.of(), ClusterSection::place);
        Optional<String> srv = section.text("members_srv");
        int backups = section.integer("backups", 1, 1, 3);
        ClusterConfig.Times times = times(section);
        section.finish();
        if (!section.isPresent()) {
            return Optional.empty();
        }
        if (node.isEmpty()) {
            section.report("node", "is missing; give each server an id of its own");
        }
        if (bind == null) {
            section.report("bind", "is missing; give the address the other servers reach");
        }
        if (members.isEmpty() == srv.isEmpty()) {
            section.report("members", "name the other servers either here or by members_srv");
        }
        return Optional.of(new ClusterConfig(name, node, bind, advertise, members, srv, backups, times));
    }

    private static ClusterConfig.Times times(YamlSection section) {
        ClusterConfig.Times defaults = ClusterConfig.Times.DEFAULT;
        ClusterConfig.Times times = new ClusterConfig.Times(
                section.integer("heartbeat_seconds", defaults.heartbeatSeconds(), 1, 60),
                section.integer("dead_seconds", defaults.deadSeconds(), 3, 600),
                section.integer("connect_seconds", defaults.connectSeconds(), 1, 60),
                section.integer("merge_seconds", defaults.mergeSeconds(), 1, 600),
                section.integer("join_seconds", defaults.joinSeconds(), 0, 600),
                section.integer("acknowledge_millis", defaults.acknowledgeMillis(), 0, 5_000));
        if (times.deadSeconds() < 3 * times.heartbeatSeconds()) {
            section.report("dead_seconds", "must be at least three times heartbeat_seconds");
        }
        return times;
    }

    private static HostPort bind(String text, boolean iKnow) {
        HostPort bind = place(text);
        ClusterConfig.checkBind(bind.host(), iKnow);
        return bind;
    }

    private static HostPort place(String text) {
        return HostPort.parse(text, ClusterConfig.DEFAULT_PORT);
    }

    private static String name(String text) {
        if (!text.matches(NAME)) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a name of lower-case letters, digits and hyphens, at most 32 of them");
        }
        return text;
    }
}
