package hubfloor.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The design's dependency rules. A rule that goes red is a design question, not a nuisance. */
class ArchitectureTest {
    private static final JavaClasses HUBFLOOR = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("hubfloor");

    private static final String[] PURE = {
        "hubfloor.config.model",
        "hubfloor.parcel",
        "hubfloor.epc",
        "hubfloor.advice",
        "hubfloor.reader",
        "hubfloor.reader.llrp",
        "hubfloor.reader.driver",
        "hubfloor.fusion",
        "hubfloor.container",
        "hubfloor.wall",
        "hubfloor.event",
        "hubfloor.access",
        "hubfloor.delivery",
        "hubfloor.epcis",
        "hubfloor.sorter.core",
        "hubfloor.sorter.event",
        "hubfloor.sorter.tracking",
        "hubfloor.sorter.decision",
        "hubfloor.sorter.story",
        "hubfloor.sorter.record",
        "hubfloor.sorter.divert",
        "hubfloor.sim.model"
    };
    private static final String[] PURE_JDK = {
        "java.lang",
        "java.lang.invoke",
        "java.lang.runtime",
        "java.math",
        "java.nio.charset",
        "java.nio.file",
        "java.security", // MessageDigest; SecureRandom is caught below
        "java.time",
        "java.time.format",
        "java.time.temporal",
        "java.util",
        "java.util.function",
        "java.util.stream",
        "org.jspecify.annotations"
    };

    @Test
    void pureCoreUsesOnlyItselfAndTheBasicPackages() {
        DescribedPredicate<JavaClass> allowed =
                resideInAnyPackage(PURE).or(resideInAnyPackage(PURE_JDK)).or(primitive());
        noClasses()
                .that(resideInAnyPackage(PURE))
                .should()
                .dependOnClassesThat(not(allowed))
                .because("the core must be testable with a table: no I/O, no clock, no threads, no library")
                .check(HUBFLOOR);
    }

    @Test
    void onlyTheClockAdapterReadsTimeOrChance() {
        Set<String> forbidden =
                Set.of("nanoTime", "currentTimeMillis", "now", "sleep", "randomUUID", "random", "current", "nextBytes");
        Set<String> owners = Set.of(
                "java.lang.System",
                "java.lang.Thread",
                "java.lang.Math",
                "java.time.Instant",
                "java.time.LocalDate",
                "java.time.LocalDateTime",
                "java.time.ZonedDateTime",
                "java.time.OffsetDateTime",
                "java.util.UUID",
                "java.util.Random",
                "java.util.concurrent.ThreadLocalRandom",
                "java.security.SecureRandom");
        DescribedPredicate<JavaAccess<?>> readsTime = DescribedPredicate.describe(
                "reads time or chance",
                access -> owners.contains(access.getTargetOwner().getName())
                        && (forbidden.contains(access.getTarget().getName())
                                || (access.getTarget().getName().equals("<init>")
                                        && access.getTargetOwner().getName().endsWith("Random"))));
        noClasses()
                .that(not(resideInAPackage("hubfloor.adapter.clock")))
                .should(accessTargetWhere(readsTime))
                .because("time and chance come in as arguments, so that every run can be repeated")
                .check(HUBFLOOR);
    }

    @Test
    void eachLibraryStaysInItsAdapter() {
        record Home(String library, List<String> packages) {}
        for (Home home : List.of(
                new Home("com.fazecast..", List.of("hubfloor.adapter.serial")),
                new Home("com.pi4j..", List.of("hubfloor.adapter.gpio")),
                new Home("org.eclipse.paho..", List.of("hubfloor.adapter.mqtt")),
                new Home("org.apache.activemq..", List.of("hubfloor.adapter.broker")),
                new Home("java.sql..", List.of("hubfloor.adapter.sqlite", "hubfloor.adapter.postgres")),
                new Home("org.postgresql..", List.of("hubfloor.adapter.postgres")),
                new Home("org.sqlite..", List.of("hubfloor.adapter.sqlite")),
                new Home("com.fasterxml..", List.of("hubfloor.adapter.json")),
                new Home("org.snakeyaml..", List.of("hubfloor.config.load")),
                new Home("com.sun.net.httpserver..", List.of("hubfloor.adapter.web")),
                new Home(
                        "java.lang.foreign..",
                        List.of(
                                "hubfloor.adapter.pty",
                                "hubfloor.adapter.clock",
                                "hubfloor.adapter.gpio",
                                "hubfloor.adapter.systemd")),
                new Home("picocli..", List.of("hubfloor.main")))) {
            noClasses()
                    .that(not(resideInAnyPackage(home.packages().toArray(new String[0]))))
                    .should()
                    .dependOnClassesThat(resideInAPackage(home.library()))
                    .because("a library must be replaceable by rewriting one package")
                    .check(HUBFLOOR);
        }
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        slices().matching("hubfloor.adapter.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(resideInAPackage("hubfloor.adapter.."), resideInAPackage("hubfloor.adapter.clock"))
                .ignoreDependency(resideInAPackage("hubfloor.adapter.."), resideInAPackage("hubfloor.adapter.tls"))
                .because("each can then be thrown away alone; the clock and TLS are everybody's")
                .check(HUBFLOOR);
    }

    @Test
    void onlyTheWiringKnowsAdapters() {
        noClasses()
                .that(not(resideInAnyPackage("hubfloor.adapter..", "hubfloor..main..", "hubfloor.demo..")))
                .should()
                .dependOnClassesThat(resideInAPackage("hubfloor.adapter.."))
                .because("everything else works on ports and can run on simulated twins")
                .check(HUBFLOOR);
        noClasses()
                .that(not(resideInAnyPackage("hubfloor.config.load", "hubfloor..main..", "hubfloor.demo..")))
                .should()
                .dependOnClassesThat(resideInAPackage("hubfloor.config.load.."))
                .because("a device sees only config that was already checked")
                .check(HUBFLOOR);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("hubfloor.(**)").should().beFreeOfCycles().check(HUBFLOOR);
    }

    @Test
    void portsAreInterfacesRecordsEnumsAndTheirExceptions() {
        DescribedPredicate<JavaClass> contract = DescribedPredicate.describe(
                "interface, record, enum or exception",
                c -> c.isInterface() || c.isRecord() || c.isEnum() || c.isAssignableTo(Exception.class));
        classes()
                .that(resideInAPackage("hubfloor.port"))
                .and(not(simpleNameEndingWith("package-info")))
                .should(com.tngtech.archunit.lang.conditions.ArchConditions.be(contract))
                .check(HUBFLOOR);
    }

    @Test
    void noTypeHidesBehindAnEmptyName() {
        for (String word : List.of("Util", "Utils", "Helper", "Manager", "Impl", "Data", "Info")) {
            noClasses().should().haveSimpleNameEndingWith(word).check(HUBFLOOR);
        }
    }

    @Test
    void everyPackageTheRulesNameExists() {
        for (String name : PURE) {
            assertThat(HUBFLOOR.stream().filter(c -> c.getPackageName().equals(name)))
                    .as("classes in %s", name)
                    .isNotEmpty();
        }
    }

    private static DescribedPredicate<JavaClass> primitive() {
        return DescribedPredicate.describe(
                "primitive or array of one", c -> c.getBaseComponentType().isPrimitive());
    }
}
