package hubfloor.config.load;

import hubfloor.config.model.ScannerProfile;
import java.nio.file.Path;

/**
 * Reads a scanner profile from a file of its own, for trying one out before it goes into a device file. Takes the keys
 * of {@code scanners[].profile}, spelled with {@code -} or {@code _}, as YAML or JSON. Any thread.
 */
public final class ProfileFile {
    private ProfileFile() {}

    public static Loaded<ScannerProfile> load(Path file) {
        Problems problems = new Problems(file.toString());
        byte[] bytes = SourceText.bytes(file, problems);
        return bytes == null ? problems.refusal() : load(problems, bytes);
    }

    public static Loaded<ScannerProfile> loadText(String name, byte[] bytes) {
        return load(new Problems(name), bytes);
    }

    private static Loaded<ScannerProfile> load(Problems problems, byte[] bytes) {
        String text = SourceText.decode(bytes, problems);
        Node root = text == null ? null : NodeReader.read(text, problems);
        if (root == null) {
            return problems.refusal();
        }
        Object read = new KeyReader(problems, Path.of(""), true).read(root, ProfileKeys.NAME_OR_PROFILE, "");
        if (read instanceof Values values) {
            new DeviceRules(problems).profile(values);
        }
        if (read == null || !problems.isEmpty()) {
            return problems.refusal();
        }
        return new Loaded.Accepted<>(
                read instanceof Values values ? DeviceBuilder.profile(values) : DeviceBuilder.named((String) read));
    }
}
