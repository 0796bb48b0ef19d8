package hubfloor.main;

import hubfloor.adapter.json.EpcisDocument;
import hubfloor.adapter.sqlite.StoreInUse;
import hubfloor.adapter.sqlite.StoreRefused;
import hubfloor.adapter.sqlite.StoreUnavailable;
import hubfloor.config.model.ExitCode;
import hubfloor.epcis.DocumentCheck;
import hubfloor.epcis.EpcisEvents;
import hubfloor.epcis.HubUris;
import hubfloor.ledger.LedgerArchive;
import hubfloor.ledger.LedgerStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Hands central's record to partners in the words of EPCIS 2.0, and judges such documents, whoever wrote them. */
@Command(
        name = "epcis",
        description = {
            "Write what a ledger holds of a hub as one EPCIS 2.0 document (JSON-LD), or check such a document.",
            "A ledger on a file must be stopped meanwhile; devices keep what it has not receipted. One on PostgreSQL may"
                    + " go on. The same ledger gives the same bytes, and an event has the same eventID in every document."
        },
        mixinStandardHelpOptions = true)
final class EpcisCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = "the ledger's SQLite file, or jdbc:postgresql://HOST[:PORT]/DATABASE?user=NAME")
    private @Nullable String store;

    @Option(
            names = "--check",
            paramLabel = "FILE",
            description = "judge this document instead, or standard input for -; every problem at once, where it is")
    private @Nullable Path check;

    @Option(
            names = "--hub-url",
            paramLabel = "URL",
            description = "https address under which the hub names events, parcels without a GS1 key, and places")
    private @Nullable String hubUrl;

    @Option(names = "--hub", paramLabel = "NAME", description = "which hub, where the ledger has heard of several")
    private @Nullable String hub;

    @Option(names = "--gln", paramLabel = "GLN13", defaultValue = "", description = "the hub's GLN, to name places by")
    private String gln;

    @Option(
            names = "--offset",
            paramLabel = "ZONE",
            defaultValue = "+00:00",
            description = "the hub's time zone: +08:00, or Europe/Brussels where summer time counts (${DEFAULT-VALUE})")
    private String offset;

    @Option(
            names = "--scan-step",
            paramLabel = "STEP",
            defaultValue = "arriving",
            description = "the business step of a scan at a station: arriving, receiving, ... (${DEFAULT-VALUE})")
    private String scanStep;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "only what the ledger stored at this time or later, 2026-11-22T00:00:00Z: a document's creationDate"
                            + " is a good next --since")
    private @Nullable String since;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "where to; there at once or not at all (standard output)")
    private @Nullable Path out;

    @Override
    public Integer call() throws Stopped {
        if (check != null && store == null) {
            return judge(check).code();
        }
        if (store != null && check == null) {
            return export(store).code();
        }
        throw new Stopped(
                ExitCode.USAGE, "Name either the ledger with --store STORE, or a document with --check FILE.");
    }

    private ExitCode export(String from) throws Stopped {
        try (LedgerArchive ledger = open(from)) {
            String one = oneHub(ledger.hubs());
            Optional<Instant> newest = ledger.newest(one);
            if (newest.isEmpty()) {
                throw new Stopped(ExitCode.FAILED, "The ledger holds no event of " + one + " yet.");
            }
            EpcisExport export = new EpcisExport(ledger, one, events(one), instant());
            write(export, newest.get());
            PrintWriter err = spec.commandLine().getErr();
            err.println(export.words());
            err.flush();
            return export.whole() ? ExitCode.OK : ExitCode.FAILED;
        } catch (StoreInUse e) {
            throw new Stopped(ExitCode.STORE_IN_USE, String.valueOf(e.getMessage()));
        } catch (StoreRefused | StoreUnavailable | LedgerStore.Away | IllegalStateException e) {
            throw new Stopped(ExitCode.STORE_FAILED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Stopped(ExitCode.FAILED, "The document cannot be written: " + e.getMessage());
        }
    }

    private static LedgerArchive open(String store) throws Stopped, StoreInUse, StoreRefused, StoreUnavailable {
        try {
            return LedgerStores.archive(store);
        } catch (IllegalArgumentException e) {
            throw new Stopped(ExitCode.USAGE, "--store: " + e.getMessage());
        }
    }

    /** One document is about one hub: its address, its GLN, its time zone. */
    private String oneHub(List<String> hubs) throws Stopped {
        if (hubs.isEmpty()) {
            throw new Stopped(ExitCode.FAILED, "The ledger holds no event yet.");
        }
        if (hub != null && !hubs.contains(hub)) {
            throw new Stopped(
                    ExitCode.USAGE, "The ledger knows no hub of this name, only " + String.join(", ", hubs) + ".");
        }
        if (hub == null && hubs.size() > 1) {
            throw new Stopped(
                    ExitCode.USAGE,
                    "The ledger holds events of " + String.join(", ", hubs) + ": choose one with --hub NAME.");
        }
        return hub == null ? hubs.getFirst() : hub;
    }

    private EpcisEvents events(String one) throws Stopped {
        String address = hubUrl;
        if (address == null) {
            address = "https://" + one + ".invalid";
            spec.commandLine()
                    .getErr()
                    .println("Names are made under " + address + ", which nobody can own: give the hub's own --hub-url"
                            + " before anybody else reads them.");
        }
        try {
            return new EpcisEvents(new HubUris(address, gln), zone(), scanStep);
        } catch (IllegalArgumentException e) {
            throw new Stopped(ExitCode.USAGE, "Not usable: " + e.getMessage() + ".");
        }
    }

    private ZoneId zone() throws Stopped {
        try {
            return ZoneId.of(offset);
        } catch (DateTimeException e) {
            throw new Stopped(
                    ExitCode.USAGE, "--offset takes +08:00, or the name of a zone such as Asia/Kuala_Lumpur.");
        }
    }

    private Instant instant() throws Stopped {
        try {
            return since == null ? Instant.MIN : OffsetDateTime.parse(since).toInstant();
        } catch (DateTimeException e) {
            throw new Stopped(
                    ExitCode.USAGE,
                    "--since takes a time with an offset, 2026-11-22T00:00:00Z or 2026-11-22T08:00:00+08:00.");
        }
    }

    private void write(EpcisExport export, Instant createdAt) throws IOException {
        if (out == null) {
            export.writeTo(System.out, createdAt);
            if (System.out.checkError()) {
                throw new IOException("standard output was closed");
            }
            return;
        }
        Path whole = out.toAbsolutePath();
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            try (OutputStream file = Files.newOutputStream(part)) {
                export.writeTo(file, createdAt);
            }
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private ExitCode judge(Path file) throws Stopped {
        DocumentCheck judge = new DocumentCheck();
        PrintWriter words = spec.commandLine().getOut();
        boolean standard = file.toString().equals("-");
        String broken = "";
        try (InputStream in = standard ? System.in : Files.newInputStream(file)) {
            EpcisDocument.read(in, judge);
        } catch (NoSuchFileException e) {
            throw new Stopped(ExitCode.FAILED, "There is no file " + file + ".");
        } catch (IOException e) {
            broken = file + " is no readable JSON document: " + e.getMessage();
        }
        judge.problems().forEach(words::println);
        if (judge.problemCount() > judge.problems().size()) {
            words.println("... and " + (judge.problemCount() - judge.problems().size()) + " more");
        }
        if (!judge.comparedAll()) {
            words.println("So many events: the last ones' eventIDs were not compared with each other.");
        }
        if (broken.isEmpty()) {
            words.println(file + ": " + judge.eventCount() + (judge.eventCount() == 1 ? " event, " : " events, ")
                    + (judge.problemCount() == 0 ? "good" : judge.problemCount() + " wrong"));
        }
        words.flush();
        if (!broken.isEmpty()) {
            throw new Stopped(ExitCode.FAILED, broken);
        }
        return judge.problemCount() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
}
