package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.readmodel.schema.Kind;
import java.util.List;
import java.util.stream.Stream;

/// The names of what the read model has on the server. Everybody reads and writes through aliases;
/// the name of the index behind one says by which version of the mapping it is made.
///
/// @param prefix the beginning of all names
record Names(String prefix) {

  /// Has to go up when the mapping of a field changes. A field more is added to the indices that
  /// are there, and [LaterFields] says what it is in documents of before.
  static final int VERSION = 1;

  /// What variables were before they were written over.
  static final String PAST = "variable_version";

  /// The BPMN files of definitions.
  static final String FILES = "process_file";

  /// How far each partition is.
  static final String POSITIONS = "exporter_position";

  /// Everything that is kept, by names in snake case.
  static List<String> all() {
    return Stream.concat(Kind.known().stream().map(Kind::name), Stream.of(PAST, FILES, POSITIONS))
        .sorted()
        .toList();
  }

  String alias(String kept) {
    return prefix + '-' + kept.replace('_', '-');
  }

  String alias(Kind<?> kind) {
    return alias(kind.name());
  }

  String index(String kept) {
    return alias(kept) + "-v" + VERSION;
  }

  List<String> aliases() {
    return all().stream().map(this::alias).toList();
  }
}
