package org.breakwater.lifeguard.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakwater.lifeguard.store.CallStore;
import org.breakwater.lifeguard.store.SiteStore;
import org.breakwater.platform.directory.AccountCopies;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.directory.HashAlgorithm;
import org.breakwater.platform.directory.NewUser;
import org.breakwater.platform.directory.SubscriberTable;
import org.breakwater.platform.directory.UserAdministration;
import org.breakwater.platform.directory.UserResult;
import org.breakwater.platform.link.LinkException;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.BindingIdentity;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.LocationMaps;
import org.breakwater.registrar.satellite.LastWord;
import org.breakwater.registrar.satellite.LastWords;
import org.breakwater.registrar.satellite.Refusals;
import org.breakwater.registrar.satellite.SiteService;
import org.breakwater.registrar.satellite.store.SiteTables;
import org.breakwater.registrar.sync.Answer;
import org.breakwater.registrar.sync.Answers;
import org.breakwater.registrar.sync.CallDetail;
import org.breakwater.registrar.sync.Question;
import org.breakwater.registrar.sync.Questions;
import org.breakwater.registrar.sync.SyncTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SynchronisationTest {

    private static final int REFRESH = 600;
    private static final int LINK_BYTES_IN_TEN_SECONDS = 1_250_000;

    @TempDir
    private Path folder;

    private final ManualTime time = new ManualTime();
    private TestDatabase main;
    private TestDatabase branch;
    private Location mainLocation;
    private SiteTables tables;
    private LastWords words;
    private final Refusals refusals = new Refusals(new Metrics());
    private MemoryLink link;
    private SiteStore store;
    private CallStore calls;
    private SiteCopy copy;
    private Outbox outbox;
    private SyncRound round;

    @BeforeEach
    void open() throws SQLException {
        main = new TestDatabase(folder.resolve("main"));
        branch = new TestDatabase(folder.resolve("branch"));
        mainLocation = new Location(
                "location",
                new InMemorySharedMaps().map(LocationMaps.kind(BindingIdentity.CONTACT), "location"),
                time,
                "main1/1");
        tables = new SiteTables(main.database(), new AccountCopies(main.cipher()));
        words = new LastWords(new InMemorySharedMaps().map(LastWords.kind(), "all"), time, "main1/1");
        link = new MemoryLink(new SiteService(tables, mainLocation, words, refusals, time));
        start();
    }

    /** Also a start anew: everything but the disk is forgotten. */
    private void start() throws SQLException {
        store = new SiteStore(branch.database(), branch.cipher());
        calls = new CallStore(branch.database(), store.origin());
        copy = new SiteCopy(store, time, Map.of("trunk", "sip:10.9.9.9"));
        outbox = new Outbox(REFRESH, new Outbox.Where("lg-paris/1", "<sip:10.1.0.5:5060;transport=tcp;lr>"));
        round = new SyncRound(
                "paris",
                REFRESH,
                link,
                new SyncRound.Ends(copy, store, calls, outbox, () -> "CONNECTED"),
                time,
                new LinkUse(new Metrics()));
    }

    @AfterEach
    void close() {
        main.close();
        branch.close();
    }

    private void addUsers(int from, int to) throws SQLException {
        List<NewUser> users = new ArrayList<>();
        for (int i = from; i < to; i++) {
            DirectoryName name = new DirectoryName(Integer.toString(i), "pbx.example");
            users.add(new NewUser(name, "Password-" + i * 7919, "Person " + i, List.of("0" + i)));
        }
        UserResult result = new UserAdministration(main.directories().own(), main.cipher(), () -> Set.of("breakwater"))
                .addAll(users);
        assertThat(result).isInstanceOf(UserResult.Done.class);
        main.sql("INSERT INTO breakwater_site_user (username, domain, site) SELECT username, domain, 'paris'"
                + " FROM subscriber WHERE CAST(username AS INT) BETWEEN " + from + " AND " + (to - 1));
        time.advanceMillis(5_000);
    }

    private Binding binding(int user, int cseq, String holder) {
        return new Binding(
                "ruid-" + user,
                "sip:" + user + "@10.1." + user / 250 + "." + user % 250 + ":5060;transport=tcp",
                new Binding.Registration(
                        "call-" + user * 104_729 + "@10.1.0.1", cseq, time.epochSeconds() + 300, time.epochMillis()),
                new Binding.Reach(null, null, "tcp:10.1.0.5:5060", user, holder),
                new Binding.Device("urn:uuid:00000000-0000-1000-8000-0004132" + user, 1, "snom720/8.7.5.35", -1),
                -1,
                0);
    }

    private void registerHere(int user, int cseq) {
        outbox.note(Integer.toString(user), List.of(binding(user, cseq, "lg-paris/1")));
    }

    private void registerAtMain(int user, int cseq) {
        mainLocation.update(Integer.toString(user), old -> List.of(binding(user, cseq, "main1/1")));
    }

    @Test
    void aBranchGetsItsUsersNumbersAndSettingsAndNobodyElses() throws Exception {
        addUsers(1001, 1004);
        addUsers(2001, 2002);
        main.sql(
                "UPDATE breakwater_site_user SET site = 'lyon' WHERE username = '2001'",
                "INSERT INTO breakwater_site_setting VALUES ('paris', 'operator', '1001 1002')",
                "INSERT INTO breakwater_site_number VALUES ('2001', '+3347000001', 'lyon')");
        time.advanceMillis(5_000);
        round.run();
        assertThat(copy.localUser("1001")).contains("1001");
        assertThat(copy.localUser("01002")).contains("1002");
        assertThat(copy.localUser("2001")).isEmpty();
        assertThat(copy.did("2001")).contains("+3347000001");
        assertThat(copy.list("operator")).containsExactly("1001", "1002");
        assertThat(copy.setting("trunk")).contains("sip:10.9.9.9");
    }

    @Test
    void phonesCanProveWhoTheyAreWithoutAnyPasswordHavingCrossed() throws Exception {
        addUsers(1001, 1002);
        round.run();
        String expected = java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("MD5")
                        .digest(("1001:breakwater:Password-" + 1001 * 7919).getBytes()));
        assertThat(branch.directories()
                        .own()
                        .subscribers(SubscriberTable.standard(false))
                        .find("1001", null)
                        .orElseThrow()
                        .ha1(HashAlgorithm.MD5, "1001", "breakwater"))
                .contains(expected);
        assertThat(branch.count("SELECT COUNT(*) FROM subscriber WHERE password <> '' OR ha1 <> ''"))
                .isZero();
    }

    @Test
    void whatIsKnownIsThereAfterAColdStartWithoutLink() throws Exception {
        addUsers(1001, 1004);
        registerAtMain(1001, 1);
        round.run();
        link.cutAfter(0, false);
        start();
        assertThat(copy.localUser("01001")).contains("1001");
        assertThat(copy.registeredAtMains("1001")).hasSize(1);
        assertThatThrownBy(() -> round.run()).isInstanceOf(LinkException.class);
    }

    @Test
    void whatChangesAtTheMainsChangesHereAndWhatGoesIsGone() throws Exception {
        addUsers(1001, 1050);
        round.run();
        main.sql("DELETE FROM breakwater_site_user WHERE username = '1007'");
        addUsers(1050, 1052);
        link.bytes = 0;
        SyncRound.Result result = round.run();
        assertThat(copy.isLocalUser("1007")).isFalse();
        assertThat(copy.isLocalUser("1051")).isTrue();
        assertThat(result.entries()).isEqualTo(6); // three accounts, three numbers
        assertThat(link.bytes).isLessThan(6_000);
        assertThat(branch.count("SELECT COUNT(*) FROM subscriber WHERE username = '1007'"))
                .isZero();
        assertThat(round.run().entries()).isZero();
    }

    @Test
    void anotherMainGoesOnWhereTheFirstStopped() throws Exception {
        addUsers(1001, 1100);
        round.run();
        link.answeredBy(new SiteService(tables, mainLocation, words, refusals, time));
        assertThat(round.run().entries()).isZero();
    }

    @Test
    void aRegistrationTakenHereIsKnownAtTheMainsByThePathThroughHere() throws Exception {
        addUsers(1001, 1002);
        registerHere(1001, 1);
        round.run();
        Binding there = mainLocation.lookup("1001").get(0);
        assertThat(there.route().path()).isEqualTo("<sip:10.1.0.5:5060;transport=tcp;lr>");
        assertThat(there.route().flowId()).isZero();
        assertThat(copy.registeredAtMains("1001")).isEmpty(); // no echo
    }

    @Test
    void theMainsRememberWhatALifeGuardSaidLast() throws Exception {
        addUsers(1001, 1003);
        registerHere(1001, 1);
        registerHere(1002, 1);
        round.run();
        assertThat(words.of("paris")).contains(new LastWord(time.epochMillis(), "main1/1", "CONNECTED", 2));
        assertThat(words.of("lyon")).isEmpty();
    }

    @Test
    void theNewerRegistrationWinsAndAnUnregistrationDoesNotTakeANewerOneAway() throws Exception {
        addUsers(1001, 1002);
        registerHere(1001, 1);
        round.run();
        time.advanceMillis(1_000);
        registerAtMain(1001, 7);
        outbox.note("1001", List.of());
        round.run();
        assertThat(mainLocation.lookup("1001").get(0).registration().cseq()).isEqualTo(7);
    }

    @Test
    void phoneThatWasAtAMainMeanwhileIsToldAtOnceWhenItIsBack() throws Exception {
        addUsers(1001, 1002);
        registerHere(1001, 1);
        round.run();
        time.advanceMillis(1_000);
        registerAtMain(1001, 2);
        round.run();
        time.advanceMillis(1_000);
        registerHere(1001, 3);
        round.run();
        Binding there = mainLocation.lookup("1001").get(0);
        assertThat(there.registration().cseq()).isEqualTo(3);
        assertThat(there.route().path()).isNotNull();
    }

    @Test
    void phoneThatMovedToAnotherAddressIsNotCalledBackByWhatTheBranchKnew() throws Exception {
        addUsers(1001, 1002);
        registerHere(1001, 5);
        time.advanceMillis(1_000);
        Binding here = binding(1001, 1, "main1/1");
        Binding moved = new Binding(
                "ruid-moved",
                "sip:1001@10.9.9.9:5060;transport=tcp",
                here.registration(),
                here.route(),
                here.device(),
                here.q(),
                here.flags());
        mainLocation.update("1001", old -> List.of(moved));
        round.run();
        assertThat(mainLocation.lookup("1001"))
                .extracting(Binding::contact)
                .containsExactly("sip:1001@10.9.9.9:5060;transport=tcp");
    }

    @Test
    void refreshThatCameWhileTheMainsWereOutOfReachIsToldAtOnce() throws Exception {
        addUsers(1001, 1002);
        registerHere(1001, 1);
        round.run();
        time.advanceMillis(1_000);
        registerHere(1001, 2);
        assertThat(round.run().registrations()).isZero();
        outbox.doubt("1001");
        assertThat(round.run().registrations()).isEqualTo(1);
    }

    @Test
    void whatIsUnregisteredHereGoesAtTheMains() throws Exception {
        addUsers(1001, 1002);
        registerHere(1001, 1);
        round.run();
        outbox.note("1001", List.of());
        round.run();
        assertThat(mainLocation.lookup("1001")).isEmpty();
    }

    @Test
    void aSiteSpeaksForItsOwnUsersOnly() throws Exception {
        addUsers(1001, 1002);
        registerHere(9999, 1);
        round.run();
        assertThat(mainLocation.lookup("9999")).isEmpty();
    }

    @Test
    void aRefreshThatChangesNothingCrossesTheLinkOncePerPeriod() throws Exception {
        addUsers(1001, 1002);
        int up = 0;
        int down = 0;
        registerAtMain(1001, 0);
        for (int minute = 0; minute < 60; minute++) {
            registerHere(1001, minute);
            mainLocation.update("1001", old -> {
                List<Binding> both = new ArrayList<>(old);
                both.removeIf(b -> !b.route().holder().startsWith("lg-"));
                both.add(binding(1777, 1, "main1/1"));
                return both;
            });
            SyncRound.Result result = round.run();
            up += result.registrations();
            down += result.entries();
            assertThat(mainLocation.lookup("1001")).hasSize(2);
            assertThat(copy.registeredAtMains("1001")).hasSize(1);
            time.advanceMillis(60_000);
        }
        assertThat(up).isEqualTo(6);
        assertThat(down).isBetween(6, 10); // six steps, and the first account, number and registration
    }

    @Test
    void callRecordsArriveOnceThoughAnswersAreLost() throws Exception {
        addUsers(1001, 1002);
        for (int i = 0; i < 1200; i++) {
            branch.sql("INSERT INTO acc (method, callid, sip_code, time) VALUES ('INVITE', 'c" + i
                    + "', '200', '2026-11-30 12:00:00')");
        }
        link.cutAfter(1, true);
        assertThatThrownBy(() -> round.run()).isInstanceOf(LinkException.class);
        assertThat(main.count("SELECT COUNT(*) FROM acc")).isEqualTo(1000);
        link.heal();
        start();
        assertThat(round.run().records()).isEqualTo(700); // 500 of them were there already
        assertThat(main.count("SELECT COUNT(*) FROM acc")).isEqualTo(1200);
        assertThat(main.count("SELECT COUNT(DISTINCT callid) FROM acc")).isEqualTo(1200);
        assertThat(round.run().records()).isZero();
    }

    @Test
    void aRegistrationOfSomebodyElsesUserIsRefusedAndNotCountedAsTold() throws Exception {
        addUsers(1001, 1003);
        round.run();
        main.sql("DELETE FROM breakwater_site_user WHERE username = '1002'");
        time.advanceMillis(5_000);
        registerHere(1001, 1);
        registerHere(1002, 1);
        assertThat(round.run().registrations()).isEqualTo(1);
        assertThat(mainLocation.isRegistered("1002")).isFalse();
        assertThat(outbox.refused()).containsExactly("1002");
        assertThat(outbox.toldCount()).isEqualTo(1);
        assertThat(refusals.count()).isEqualTo(1);
    }

    @Test
    void aRefusedRegistrationIsToldAgainNowAndThenAndAtOnceWhenTheSiteHasOtherUsers() throws Exception {
        addUsers(1001, 1003);
        round.run();
        main.sql("DELETE FROM breakwater_site_user WHERE username = '1002'");
        time.advanceMillis(5_000);
        round.run();
        registerHere(1002, 1);
        round.run();
        assertThat(refusals.count()).isEqualTo(1);
        round.run();
        registerHere(1002, 2);
        round.run();
        assertThat(refusals.count()).isEqualTo(1);
        time.advanceMillis(REFRESH * 1000L);
        round.run();
        assertThat(refusals.count()).isEqualTo(2);
        main.sql("INSERT INTO breakwater_site_user VALUES ('1002', 'pbx.example', 'paris')");
        time.advanceMillis(5_000);
        registerHere(1002, 3);
        round.run();
        assertThat(round.run().registrations()).isEqualTo(1);
        assertThat(mainLocation.isRegistered("1002")).isTrue();
        assertThat(outbox.refused()).isEmpty();
    }

    @Test
    void aRefusedRegistrationThatIsTakenBackIsForgotten() throws Exception {
        addUsers(1001, 1002);
        registerHere(4711, 1);
        round.run();
        assertThat(outbox.refused()).containsExactly("4711");
        outbox.note("4711", List.of());
        assertThat(outbox.refused()).isEmpty();
        time.advanceMillis(REFRESH * 1000L);
        assertThat(round.run().registrations()).isZero();
        assertThat(refusals.count()).isEqualTo(1);
    }

    @Test
    void callsArriveOnceWithTheirSiteThoughTheAnswerIsLost() throws Exception {
        for (int i = 0; i < 700; i++) {
            calls.over(new CallDetail("", 0, "c" + i, "1001", "0331234", 200, 1_000, 2_000, 62_999));
        }
        link.cutAfter(1, true);
        assertThatThrownBy(() -> round.run()).isInstanceOf(LinkException.class);
        assertThat(main.count("SELECT COUNT(*) FROM breakwater_call")).isEqualTo(700); // 200 of them are told again
        link.heal();
        start();
        assertThat(round.run().records()).isEqualTo(200);
        assertThat(main.count("SELECT COUNT(*) FROM breakwater_call")).isEqualTo(700);
        assertThat(main.count("SELECT COUNT(DISTINCT call_id) FROM breakwater_call WHERE site = 'paris'"
                        + " AND duration_seconds = 60 AND sip_code = 200 AND answered_utc = '1970-01-01 00:00:02'"))
                .isEqualTo(700);
        assertThat(calls.waiting()).isZero();
    }

    @Test
    void callsWaitForAMainServerThatKnowsOfThem() throws Exception {
        calls.over(new CallDetail("", 0, "c1", "1001", "0331234", 486, 1_000, 0, 2_000));
        SiteService young = new SiteService(tables, mainLocation, words, refusals, time);
        link.answeredBy(body -> {
            boolean push = new Questions().decode(body) instanceof Question.Push;
            return push ? new Answers().encode(new Answer.Taken(0, 0, 0, List.of())) : young.answer(body);
        });
        assertThat(round.run().records()).isZero();
        assertThat(calls.waiting()).isEqualTo(1);
        link.answeredBy(young);
        assertThat(round.run().records()).isEqualTo(1);
    }

    @Test
    void aFullResyncOfTwoThousandPhonesFitsTheLinkAndIsTakenUpWhereItStopped() throws Exception {
        addUsers(1001, 3001);
        for (int user = 1001; user < 3001; user++) {
            registerAtMain(user, 1);
        }
        round.run();
        report("full resync, down: 2,000 accounts, numbers and registrations", link.bytes + " octets");
        long down = link.bytes;
        assertThat(copy.size(SyncTable.ACCOUNTS)).isEqualTo(2000);
        assertThat(copy.size(SyncTable.REGISTRATIONS)).isEqualTo(2000);
        link.bytes = 0;
        link.questions = 0;
        for (int user = 1001; user < 3001; user++) {
            registerHere(user, 2);
        }
        link.cutAfter(1, false);
        assertThatThrownBy(() -> round.run()).isInstanceOf(LinkException.class);
        link.heal();
        assertThat(round.run().registrations()).isEqualTo(1000);
        report("full resync, up: 2,000 registrations", link.bytes + " octets");
        assertThat(down).isLessThan(LINK_BYTES_IN_TEN_SECONDS);
        assertThat(link.bytes).isLessThan(LINK_BYTES_IN_TEN_SECONDS);
        link.bytes = 0;
        link.questions = 0;
        assertThat(round.run()).isEqualTo(new SyncRound.Result(0, 0, 0));
        report("a round in which nothing changed", link.bytes + " octets");
        assertThat(link.questions).isEqualTo(1);
        assertThat(link.bytes).isLessThan(300);
    }

    /** Into the test's report. */
    private static void report(String what, String figure) {
        System.out.println(what + ": " + figure);
    }
}
