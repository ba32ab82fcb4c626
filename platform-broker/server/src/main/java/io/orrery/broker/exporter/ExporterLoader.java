package io.orrery.broker.exporter;

import io.orrery.exporter.api.Exporter;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;

/// Finds the classes of exporters and has each check its configuration, so that what cannot work is
/// said at the start and not in the night.
public final class ExporterLoader {

  private ExporterLoader() {}

  /// @throws InvalidExporterException names the first exporter that cannot be used, and the reason
  public static List<LoadedExporter> load(List<ExporterSettings> configured, InstantSource clock) {
    checkIds(configured);
    var loaded = new ArrayList<LoadedExporter>();
    for (var each : configured) {
      var settings = KnownElsewhere.translate(each);
      var found = new LoadedExporter(settings, find(settings));
      found.make(0, clock);
      loaded.add(found);
    }
    return List.copyOf(loaded);
  }

  private static void checkIds(List<ExporterSettings> configured) {
    var seen = new HashMap<String, String>();
    for (var each : configured) {
      if (each.id().isBlank()) {
        throw new InvalidExporterException(each.id(), "its id is empty");
      }
      var before = seen.put(each.id().toLowerCase(Locale.ROOT), each.id());
      if (before != null) {
        throw new InvalidExporterException(
            each.id(),
            before.equals(each.id())
                ? "there are two with this id"
                : "its id differs from '%s' by upper and lower case only".formatted(before));
      }
    }
  }

  private static Class<? extends Exporter> find(ExporterSettings settings) {
    if (settings.className().isBlank()) {
      throw new InvalidExporterException(settings.id(), "no class-name is given");
    }
    var jar = settings.jarPath();
    var loader = jar == null ? ExporterLoader.class.getClassLoader() : loader(settings, jar);
    var where = jar == null ? "on the class path" : "in " + jar.toAbsolutePath();
    try {
      var type = Class.forName(settings.className(), true, loader);
      if (!Exporter.class.isAssignableFrom(type)) {
        throw new InvalidExporterException(
            settings.id(),
            "class %s does not implement %s"
                .formatted(settings.className(), Exporter.class.getName()));
      }
      return type.asSubclass(Exporter.class);
    } catch (ClassNotFoundException e) {
      throw new InvalidExporterException(
          settings.id(), "there is no class %s %s".formatted(settings.className(), where), e);
    } catch (LinkageError e) {
      throw new InvalidExporterException(
          settings.id(),
          "class %s %s cannot be loaded: %s"
              .formatted(settings.className(), where, Calls.describe(e)),
          e);
    }
  }

  /// One for each exporter, also when two come from the same jar.
  private static ClassLoader loader(ExporterSettings settings, Path jar) {
    var path = jar.toAbsolutePath();
    if (!Files.isRegularFile(path)) {
      throw new InvalidExporterException(settings.id(), "there is no jar " + path);
    } else if (!Files.isReadable(path)) {
      throw new InvalidExporterException(settings.id(), "jar %s is not readable".formatted(path));
    }
    try (var opened = new JarFile(path.toFile())) {
      return new JarLoader(path.toUri().toURL());
    } catch (MalformedURLException e) {
      throw new InvalidExporterException(settings.id(), "jar %s has no URL".formatted(path), e);
    } catch (IOException e) {
      throw new InvalidExporterException(
          settings.id(), "%s is no jar: %s".formatted(path, e.getMessage()), e);
    }
  }
}
