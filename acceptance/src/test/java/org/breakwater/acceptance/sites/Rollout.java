package org.breakwater.acceptance.sites;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs playbooks of the Ansible collection over a local connection, for trees instead of machines. */
final class Rollout {

    static final int LIMIT_SECONDS = 300;

    /** The collection. */
    static final Path FOLDER = ToolRun.cloneRoot().resolve("ansible");

    /** What makes a tree of a host: {@code rpm} gives the first system user of a tree the number 999. */
    private static final Map<String, Object> TREES = Map.of(
            "ansible_connection", "local",
            "ansible_python_interpreter", "/usr/bin/python3",
            "breakwater_become", false,
            "breakwater_group", "999");

    private Rollout() {}

    /** Runs a playbook with variables that win over those of the inventory. */
    static ToolRun play(String playbook, Path inventory, Map<String, Object> extra, String... options)
            throws IOException, InterruptedException {
        Map<String, Object> variables = new LinkedHashMap<>(TREES);
        variables.put(
                "breakwater_packages_from",
                ToolRun.cloneRoot().resolve("target/rpm").toString());
        variables.putAll(extra);
        List<String> command = new ArrayList<>(List.of(
                "ansible-playbook",
                "-i",
                inventory.toString(),
                "playbooks/" + playbook,
                "-e",
                new ObjectMapper().writeValueAsString(variables)));
        command.addAll(List.of(options));
        Map<String, String> settings =
                Map.of("ANSIBLE_CONFIG", FOLDER.resolve("ansible.cfg").toString(), "ANSIBLE_NOCOLOR", "1");
        return ToolRun.in(FOLDER, LIMIT_SECONDS, settings, command);
    }
}
