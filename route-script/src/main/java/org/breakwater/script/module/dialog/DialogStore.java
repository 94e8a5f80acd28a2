package org.breakwater.script.module.dialog;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.breakwater.script.run.ScriptLog;

/**
 * Keeps answered dialogs in SQL, so that they survive a restart. Now and then what changed since the last time is
 * written, on a thread that may block; while the database is down it waits. Whoever writes owns {@link #written}.
 */
final class DialogStore {

    private final Dialogs dialogs;
    private final Profiles profiles;
    private final DialogTables tables;
    private final ScriptLog log;
    private final Map<Integer, DialogRow> written = new HashMap<>();
    private final AtomicBoolean writing = new AtomicBoolean();
    private boolean reported;

    DialogStore(Dialogs dialogs, Profiles profiles, DialogTables tables, ScriptLog log) {
        this.dialogs = dialogs;
        this.profiles = profiles;
        this.tables = tables;
        this.log = log;
    }

    /** Takes up the dialogs that are there. Blocks. */
    void load() {
        try {
            for (DialogRow row : tables.read()) {
                written.put(row.identity().id(), row);
                dialogs.restore(Dialog.restored(row), row.timeout());
                row.memberships().stream()
                        .filter(m -> profiles.isDeclared(m.profile()))
                        .forEach(m -> profiles.add(
                                dialogs.find(
                                        row.identity().entry(), row.identity().id()),
                                m));
            }
            log.log(2, "dialog: " + written.size() + " dialogs loaded\n");
        } catch (DialogTables.RefusedException e) {
            log.log(-1, "dialog: dialogs cannot be loaded: " + e.getMessage() + "\n");
        }
    }

    /** Writes what changed, without blocking the caller; does nothing while that is still being done. */
    void flush(Executor pool) {
        if (writing.compareAndSet(false, true)) {
            try {
                pool.execute(this::writeAndRelease);
            } catch (RejectedExecutionException e) {
                writing.set(false);
            }
        }
    }

    private void writeAndRelease() {
        try {
            write();
        } finally {
            writing.set(false);
        }
    }

    /** Writes what changed. Blocks. */
    synchronized void write() {
        try {
            Set<Integer> alive = new HashSet<>();
            for (Dialog d : dialogs.all()) {
                if (d.state().isAnswered()) {
                    alive.add(d.identity().id());
                    write(DialogRow.of(d, profiles));
                }
            }
            for (DialogRow gone : Map.copyOf(written).values()) {
                if (!alive.contains(gone.identity().id())) {
                    tables.delete(gone.identity());
                    written.remove(gone.identity().id());
                }
            }
            reported = false;
        } catch (DialogTables.RefusedException e) {
            if (!reported) {
                log.log(-1, "dialog: dialogs are not written, they wait: " + e.getMessage() + "\n");
            }
            reported = true;
        }
    }

    private void write(DialogRow now) throws DialogTables.RefusedException {
        DialogRow before = written.get(now.identity().id());
        if (now.equals(before)) {
            return;
        }
        tables.write(now);
        if (before == null || !before.variables().equals(now.variables())) {
            tables.writeVariables(now);
        }
        written.put(now.identity().id(), now);
    }
}
