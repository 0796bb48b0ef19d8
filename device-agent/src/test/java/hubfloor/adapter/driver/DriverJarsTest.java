package hubfloor.adapter.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.reader.ReaderDriver;
import hubfloor.reader.ReaderMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vendor's driver, compiled and packed here as a vendor would, is found, made and used. */
class DriverJarsTest {
    private static final String SOURCE = """
            package acme;
            import hubfloor.reader.*;
            public final class AcmeDriver implements ReaderDriver {
                public String protocol() { return "acme-9"; }
                public ReaderCodec codec(java.util.Map<String, String> options) {
                    return new ReaderCodec() {
                        public void opened(ReaderOutput out) {}
                        public void feed(byte[] bytes, int length, ReaderOutput out) {
                            out.message(new ReaderMessage.Reply(options.get("word"), true));
                        }
                        public void silence(ReaderOutput out) {}
                        public boolean pending() { return false; }
                        public void command(ReaderCommand command, ReaderOutput out) {}
                    };
                }
            }
            """;
    private static final String SERVICE = "META-INF/services/hubfloor.reader.ReaderDriver";

    @TempDir
    Path dir;

    private void jar(String name, String service) throws IOException {
        Path source = Files.createDirectories(dir.resolve("src/acme")).resolve("AcmeDriver.java");
        Files.writeString(source, SOURCE);
        Path classes = Files.createDirectories(dir.resolve("classes"));
        String path = Path.of(ReaderDriver.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", path, "-d", classes.toString(), source.toString());
        assertThat(failed).isZero();
        Path jars = Files.createDirectories(dir.resolve("jars"));
        try (OutputStream out = Files.newOutputStream(jars.resolve(name));
                JarOutputStream jar = new JarOutputStream(out);
                Stream<Path> files = Files.list(classes.resolve("acme"))) {
            for (Path file : files.toList()) {
                jar.putNextEntry(new JarEntry("acme/" + file.getFileName()));
                Files.copy(file, jar);
                jar.closeEntry();
            }
            if (!service.isEmpty()) {
                jar.putNextEntry(new JarEntry(SERVICE));
                jar.write(service.getBytes(StandardCharsets.UTF_8));
                jar.closeEntry();
            }
        }
    }

    @Test
    void driverInAJarIsFoundAndSpeaks() throws IOException {
        jar("acme.jar", "acme.AcmeDriver\n");
        List<ReaderDriver> drivers = DriverJars.load(dir.resolve("jars"));
        assertThat(drivers).singleElement().extracting(ReaderDriver::protocol).isEqualTo("acme-9");
        List<ReaderMessage> said = new ArrayList<>();
        drivers.getFirst().codec(Map.of("word", "hello")).feed(new byte[1], 1, said::add);
        assertThat(said).containsExactly(new ReaderMessage.Reply("hello", true));
    }

    @Test
    void jarThatCannotDriveIsNamed() throws IOException {
        jar("acme.jar", "acme.Nobody\n");
        assertThatThrownBy(() -> DriverJars.load(dir.resolve("jars")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("acme.jar cannot be loaded");
        jar("acme.jar", "");
        assertThatThrownBy(() -> DriverJars.load(dir.resolve("jars"))).hasMessageContaining("has no driver");
        assertThatThrownBy(() -> DriverJars.load(dir.resolve("nowhere"))).hasMessageContaining("is no directory");
    }
}
