package org.breakwater.platform.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {

    private static final byte[] CLEAR = "a secret".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    @Test
    void ha1IsTheHashOfTheRfcsExample() {
        // RFC 7616 section 3.9.1 uses this user, realm and password.
        assertThat(HexFormat.of().formatHex(HashAlgorithm.MD5.ha1("Mufasa", "http-auth@example.org", "Circle of Life")))
                .isEqualTo("3d78807defe7de2157e2b0b6573a855f");
        assertThat(HexFormat.of()
                        .formatHex(HashAlgorithm.SHA_256.ha1("Mufasa", "http-auth@example.org", "Circle of Life")))
                .isEqualTo("7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232");
    }

    @Test
    void decoyAnswersLikeAnAccountAndDiffersEachTime() {
        assertThat(Credential.decoy().ha1(HashAlgorithm.MD5, "ghost", "example.com"))
                .isPresent()
                .isNotEqualTo(Credential.decoy().ha1(HashAlgorithm.MD5, "ghost", "example.com"));
    }

    @Test
    void encryptedValueOpensOnlyWithItsKeyAndContext() {
        CredentialCipher cipher = new CredentialCipher(new byte[32]);
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        byte[] encrypted = cipher.encrypt(CLEAR, "row 1");
        byte[] changed = encrypted.clone();
        changed[changed.length - 1] ^= 1;

        assertThat(cipher.decrypt(encrypted, "row 1")).isEqualTo(CLEAR);
        assertThat(cipher.encrypt(CLEAR, "row 1")).isNotEqualTo(encrypted);
        for (Runnable wrong : List.<Runnable>of(
                () -> cipher.decrypt(encrypted, "row 2"),
                () -> new CredentialCipher(otherKey).decrypt(encrypted, "row 1"),
                () -> cipher.decrypt(changed, "row 1"),
                () -> cipher.decrypt(new byte[0], "row 1"))) {
            assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void keyFileIsMadeOnceForItsOwnerOnly() throws IOException {
        Path file = folder.resolve("secrets/directory.key");

        byte[] encrypted = CredentialCipher.fromKeyFile(file).encrypt(CLEAR, "x");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(CredentialCipher.fromKeyFile(file).decrypt(encrypted, "x")).isEqualTo(CLEAR);
    }

    @Test
    void keyFileOpenToEverybodyOrDamagedIsRefused() throws IOException {
        Path file = folder.resolve("directory.key");
        CredentialCipher.fromKeyFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> CredentialCipher.fromKeyFile(file)).hasMessageContaining("chmod 600");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, "c2hvcnQ=");
        assertThatThrownBy(() -> CredentialCipher.fromKeyFile(file)).hasMessageContaining("does not hold a key");
    }

    @ParameterizedTest
    @CsvSource({
        "'', example.com, good-password, user name",
        "al ice, example.com, good-password, user name",
        "'al\"ice', example.com, good-password, user name",
        "alice, '', good-password, domain",
        "alice, 'exa mple', good-password, domain",
        "alice, example.com, short, password",
        "alice, example.com, alice123, password",
    })
    void unusableInputIsAnsweredWithASentence(String user, String domain, String password, String about) {
        NewUser input = new NewUser(new DirectoryName(user, domain), password, "", List.of());

        assertThat(UserRules.check(input))
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).contains(about).doesNotContain("good-password"));
    }

    @Test
    void usableInputPasses() {
        for (String domain : List.of("example.com", "192.0.2.1", "[2001:db8::1]", "pbx", "a-b.example")) {
            NewUser input = new NewUser(
                    new DirectoryName("+49-30.12_3", domain), "pa ss:wörd\"'", "Jörg \"J\"", List.of("*21", "100"));
            assertThat(UserRules.check(input)).isEmpty();
        }
    }

    @Test
    void demoUsersHaveTheirOwnPasswordsUntilTheseAreChanged() {
        DatabaseUrl url = DatabaseUrl.inMemory("demo" + System.identityHashCode(this));
        try (DirectoryFixture fixture = new DirectoryFixture(url)) {
            SubscriberDirectory subscribers = fixture.directories.own().subscribers(SubscriberTable.standard(true));
            DemoUsers demo = new DemoUsers(fixture.users, subscribers, fixture.cipher);

            demo.createInEmptyDirectory("pbx.example");
            demo.createInEmptyDirectory("pbx.example");

            assertThat(demo.present("pbx.example")).hasSize(3);
            DemoUsers.DemoUser first = demo.present("pbx.example").get(0);
            assertThat(subscribers.find("1001", null).orElseThrow().ha1(HashAlgorithm.MD5, "1001", "192.0.2.1"))
                    .isEqualTo(new Secret.Clear(first.password()).ha1(HashAlgorithm.MD5, "1001", "192.0.2.1"));
            fixture.users.setPassword(first.name(), "my own password");
            assertThat(demo.present("pbx.example")).hasSize(2);
            assertThat(new DemoUsers(fixture.users, subscribers, new CredentialCipher(key(1))).present("pbx.example"))
                    .isEmpty();
        }
    }

    private static byte[] key(int first) {
        byte[] key = new byte[32];
        key[0] = (byte) first;
        return key;
    }
}
