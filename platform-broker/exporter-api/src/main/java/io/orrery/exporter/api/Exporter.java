package io.orrery.exporter.api;

/// Takes the records of one partition somewhere else.
///
/// The broker makes one instance for each partition that it leads and calls it from one thread:
/// `configure` once, `open` until it succeeds, `export` record by record, `close` once. Each
/// exporter has a thread and a cursor of its own, so a slow one delays nobody else. Delivery is at
/// least once: after a restart it goes on behind the position that was acknowledged last, so the
/// same record may come again.
public interface Exporter {

  /// Checks the arguments and chooses the records to be given. Called once when the broker starts,
  /// on an instance that may be thrown away after it, and once on every instance in use.
  ///
  /// @throws Exception if the exporter cannot work with its configuration: the broker does not
  ///   start then and says why
  void configure(ExporterSetup setup) throws Exception;

  /// Begins. Called again, after a while, if it throws.
  void open(ExporterController controller) throws Exception;

  /// Takes a record. Called again with the same record, after a while, if it throws; a record that
  /// keeps failing is put aside, and shown.
  ///
  /// @throws DestinationUnavailableException if no record could be taken now: it does not count
  ///   against this one, and no other is given before it
  void export(Record record) throws Exception;

  /// Takes a record that was put aside, because somebody wants it tried once more. All records
  /// before it were given, and as a rule many behind it, so an exporter that passes over what it
  /// knows by its position has to override this. It is not given again once this has returned; if
  /// this throws, it stays aside.
  default void exportAgain(Record record) throws Exception {
    export(record);
  }

  /// Lets go of everything. What it throws is logged.
  default void close() throws Exception {}
}
