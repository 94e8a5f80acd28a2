package org.breakwater.platform.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A few accounts for a first try. Their passwords are derived from the server's key: different on every server, shown
 * when asked for, stored nowhere.
 */
public final class DemoUsers {

    private static final List<String> NUMBERS = List.of("1001", "1002", "1003");
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int PASSWORD_LENGTH = 12;

    private final UserAdministration users;
    private final SubscriberDirectory subscribers;
    private final CredentialCipher cipher;

    /** Works on the accounts of the server's own directory. */
    public DemoUsers(UserAdministration users, SubscriberDirectory subscribers, CredentialCipher cipher) {
        this.users = users;
        this.subscribers = subscribers;
        this.cipher = cipher;
    }

    /** Makes 1001, 1002 and 1003 when the directory has no account at all. Blocks. */
    public void createInEmptyDirectory(String domain) {
        if (!users.list().isEmpty()) {
            return;
        }
        for (String number : NUMBERS) {
            DirectoryName name = new DirectoryName(number, domain);
            UserResult result = users.add(new NewUser(name, password(name), "Demo " + number, List.of()));
            if (!(result instanceof UserResult.Done)) {
                throw new IllegalStateException("demo user " + name + ": " + result);
            }
        }
    }

    /** The demo accounts that exist in the domain and still have their first password. */
    public List<DemoUser> present(String domain) {
        List<DemoUser> present = new ArrayList<>();
        for (String number : NUMBERS) {
            DirectoryName name = new DirectoryName(number, domain);
            String password = password(name);
            Optional<String> stored = subscribers
                    .find(number, domain)
                    .flatMap(account -> account.ha1(HashAlgorithm.SHA_256, number, domain));
            String expected = new Secret.Clear(password)
                    .ha1(HashAlgorithm.SHA_256, number, domain)
                    .orElseThrow();
            if (stored.filter(expected::equals).isPresent()) {
                present.add(new DemoUser(name, password));
            }
        }
        return present;
    }

    /** 12 characters of 5 bits each; look-alikes are left out because people type it into phones. */
    private String password(DirectoryName name) {
        byte[] bytes = cipher.derive("demo user " + name);
        StringBuilder password = new StringBuilder(PASSWORD_LENGTH);
        for (int i = 0; i < PASSWORD_LENGTH; i++) {
            password.append(LETTERS.charAt(bytes[i] & 31));
        }
        return password.toString();
    }

    /**
     * An account to show to a newcomer.
     *
     * @param name user and domain
     * @param password in clear
     */
    public record DemoUser(DirectoryName name, String password) {}
}
