package io.orrery.broker.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/// A jar with an exporter of somebody else, which refuses to work if it can see the broker.
final class AcmeJar {

  private static final String CODE =
      """
      package acme;

      import io.orrery.exporter.api.Exporter;
      import io.orrery.exporter.api.ExporterSetup;
      import io.orrery.exporter.api.ExporterController;
      import io.orrery.exporter.api.Record;

      public final class AcmeExporter implements Exporter {
        public void configure(ExporterSetup setup) throws Exception {
          setup.logger().debug("partition {}", setup.partitionId());
          for (String hidden : new String[] {
              "io.orrery.broker.LocalBrokers", "org.springframework.core.env.Environment"}) {
            try {
              Class.forName(hidden);
              throw new IllegalStateException("I can see " + hidden);
            } catch (ClassNotFoundException e) {
              // as it should be
            }
          }
          if (Thread.currentThread().getContextClassLoader() != getClass().getClassLoader()) {
            throw new IllegalStateException("not my class loader");
          }
        }

        public void open(ExporterController controller) {}

        public void export(Record record) {}
      }
      """;

  private AcmeJar() {}

  static Path build(Path directory) throws IOException {
    var source = Files.writeString(directory.resolve("AcmeExporter.java"), CODE);
    var classes = Files.createDirectories(directory.resolve("classes"));
    var result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                source.toString());
    assertThat(result).isZero();
    var jar = directory.resolve("acme.jar");
    var name = "acme/AcmeExporter.class";
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(name));
      out.write(Files.readAllBytes(classes.resolve(name)));
      out.closeEntry();
    }
    return jar;
  }
}
