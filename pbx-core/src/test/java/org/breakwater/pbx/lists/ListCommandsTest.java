package org.breakwater.pbx.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.breakwater.daemon.cli.HomeOption;
import org.breakwater.pbx.cli.Breakwater;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.platform.directory.DirectoryFixture;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.rls.ListDefinition;
import org.breakwater.presence.xcap.Handling;
import org.breakwater.presence.xcap.store.SqlDocuments;
import org.breakwater.script.module.xcap.XcapPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code breakwater list …} from the command line to the table, and what follows from the documents there. */
class ListCommandsTest {

    @TempDir
    private Path home;

    private final ManualTime time = new ManualTime();
    private final DirectoryFixture directory =
            new DirectoryFixture(DatabaseUrl.inMemory("list-commands" + System.identityHashCode(this)));
    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    private final ListBook book = new ListBook(OneSpelling.NAMES, "sip:1009@ours"::equals);
    private final RuleBook rules = new RuleBook(OneSpelling.NAMES, time);
    private final List<String> changed = new ArrayList<>();
    private final Documents documents = new Documents(
            place -> new SqlDocuments(directory.directories.own().database(), place.root()),
            scheduler,
            book,
            rules,
            new Documents.Changed() {
                @Override
                public void lists() {
                    changed.add("lists");
                }

                @Override
                public void rules(Set<String> entities) {
                    changed.addAll(entities);
                }
            });
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();
    private ControlServer server;

    @BeforeEach
    void startServer() throws Exception {
        documents.use(new Documents.Place("", "/xcap-root"), false);
        settle();
        server = new ControlServer(HomeOption.socket(home), time);
        new ListCommands(documents, book, OneSpelling.NAMES, "pbx.example").addTo(server);
        server.start();
    }

    private void settle() throws Exception {
        scheduler.submit(() -> {}).get();
    }

    @AfterEach
    void stopServer() {
        server.close();
        scheduler.shutdownNow();
        directory.close();
    }

