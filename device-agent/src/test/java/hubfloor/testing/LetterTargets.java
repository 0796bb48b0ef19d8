package hubfloor.testing;

import hubfloor.adapter.json.EpcisDocument;
import hubfloor.adapter.json.JsonTree;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.json.OccurrenceJson;
import hubfloor.advice.NewsLetter;
import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.PlanFile;
import hubfloor.config.load.ProfileFile;
import hubfloor.contract.ContractFiles;
import hubfloor.contract.SchemaCheck;
import hubfloor.epcis.DocumentCheck;
import hubfloor.epcis.EpcisEvents;
import hubfloor.epcis.HubUris;
import hubfloor.event.ReceivedEvent;
import hubfloor.port.WireFormat;
import hubfloor.port.WireFormat.Malformed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Messages of the contract, and documents that people hand in. */
final class LetterTargets {
    /** A document has no end of its own that is worth a bound; it may cost 1 MiB for each so many bytes. */
    private static final int DOCUMENT_MAX = 8 * 1024;

    private static final WireFormat WIRE = new JsonWireFormat();

    private LetterTargets() {}

    static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget("messages", LetterTargets::messages),
                new FuzzTarget("news", LetterTargets::news),
                new FuzzTarget("contract", LetterTargets::contract),
                new FuzzTarget("epcis-events", LetterTargets::epcisEvents),
                new FuzzTarget("epcis-document", LetterTargets::epcisDocument),
                new FuzzTarget("device-file", bytes -> DeviceFile.loadText("d.yaml", bytes, Path.of("/etc"))),
                new FuzzTarget("plan-file", bytes -> PlanFile.loadText("p.yaml", bytes, null)),
                new FuzzTarget("profile-file", bytes -> ProfileFile.loadText("s.yaml", bytes)));
    }

    private interface Reading {
        Object read(byte[] bytes) throws Malformed;
    }

    /** Everything that is read off a topic; what is refused is refused by {@code Malformed} alone. */
    private static void messages(byte[] bytes) {
        List<Reading> readings = List.of(
                letter -> WIRE.readData(WIRE.readEvent(letter)),
                WIRE::readState,
                WIRE::readReceipt,
                WIRE::readReplayRequest,
                WIRE::readFlat,
                WIRE::gone);
        for (Reading reading : readings) {
            try {
                reading.read(bytes);
            } catch (Malformed refused) {
                FuzzTarget.requireWords(refused);
            }
        }
    }

    /** What central tells of parcels: read, and what was read is written and read the same. */
    private static void news(byte[] bytes) {
        try {
            NewsLetter letter = WIRE.readNews(bytes);
            NewsLetter again = WIRE.readNews(WIRE.news(letter));
            if (!again.parcels().equals(letter.parcels())) {
                throw new IllegalStateException("what is written is read differently");
            }
        } catch (Malformed refused) {
            FuzzTarget.requireWords(refused);
        }
    }

    /** A message of a device or central under test, against every schema of the contract. */
    private static void contract(byte[] bytes) {
        try {
            Map<String, Object> tree = JsonTree.readStrict(bytes, 64 * 1024);
            for (String name : Contract.SCHEMAS) {
                Contract.CHECK.fault(name, tree);
            }
        } catch (Malformed refused) {
            FuzzTarget.requireWords(refused);
        }
    }

    /** Made at the first use. */
    private static final class Contract {
        private static final ContractFiles FILES = new ContractFiles(JsonTree::read);
        private static final SchemaCheck CHECK = new SchemaCheck(FILES::tree);
        private static final List<String> SCHEMAS = FILES.files().keySet().stream()
                .filter(name -> name.endsWith(".schema.json"))
                .toList();
    }

    /** An event that a ledger took from a device, told to partners: what is told keeps the rules. */
    private static void epcisEvents(byte[] bytes) {
        EpcisEvents events =
                new EpcisEvents(new HubUris("https://hub.example", "9521141123454"), ZoneOffset.ofHours(8), "arriving");
        try {
            ReceivedEvent event = WIRE.readEvent(bytes);
            events.tell(OccurrenceJson.read(event, Instant.EPOCH)).ifPresent(told -> {
                DocumentCheck check = new DocumentCheck();
                check.event(0, told);
                if (check.problemCount() > 0) {
                    throw new IllegalStateException(told + ": " + check.problems());
                }
            });
        } catch (Malformed refused) {
            FuzzTarget.requireWords(refused);
        }
    }

    private static void epcisDocument(byte[] bytes) {
        byte[] document = Arrays.copyOf(bytes, Math.min(bytes.length, DOCUMENT_MAX));
        try {
            EpcisDocument.read(new ByteArrayInputStream(document), new DocumentCheck());
        } catch (IOException refused) {
            FuzzTarget.requireWords(refused);
        }
    }
}
