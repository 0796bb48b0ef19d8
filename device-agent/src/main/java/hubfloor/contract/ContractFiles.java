package hubfloor.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The contract's files as shipped: the AsyncAPI 3 document {@value #DOCUMENT}, the JSON Schemas it refers to and the
 * programs it names under {@code info.x-examples}. Read once, never changed; any thread.
 */
public final class ContractFiles {
    public static final String DOCUMENT = "asyncapi.json";
    private static final String PLACE = "/hubfloor/contract/";

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> trees = new LinkedHashMap<>();

    /**
     * @param json reads one of the files as a tree
     * @throws IllegalStateException where a file that the document refers to is missing: the program is not whole
     */
    public ContractFiles(Function<byte[], Map<String, Object>> json) {
        load(DOCUMENT, json);
        Set<String> named = new TreeSet<>();
        references(document(), named);
        named.forEach(name -> load(name, json));
        examples().keySet().forEach(name -> files.put(name, bytes(name)));
    }

    /** By name, {@code data/scan.read.v1.schema.json}; the document comes first. */
    public Map<String, byte[]> files() {
        return Collections.unmodifiableMap(files);
    }

    public Map<String, Object> document() {
        return tree(DOCUMENT);
    }

    /** What each example shows, by its file's name. */
    public Map<String, String> examples() {
        Map<String, String> examples = new LinkedHashMap<>();
        if (document().get("info") instanceof Map<?, ?> info && info.get("x-examples") instanceof Iterable<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> example) {
                    examples.put(String.valueOf(example.get("file")), String.valueOf(example.get("says")));
                }
            }
        }
        return examples;
    }

    /** @throws IllegalArgumentException for a schema the contract does not have */
    public Map<String, Object> tree(String name) {
        Map<String, Object> tree = trees.get(name);
        if (tree == null) {
            throw new IllegalArgumentException("the contract has no file " + name);
        }
        return tree;
    }

    /** Writes every file and the page {@code index.html} below a folder, which is made; files of the same names go. */
    public void writeTo(Path folder, String page) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path to = folder.resolve(file.getKey());
            Files.createDirectories(to.toAbsolutePath().getParent());
            Files.write(to, file.getValue());
        }
        Files.writeString(folder.resolve("index.html"), page);
    }

    private void load(String name, Function<byte[], Map<String, Object>> json) {
        byte[] bytes = bytes(name);
        files.put(name, bytes);
        trees.put(name, json.apply(bytes));
    }

    private static byte[] bytes(String name) {
        try (InputStream in = ContractFiles.class.getResourceAsStream(PLACE + name)) {
            if (in == null) {
                throw new IllegalStateException("the contract's file is missing: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void references(Object value, Set<String> into) {
        if (value instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference && !reference.startsWith("#")) {
                into.add(reference);
            }
            map.values().forEach(member -> references(member, into));
        } else if (value instanceof Iterable<?> list) {
            list.forEach(item -> references(item, into));
        }
    }
}
