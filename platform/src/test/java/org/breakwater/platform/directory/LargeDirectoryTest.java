package org.breakwater.platform.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.junit.jupiter.api.Test;

class LargeDirectoryTest {

    private static final int USERS = 10_000;
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MOST_BYTES_PER_USER = 1024;

    @Test
    void tenThousandUsersLoadWithinASecondAndInLittleMemory() {
        try (DirectoryFixture fixture = new DirectoryFixture(DatabaseUrl.inMemory("large"))) {
            List<NewUser> users = new ArrayList<>();
            for (int i = 0; i < USERS; i++) {
                DirectoryName name = new DirectoryName(Integer.toString(100_000 + i), "example.com");
                users.add(new NewUser(name, "password" + i, "", List.of()));
            }
            assertThat(fixture.users.addAll(users)).isInstanceOf(UserResult.Done.class);
            users.clear();
            long before = usedMemory();

            long start = System.nanoTime();
            SubscriberDirectory subscribers = fixture.directories.own().subscribers(SubscriberTable.standard(true));
            long took = System.nanoTime() - start;
            long perUser = (usedMemory() - before) / USERS;
            for (int again = 0; again < 2; again++) {
                start = System.nanoTime();
                subscribers.refresh().join();
                took = Math.min(took, System.nanoTime() - start);
            }

            assertThat(subscribers.size()).isEqualTo(USERS);
            assertThat(took).isLessThan(SECOND_NANOS);
            assertThat(perUser).isLessThan(MOST_BYTES_PER_USER);
            assertThat(subscribers.find("105000", null).orElseThrow().ha1(HashAlgorithm.MD5, "105000", "example.com"))
                    .isEqualTo(new Secret.Clear("password5000").ha1(HashAlgorithm.MD5, "105000", "example.com"));
        }
    }

    private static long usedMemory() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
