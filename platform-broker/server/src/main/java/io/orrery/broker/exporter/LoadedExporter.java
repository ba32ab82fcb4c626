package io.orrery.broker.exporter;

import io.orrery.exporter.api.Exporter;
import io.orrery.exporter.api.RecordFilter;
import java.lang.reflect.InvocationTargetException;
import java.time.InstantSource;

/// An exporter whose class was found and whose configuration was accepted once.
public final class LoadedExporter {

  private final ExporterSettings settings;
  private final Class<? extends Exporter> type;

  LoadedExporter(ExporterSettings settings, Class<? extends Exporter> type) {
    this.settings = settings;
    this.type = type;
  }

  public ExporterSettings settings() {
    return settings;
  }

  /// What the class of the exporter and its libraries are loaded by.
  ClassLoader classes() {
    return type.getClassLoader();
  }

  /// Makes an instance and configures it.
  ///
  /// @param partition 0 when the configuration is only being checked
  /// @throws InvalidExporterException if one of both fails
  Configured make(int partition, InstantSource clock) {
    var context = new Introduction(settings, partition, clock);
    var exporter =
        Calls.within(
            classes(),
            () -> {
              var made = instantiate();
              configure(made, context);
              return made;
            });
    return new Configured(exporter, context.filter());
  }

  private Exporter instantiate() {
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (NoSuchMethodException e) {
      throw invalid("class %s has no constructor without parameters", e);
    } catch (InvocationTargetException e) {
      throw invalid("class %s cannot be instantiated: " + e.getCause(), e);
    } catch (ReflectiveOperationException | RuntimeException | Error e) {
      throw invalid("class %s cannot be instantiated: " + e, e);
    }
  }

  private InvalidExporterException invalid(String reason, Throwable cause) {
    return new InvalidExporterException(
        settings.id(), reason.replace("%s", settings.className()), cause);
  }

  private void configure(Exporter made, Introduction context) {
    try {
      made.configure(context);
    } catch (Exception | Error e) {
      throw new InvalidExporterException(
          settings.id(), "it refuses its configuration: " + Calls.describe(e), e);
    }
  }

  /// An instance that knows what it has to do.
  ///
  /// @param filter the records that it wants
  record Configured(Exporter exporter, RecordFilter filter) {}
}
