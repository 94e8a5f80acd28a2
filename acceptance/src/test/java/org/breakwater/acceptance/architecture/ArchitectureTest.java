package org.breakwater.acceptance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of ARCHITECTURE.md, each with its number there. */
@AnalyzeClasses(
        packages = "org.breakwater",
        importOptions = {ImportOption.DoNotIncludeTests.class, WithoutTestJars.class})
class ArchitectureTest {

    /** Packages that compute and nothing else: they import the JDK and one another. */
    private static final String[] PURE = {
        "org.breakwater.platform.text..",
        "org.breakwater.sip.message..",
        "org.breakwater.sip.codec..",
        "org.breakwater.sip.msrp..",
        "org.breakwater.sip.digest..",
        "org.breakwater.sip.sdp..",
        "org.breakwater.sip.stun..",
        "org.breakwater.sip.validate..",
        "org.breakwater.script.syntax..",
        "org.breakwater.platform.wire..",
        "org.breakwater.lifeguard.verdict..",
        "org.breakwater.media.rtp..",
        "org.breakwater.media.codec..",
        "org.breakwater.media.tone..",
        "org.breakwater.presence.xml..",
        "org.breakwater.presence.document..",
        "org.breakwater.presence.merge..",
        "org.breakwater.presence.snom..",
        "org.breakwater.presence.table..",
        "org.breakwater.presence.brand..",
        "org.breakwater.presence.lamp..",
        "org.breakwater.presence.calendar.busy..",
        "org.breakwater.presence.xmpp.stanza..",
        "org.breakwater.presence.xmpp.mapping.."
    };

    private static final DescribedPredicate<JavaClass> NETWORK = resideInAnyPackage("io.netty..")
            .or(DescribedPredicate.describe(
                    "sockets",
                    c -> c.getPackageName().startsWith("java.nio.channels")
                            && c.getName().contains("Socket")))
            .or(DescribedPredicate.describe(
                    "java.net sockets",
                    c -> c.getName().matches("java\\.net\\.(Socket|ServerSocket|DatagramSocket|MulticastSocket)")))
            .as("sockets or Netty");

    @ArchTest
    static final ArchRule rule1PackagesHaveNoCycles =
            slices().matching("org.breakwater.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule rule1ModulesDependDownwards = noClasses()
            .that()
            .resideInAPackage("org.breakwater.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.breakwater.sip..",
                    "org.breakwater.registrar..",
                    "org.breakwater.presence..",
                    "org.breakwater.script..",
                    "org.breakwater.media..",
                    "org.breakwater.dns..",
                    "org.breakwater.cluster..",
                    "org.breakwater.daemon..",
                    "org.breakwater.lifeguard..",
                    "org.breakwater.pbx..");

    @ArchTest
    static final ArchRule rule1DnsStandsOnPlatform = noClasses()
            .that()
            .resideInAPackage("org.breakwater.dns..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.breakwater.sip..",
                    "org.breakwater.registrar..",
                    "org.breakwater.script..",
                    "org.breakwater.media..");

    @ArchTest
    static final ArchRule rule1PresenceStandsOnPlatformAndSipStack = classes()
            .that()
            .resideInAPackage("org.breakwater.presence..")
            .and()
            .resideOutsideOfPackage("org.breakwater.presence.calendar..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "java..",
                            "javax.xml..",
                            "org.slf4j..",
                            "org.breakwater.platform..",
                            "org.breakwater.sip..",
                            "org.breakwater.presence..")
                    .or(resideInAnyPackage("io.netty..").as("Netty, which rule 4 keeps in transports")));

