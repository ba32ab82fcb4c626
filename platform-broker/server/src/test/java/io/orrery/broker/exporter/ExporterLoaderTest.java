package io.orrery.broker.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.exporter.api.Exporter;
import io.orrery.exporter.api.ExporterController;
import io.orrery.exporter.api.ExporterSetup;
import io.orrery.exporter.api.Record;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What keeps a broker from starting, in the words that it says then; and what an exporter from a
/// jar sees.
class ExporterLoaderTest {

  @TempDir Path directory;

  private static ExporterSettings settings(String id, String className, @Nullable Path jar) {
    return new ExporterSettings(id, className, jar, Map.of("notebook", id), 1, 1);
  }

  private static List<LoadedExporter> load(ExporterSettings... settings) {
    return ExporterLoader.load(Arrays.asList(settings), InstantSource.system());
  }

  private static void assertRefused(String message, ExporterSettings... settings) {
    assertThatThrownBy(() -> load(settings))
        .isInstanceOf(InvalidExporterException.class)
        .hasMessageContaining(message);
  }

  @Test
  void takesAClassOfTheClassPath() {
    assertThat(load(settings("loaded", RecordingExporter.class.getName(), null))).hasSize(1);
    assertThat(RecordingExporter.notebook("loaded").calls).containsExactly("configure 0");
  }

  @Test
  void refusesTwoWithTheSameId() {
    var one = settings("es", RecordingExporter.class.getName(), null);
    assertRefused("Exporter 'es' cannot be used: there are two with this id", one, one);
    assertRefused(
        "Exporter 'ES' cannot be used: its id differs from 'es' by upper and lower case only",
        one,
        settings("ES", RecordingExporter.class.getName(), null));
  }

  @Test
  void refusesAClassThatIsNotThere() {
    assertRefused("Exporter 'x' cannot be used: no class-name is given", settings("x", " ", null));
    assertRefused(
        "Exporter 'x' cannot be used: there is no class no.Such on the class path",
        settings("x", "no.Such", null));
  }

  @Test
  void refusesAJarThatIsNotThereOrIsNone() throws IOException {
    var missing = directory.resolve("missing.jar");
    assertRefused("Exporter 'x' cannot be used: there is no jar " + missing, jar(missing));
    assertRefused("Exporter 'x' cannot be used: there is no jar " + directory, jar(directory));
    var text = Files.writeString(directory.resolve("text.jar"), "no zip");
    assertRefused("Exporter 'x' cannot be used: %s is no jar".formatted(text), jar(text));
  }

  private static ExporterSettings jar(Path jar) {
    return settings("x", "acme.AcmeExporter", jar);
  }

  @Test
  void refusesAClassThatIsNoExporter() {
    assertRefused(
        "Exporter 'x' cannot be used: class java.lang.String does not implement"
            + " io.orrery.exporter.api.Exporter",
        settings("x", "java.lang.String", null));
  }

  @Test
  void refusesAClassThatCannotBeInstantiated() {
    assertRefused(
        "has no constructor without parameters", settings("x", Demanding.class.getName(), null));
    assertRefused(
        "cannot be instantiated: java.lang.IllegalStateException: not today",
        settings("x", Moody.class.getName(), null));
  }

  @Test
  void refusesWhatTheExporterItselfRefuses() {
    assertRefused(
        "Exporter 'x' cannot be used: it refuses its configuration:"
            + " IllegalArgumentException: no url",
        settings("x", Picky.class.getName(), null));
  }

  @Test
  void refusesABudgetThatIsNone() {
    assertThatThrownBy(() -> new ExporterSettings("x", "a.B", null, Map.of(), 0, 1))
        .hasMessageContaining("lag-budget and max-attempts must be positive, not 0, 1");
  }

  @Test
  void loadsAJarApartFromTheBroker() throws IOException {
    var jar = AcmeJar.build(directory);
    var loaded = load(jar(jar)).getFirst();

    assertThat(loaded.classes()).isNotSameAs(Exporter.class.getClassLoader());
    assertThat(loaded.make(1, InstantSource.system()).exporter()).isInstanceOf(Exporter.class);
  }

  @Test
  void refusesAClassThatIsNotInTheJar() throws IOException {
    var jar = AcmeJar.build(directory);
    assertRefused("there is no class acme.Other in " + jar, settings("x", "acme.Other", jar));
    assertRefused(
        "there is no class " + RecordingExporter.class.getName() + " in " + jar,
        settings("x", RecordingExporter.class.getName(), jar));
  }

  /// An exporter that does nothing.
  private abstract static class Idle implements Exporter {
    @Override
    public void configure(ExporterSetup setup) {}

    @Override
    public void open(ExporterController controller) {}

    @Override
    public void export(Record record) {}
  }

  static final class Demanding extends Idle {
    Demanding(String demand) {
      assertThat(demand).isNotNull();
    }
  }

  static final class Moody extends Idle {
    Moody() {
      throw new IllegalStateException("not today");
    }
  }

  static final class Picky extends Idle {
    @Override
    public void configure(ExporterSetup setup) {
      throw new IllegalArgumentException("no url");
    }
  }
}
