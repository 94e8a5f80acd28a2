package org.breakwater.platform.directory;

import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.platform.directory.sql.DatabaseUrl;

class DirectoryOnH2Test extends DirectoryContract {

    private final AtomicInteger count = new AtomicInteger();

    @Override
    DatabaseUrl emptyDatabase() {
        return DatabaseUrl.inMemory("directory" + System.identityHashCode(this) + count.incrementAndGet());
    }
}