    /** Reading calendars brings libraries of its own; publishing what they say is nobody else's business there. */
    @ArchTest
    static final ArchRule rule1CalendarsStandOnPlatformAndPresence = classes()
            .that()
            .resideInAPackage("org.breakwater.presence.calendar..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax.net.ssl..",
                    "org.slf4j..",
                    "com.fasterxml.jackson..",
                    "net.fortuna.ical4j..",
                    "org.quartz..",
                    "org.breakwater.platform..",
                    "org.breakwater.presence.."));

    @ArchTest
    static final ArchRule rule3CalendarLibrariesHaveOneHomeEach = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.breakwater.presence.calendar.ical..", "org.breakwater.presence.calendar.alarm..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("net.fortuna.ical4j..", "org.quartz..");

    @ArchTest
    static final ArchRule rule4CalendarsAreFetchedInOnePackage = noClasses()
            .that()
            .resideInAPackage("org.breakwater.presence..")
            .and()
            .resideOutsideOfPackage("org.breakwater.presence.calendar.http..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.http.HttpClient");

    @ArchTest
    static final ArchRule rule2NobodyImportsADaemon = noClasses()
            .that()
            .resideOutsideOfPackages("org.breakwater.pbx..", "org.breakwater.acceptance..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.breakwater.pbx..");

    @ArchTest
    static final ArchRule rule2NobodyImportsALifeGuard = noClasses()
            .that()
            .resideOutsideOfPackages("org.breakwater.lifeguard..", "org.breakwater.acceptance..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.breakwater.lifeguard..");

    @ArchTest
    static final ArchRule rule3JdbcOnlyInDirectoryAndStores = noClasses()
            .that()
            .resideOutsideOfPackages("org.breakwater.platform.directory..", "..store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "com.zaxxer..", "org.flywaydb..")
            .because("SQL has two homes; others get typed results")
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule rule3HazelcastOnlyInCluster = noClasses()
            .that()
            .resideOutsideOfPackage("org.breakwater.cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.hazelcast..")
            .because("others see ports, and a server that is alone does without it");

    @ArchTest
    static final ArchRule rule3ClusterKnowsNoPbx = noClasses()
            .that()
            .resideInAPackage("org.breakwater.cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.breakwater.sip..", "org.breakwater.registrar..", "org.breakwater.script..");

    @ArchTest
    static final ArchRule rule4SocketsOnlyInTransports = noClasses()
            .that()
            .resideOutsideOfPackages("..transport..", "org.breakwater.dns.serve..", "org.breakwater.platform.control..")
            .should()
            .dependOnClassesThat(NETWORK);

    @ArchTest
    static final ArchRule rule5PurePackagesImportOnlyTheJdkAndOneAnother = classes()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "javax.crypto..", "javax.xml..")
                    .or(resideInAnyPackage(PURE)));

    /** The JDK's XML and nothing else of it: no transformers, no document types, no network behind one's back. */
    @ArchTest
    static final ArchRule rule5XmlIsPulledInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("org.breakwater.presence.xml..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.xml..", "org.w3c.dom..", "org.xml.sax..");

    @ArchTest
    static final ArchRule rule5ZonesAndViewsComputeAndNothingElse = classes()
            .that()
            .resideInAnyPackage("org.breakwater.dns.zone..", "org.breakwater.dns.view..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "org.xbill.DNS..",
                    "org.breakwater.platform.security..",
                    "org.breakwater.dns.zone..",
                    "org.breakwater.dns.view.."));

    @ArchTest
    static final ArchRule rule6TimeOnlyInPlatformTime = noClasses()
            .that()
            .resideOutsideOfPackage("org.breakwater.platform.time..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class, String.class)
            .orShould()
            .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule rule7StaticFieldsAreFinal =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule rule7NoSingletonGetters =
            methods().should().notHaveName("getInstance").allowEmptyShould(true);

    @ArchTest
    static final ArchRule rule7NoManagersHelpersUtils = noClasses()
            .that(alwaysTrue())
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl");

    @ArchTest
    static final ArchRule rule8RunKnowsNoModule = noClasses()
            .that()
            .resideInAnyPackage("org.breakwater.script.run..", "org.breakwater.script.export..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.breakwater.script.module..", "org.breakwater.script.compile..", "org.breakwater.registrar..");
}
