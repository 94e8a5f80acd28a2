package org.breakwater.script.syntax;

import java.util.List;

/**
 * One route of the configuration. Repeated unnamed blocks are one {@code RouteBlock} with their statements in order.
 *
 * @param position the keyword that opens the (first) block
 * @param kind when it runs
 * @param name its name; the empty string for unnamed blocks (old configurations also have unnamed failure and branch
 *     routes)
 * @param body its statements, never empty
 */
public record RouteBlock(Position position, RouteKind kind, String name, List<Statement> body)
        implements ConfigFile.Item {

    /** Copies the statements. */
    public RouteBlock {
        body = List.copyOf(body);
    }

    /** The block as a reader of the configuration would write it: {@code failure_route[MANAGE_FAILURE]}. */
    public String label() {
        return name.isEmpty() ? kind.keyword() : kind.keyword() + "[" + name + "]";
    }
}
