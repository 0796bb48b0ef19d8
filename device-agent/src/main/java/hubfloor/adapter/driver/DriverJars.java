package hubfloor.adapter.driver;

import hubfloor.reader.ReaderDriver;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;

/**
 * Loads drivers from the jars of one directory: each jar names its {@link ReaderDriver} classes in
 * {@code META-INF/services/hubfloor.reader.ReaderDriver}. The jars run with the rights of this program, so the directory
 * belongs to the administrator. They stay loaded until the program ends.
 */
public final class DriverJars {
    /** More jars than this are a wrong directory. */
    static final int JARS_MAX = 64;

    private DriverJars() {}

    /**
     * The drivers of all jars, in the order of the jars' names.
     *
     * @throws IOException when the directory or a jar cannot be read, or a jar's driver cannot be made; says which
     */
    public static List<ReaderDriver> load(Path directory) throws IOException {
        TreeSet<Path> jars = new TreeSet<>();
        if (!Files.isDirectory(directory)) {
            throw new IOException(directory + " is no directory; drivers: must name the one with the vendors' jars");
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.jar")) {
            found.forEach(jars::add);
        }
        if (jars.size() > JARS_MAX) {
            throw new IOException(directory + " holds more than " + JARS_MAX + " jars; is it the right directory?");
        }
        List<ReaderDriver> drivers = new ArrayList<>();
        for (Path jar : jars) {
            load(jar, drivers);
        }
        return drivers;
    }

    @SuppressWarnings("resource") // a driver may load classes as long as it lives, which is as long as the program
    private static void load(Path jar, List<ReaderDriver> into) throws IOException {
        try {
            URLClassLoader loader =
                    new URLClassLoader(jar.toString(), new URL[] {url(jar)}, ReaderDriver.class.getClassLoader());
            int before = into.size();
            for (ReaderDriver driver : ServiceLoader.load(ReaderDriver.class, loader)) {
                if (loader.equals(driver.getClass().getClassLoader())) {
                    into.add(driver);
                }
            }
            if (into.size() == before) {
                throw new IOException(jar + " has no driver: META-INF/services/" + ReaderDriver.class.getName()
                        + " must name a class in it");
            }
        } catch (ServiceConfigurationError | LinkageError broken) {
            throw new IOException("the driver in " + jar + " cannot be loaded: " + broken.getMessage(), broken);
        }
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }
}
