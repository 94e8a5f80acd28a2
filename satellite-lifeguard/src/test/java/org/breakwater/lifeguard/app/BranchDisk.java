package org.breakwater.lifeguard.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.breakwater.lifeguard.store.SiteStore;
import org.breakwater.lifeguard.sync.TestDatabase;
import org.breakwater.platform.directory.AccountCopy;
import org.breakwater.platform.directory.CredentialCipher;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.registrar.sync.AccountCodec;
import org.breakwater.registrar.sync.SyncTable;

/** What a LifeGUARD was told before: users 1001 to 1003, password {@code pw-} and the name, and the site's settings. */
final class BranchDisk {

    private BranchDisk() {}

    static void fill(Path home, String trunk) throws Exception {
        CredentialCipher cipher = CredentialCipher.fromKeyFile(home.resolve("secrets/directory.key"));
        try (TestDatabase disk = new TestDatabase(home.resolve("db"), cipher)) {
            SiteStore store = new SiteStore(disk.database(), cipher);
            Map<String, byte[]> users = new TreeMap<>();
            for (String user : List.of("1001", "1002", "1003")) {
                AccountCopy copy = new AccountCopy(new DirectoryName(user, "pbx.example"), user, List.of(hash(user)));
                users.put(copy.name().toString(), new AccountCodec().encode(copy));
            }
            store.change(SyncTable.ACCOUNTS, users, List.of());
            store.change(SyncTable.NUMBERS, texts("331002", "1002"), List.of());
            store.change(SyncTable.DIDS, texts("2001", "+3347000001"), List.of());
            store.change(
                    SyncTable.SETTINGS, texts("operator", "1002 1003", "emergency", "112", "trunk", trunk), List.of());
        }
    }

    private static AccountCopy.RealmHash hash(String user) throws Exception {
        byte[] text = (user + ":breakwater:pw-" + user).getBytes(StandardCharsets.UTF_8);
        return new AccountCopy.RealmHash(
                "breakwater",
                MessageDigest.getInstance("MD5").digest(text),
                MessageDigest.getInstance("SHA-256").digest(text));
    }

    private static Map<String, byte[]> texts(String... pairs) {
        Map<String, byte[]> texts = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            texts.put(pairs[i], pairs[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return texts;
    }
}