    private int run(String words) {
        out = new StringWriter();
        err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(words.split(" ")));
        all.addAll(List.of("--home", home.toString()));
        CommandLine line = Breakwater.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(all.toArray(new String[0]));
    }

    private List<String> members(String list) {
        return book.find(list).map(ListDefinition::entries).orElse(List.of()).stream()
                .map(ListDefinition.Entry::uri)
                .toList();
    }

    @Test
    void listIsMadeChangedShownAndRemoved() {
        assertThat(run("list add team 1001 1002@pbx.example 1001")).isZero();
        assertThat(out.toString()).isEqualTo("2 members in the new list sip:team@pbx.example\n");
        assertThat(members("sip:team@pbx.example")).containsExactly("sip:1001@pbx.example", "sip:1002@pbx.example");
        assertThat(run("list add team 1003 1001")).isZero();
        assertThat(out.toString()).isEqualTo("2 members put into sip:team@pbx.example\n");
        assertThat(members("sip:team@pbx.example")).hasSize(3).endsWith("sip:1003@pbx.example");
        assertThat(run("list add doors gate@door.example")).isZero();
        assertThat(run("list show")).isZero();
        assertThat(out.toString().replaceAll(" +", " "))
                .contains("sip:doors@pbx.example all sip:gate@door.example", "2 lists");
        assertThat(run("list remove team 1001 1003")).isZero();
        assertThat(members("sip:team@pbx.example")).containsExactly("sip:1002@pbx.example");
        assertThat(run("list remove team")).isZero();
        assertThat(book.find("sip:team@pbx.example")).isEmpty();
        assertThat(changed).isNotEmpty().containsOnly("lists");
    }

    @Test
    void phoneMayNameAListByAnyAddressOfOurs() {
        run("list add team 1001 gate@door.example");

        ListDefinition asked = book.find("sip:team@192.0.2.1").orElseThrow();
        assertThat(asked.uri()).isEqualTo("sip:team@192.0.2.1");
        assertThat(members("sip:team@192.0.2.1")).containsExactly("sip:1001@192.0.2.1", "sip:gate@door.example");
    }

    @Test
    void nobodyStandsInForAUserByAListOfThatName() {
        assertThat(run("list add 1009 1001")).isEqualTo(1);
        assertThat(err.toString()).contains("sip:1009@pbx.example is a user");
        String owner = "sip:1001@pbx.example";
        String services =
                "<rls-services xmlns=\"urn:ietf:params:xml:ns:rls-services\"><service uri=\"sip:1009@192.0.2.1\">"
                        + "<list/></service></rls-services>";
        assertThat(put(owner, "/rls-services/users/" + owner + "/index", "application/rls-services+xml", services))
                .isEqualTo(201);
        assertThat(book.find("sip:1009@pbx.example")).isEmpty();
    }

    @Test
    void whatCannotBeDoneSaysWhatToDo() {
        assertThat(run("list remove team")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no list sip:team@pbx.example");
        assertThat(run("list show team")).isEqualTo(1);
        assertThat(err.toString()).contains("breakwater list show tells which there are");
        assertThat(run("list add team a\"b")).isEqualTo(1);
        assertThat(err.toString()).contains("write a user's name");
        run("list add team 1001");
        assertThat(run("list remove team 1002")).isEqualTo(1);
        assertThat(err.toString()).contains("sip:1002@pbx.example is not in");
    }

    private int put(String owner, String path, String type, String body) {
        return documents
                .answer(new XcapPort.Call(
                        "PUT", owner, path, new XcapPort.Fields(type, "", ""), body.getBytes(StandardCharsets.UTF_8)))
                .status();
    }

    private static String rule(String handling) {
        return "<ruleset xmlns=\"urn:ietf:params:xml:ns:common-policy\"><rule id=\"a\"><conditions><identity>"
                + "<one id=\"sip:1002@192.0.2.1\"/></identity></conditions><actions>"
                + "<sub-handling xmlns=\"urn:ietf:params:xml:ns:pres-rules\">" + handling
                + "</sub-handling></actions></rule></ruleset>";
    }

    @Test
    void rulesCountAtOnceAndUnderAnyAddressOfOurs() {
        String owner = "sip:1001@pbx.example";
        String path = "/pres-rules/users/" + owner + "/index";
        String me = OneSpelling.NAMES.entity(owner);
        String ann = OneSpelling.NAMES.entity("sip:1002@pbx.example");
        assertThat(rules.handling("presence", me, ann)).as("without rules").isEqualTo(Handling.CONFIRM);

        assertThat(put(owner, path, "application/auth-policy+xml", rule("allow")))
                .isEqualTo(201);
        assertThat(changed).containsExactly(me);
        assertThat(rules.handling("presence", me, ann)).isEqualTo(Handling.ALLOW);
        assertThat(rules.handling("presence", me, "sip:1003@elsewhere")).isEqualTo(Handling.CONFIRM);
        assertThat(put(owner, path, "application/auth-policy+xml", rule("block")))
                .isEqualTo(200);
        assertThat(rules.handling("presence", me, ann)).isEqualTo(Handling.BLOCK);
        assertThat(rules.handling("dialog", me, ann)).as("lamps are open").isEqualTo(Handling.ALLOW);
        assertThat(rules.handling("presence", me, me)).as("oneself").isEqualTo(Handling.ALLOW);
        assertThat(put("sip:1003@pbx.example", path, "application/auth-policy+xml", rule("allow")))
                .isEqualTo(403);
    }

    @Test
    void whoWatchesAndWherePhonesAreIsShownToNobodyElse() {
        rules.setOpen(true);
        for (String event : List.of("presence.winfo", "reg")) {
            assertThat(rules.handling(event, "sip:1", "sip:2")).isEqualTo(Handling.BLOCK);
            assertThat(rules.handling(event, "sip:1", "sip:1")).isEqualTo(Handling.ALLOW);
        }
        assertThat(rules.handling("presence", "sip:1", "sip:2"))
                .as("force_active")
                .isEqualTo(Handling.ALLOW);
    }

    @Test
    void whatAnotherProgramWritesIsFoundByLooking() throws Exception {
        directory.execute(
                "INSERT INTO xcap (username, domain, doc, doc_type, etag, source, doc_uri, port) VALUES ('1001',"
                        + " 'pbx.example', '<rls-services xmlns=\"urn:ietf:params:xml:ns:rls-services\"><service"
                        + " uri=\"sip:other@pbx.example\"><list/></service></rls-services>', 8, 'e1', 0,"
                        + " '/xcap-root/rls-services/users/sip:1001@pbx.example/index', 0)");
        documents.lookSoon();
        settle();

        assertThat(book.find("sip:other@pbx.example")).isPresent();
        changed.clear();
        documents.lookSoon();
        settle();
        assertThat(changed).as("nothing is otherwise").isEmpty();
    }

    @Test
    void placeThatCannotBeIsRefusedBeforeTheScriptRoutes() {
        Documents picky = new Documents(
                place -> {
                    throw new IllegalArgumentException("text:/// is no database");
                },
                scheduler,
                book,
                rules,
                null);
        assertThatThrownBy(() -> picky.use("text:///", "/xcap-root/")).hasMessageContaining("is no database");
    }

    @Test
    void listsAreNotKnownBeforeTheyWereReadOnce() throws Exception {
        ListBook fresh = new ListBook(OneSpelling.NAMES, entity -> false);
        Documents broken = new Documents(
                place -> {
                    throw new IllegalStateException("no database");
                },
                scheduler,
                fresh,
                rules,
                new Documents.Changed() {
                    @Override
                    public void lists() {
                        changed.add("lists");
                    }

                    @Override
                    public void rules(Set<String> entities) {
                        changed.addAll(entities);
                    }
                });
        assertThat(fresh.isComing()).isTrue();
        broken.use(new Documents.Place("", "/xcap-root"), true);
        settle();

        assertThat(fresh.isComing()).as("it was tried").isFalse();
        assertThat(fresh.isKnown()).isFalse();
        assertThat(book.isKnown()).isTrue();
        assertThat(Optional.of(changed)).hasValue(List.of());
    }
}
