package io.orrery.exporter.api;

import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;

/// What an exporter is told before it begins.
public interface ExporterSetup {

  /// The id of the exporter in the configuration.
  String exporterId();

  /// The partition whose records it is given, 0 when the configuration is only being checked.
  int partitionId();

  /// The arguments of the configuration, `orrery.broker.exporters.<id>.args`, as nested maps,
  /// lists, strings, numbers and booleans.
  Map<String, Object> arguments();

  /// The time as the partition sees it.
  InstantSource clock();

  /// A log named after the exporter.
  Logger logger();

  /// Which records the exporter wants; all of them unless it says so. Records that it does not want
  /// cost next to nothing.
  void filter(RecordFilter filter);
}
