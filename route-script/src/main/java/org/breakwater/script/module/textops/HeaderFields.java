package org.breakwater.script.module.textops;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.breakwater.script.module.core.HeaderEdits;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.HeaderIndex;

/** Header fields of the received message by name or by test. */
final class HeaderFields {

    private HeaderFields() {}

    /** Indexes of the fields of a name, in any spelling; those taken out are still among them. */
    static List<Integer> named(ScriptContext ctx, String name) {
        HeaderIndex index = ctx.message().index();
        List<Integer> found = new ArrayList<>(2);
        for (int i = index.first(name); i >= 0; i = index.next(name, i + 1)) {
            found.add(i);
        }
        return found;
    }

    /** Indexes of the fields whose name as written passes a test. */
    static List<Integer> matching(ScriptContext ctx, Predicate<String> name) {
        HeaderIndex index = ctx.message().index();
        List<Integer> found = new ArrayList<>(2);
        for (int i = 0; i < index.count(); i++) {
            if (name.test(index.nameText(i))) {
                found.add(i);
            }
        }
        return found;
    }

    /** Takes fields out; 1, or -1 when there are none. */
    static int remove(ScriptContext ctx, List<Integer> fields) {
        fields.forEach(i -> HeaderEdits.remove(ctx, i));
        return fields.isEmpty() ? -1 : 1;
    }
}
