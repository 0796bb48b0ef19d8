package hubfloor.config.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Turns YAML text into nodes with places, from the parser's events, so that nothing is built, resolved or expanded by
 * a library. Anchors, aliases, tags, a second document and nesting past {@value #DEEPEST} are refused: a device file
 * needs none of them, and each has hidden a surprise somewhere. One use, one thread.
 */
final class NodeReader {
    private static final int DEEPEST = 16;

    private final Problems problems;
    private final Deque<Frame> open = new ArrayDeque<>();
    private @Nullable Node root;
    private int documents;
    private boolean stopped;

    private NodeReader(Problems problems) {
        this.problems = problems;
    }

    /** What could be read, even when the text breaks off; null when there was nothing. */
    static @Nullable Node read(String text, Problems problems) {
        NodeReader reader = new NodeReader(problems);
        reader.run(text);
        if (reader.root == null && problems.isEmpty()) {
            problems.add(1, 1, "", "an empty file", "a map of keys; see device.reference.yaml");
        }
        return reader.root;
    }

    private void run(String text) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(SourceText.MOST_BYTES).build();
        Iterator<Event> events = new Parse(settings).parseString(text).iterator();
        Event event = next(events);
        while (event != null && !stopped) {
            take(event);
            event = stopped ? null : next(events);
        }
        while (!open.isEmpty()) {
            close(false);
        }
    }

    // A parser fault on hostile text must refuse the file, not end the program: so every unchecked exception of the
    // library's next() counts as "not YAML".
    private @Nullable Event next(Iterator<Event> events) {
        try {
            return events.hasNext() ? events.next() : null;
        } catch (MarkedYamlEngineException e) {
            Mark at = e.getProblemMark().or(e::getContextMark).orElse(null);
            String context = e.getContext() == null ? "" : " " + e.getContext();
            unparsable(at, Problems.escaped(e.getProblem() + context, 200));
        } catch (RuntimeException e) {
            unparsable(null, Problems.escaped(String.valueOf(e.getMessage()), 200));
        }
        return null;
    }

    private void unparsable(@Nullable Mark at, String words) {
        int line = at == null ? 1 : at.getLine() + 1;
        int column = at == null ? 1 : at.getColumn() + 1;
        problems.add(line, column, open.isEmpty() ? "" : open.peek().path, "text that is not YAML: " + words, "YAML");
    }

    private void take(Event event) {
        int line = event.getStartMark().map(Mark::getLine).orElse(0) + 1;
        int column = event.getStartMark().map(Mark::getColumn).orElse(0) + 1;
        switch (event) {
            case DocumentStartEvent start -> startDocument(start, line, column);
            case AliasEvent alias -> {
                problems.add(line, column, path(), "an alias (*)", "the value itself, written out");
                put(new Node.Reported(line, column));
            }
            case ScalarEvent scalar -> {
                refuseAnchorAndTag(scalar, scalar.getTag(), line, column);
                put(new Node.Scalar(line, column, scalar.getValue(), scalar.isPlain()));
            }
            case CollectionStartEvent start -> {
                refuseAnchorAndTag(start, start.getTag(), line, column);
                if (open.size() == DEEPEST) {
                    problems.add(line, column, path(), "more than 16 levels", "at most 16 levels");
                    stopped = true;
                } else {
                    open.push(new Frame(line, column, start instanceof MappingStartEvent, path()));
                }
            }
            case CollectionEndEvent end -> close(true);
            default -> {}
        }
    }

    private void startDocument(DocumentStartEvent start, int line, int column) {
        documents++;
        if (documents > 1) {
            problems.add(line, column, "", "a second document", "one document per file");
            stopped = true;
        } else if (!start.getTags().isEmpty()) {
            problems.add(line, column, "", "a %TAG directive", "no tags");
        } else if (start.getSpecVersion().isPresent()
                && start.getSpecVersion().get().getMinor() != 2) {
            problems.add(line, column, "", "a %YAML directive", "YAML 1.2");
        }
    }

    private void refuseAnchorAndTag(NodeEvent event, Optional<String> tag, int line, int column) {
        if (event.getAnchor().isPresent()) {
            problems.add(line, column, path(), "an anchor (&)", "the value itself, without a name");
        }
        if (tag.isPresent()) {
            problems.add(line, column, path(), "the tag " + Problems.quoted(tag.get()), "no tags");
        }
    }

    private String path() {
        Frame top = open.peek();
        return top == null ? "" : top.childPath();
    }

    private void close(boolean complete) {
        Frame done = open.pop();
        put(done.node(complete));
    }

    private void put(Node node) {
        Frame top = open.peek();
        if (top == null) {
            root = node;
        } else {
            top.put(node, problems);
        }
    }

    /** A collection whose end has not been seen. In a map, names and values come alternately. */
    private static final class Frame {
        private final int line;
        private final int column;
        private final boolean map;
        private final String path;
        private final List<Node> items = new ArrayList<>();
        private final List<Node.Entry> entries = new ArrayList<>();
        private final Map<String, Integer> lineOf = new HashMap<>();
        private @Nullable Node key;

        Frame(int line, int column, boolean map, String path) {
            this.line = line;
            this.column = column;
            this.map = map;
            this.path = path;
        }

        String childPath() {
            if (!map) {
                return path + "[" + items.size() + "]";
            }
            return key instanceof Node.Scalar name ? KeyReader.join(path, Problems.escaped(name.text(), 60)) : path;
        }

        void put(Node node, Problems problems) {
            if (!map) {
                items.add(node);
            } else if (key == null) {
                key = node;
            } else {
                putEntry(key, node, problems);
                key = null;
            }
        }

        private void putEntry(Node name, Node value, Problems problems) {
            if (!(name instanceof Node.Scalar word)) {
                if (!(name instanceof Node.Reported)) {
                    problems.add(name, path, name.words() + " as a key", "a word as a key");
                }
                return;
            }
            Integer first = lineOf.putIfAbsent(word.text(), word.line());
            if (first != null) {
                String found = "the key " + Problems.quoted(word.text()) + " again";
                problems.add(
                        word, KeyReader.join(path, word.text()), found, "each key once (first on line " + first + ")");
                return;
            }
            entries.add(new Node.Entry(word.line(), word.column(), word.text(), value));
        }

        Node node(boolean complete) {
            return map
                    ? new Node.Mapping(line, column, entries, complete)
                    : new Node.Sequence(line, column, items, complete);
        }
    }
}
