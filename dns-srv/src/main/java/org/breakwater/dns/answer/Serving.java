package org.breakwater.dns.answer;

import java.util.List;
import org.breakwater.dns.view.ViewTable;
import org.breakwater.platform.security.NetworkList;

/**
 * All that is needed to answer, as of one moment. Replaced as a whole.
 *
 * @param table which view an address gets
 * @param views by index; 0 is the default
 * @param subnetSenders resolvers whose client subnet option is believed
 * @param recursionClients who may have questions about other zones forwarded
 */
public record Serving(
        ViewTable table, List<ViewAnswers> views, NetworkList subnetSenders, NetworkList recursionClients) {

    /** Copies the list. */
    public Serving {
        views = List.copyOf(views);
    }
}
