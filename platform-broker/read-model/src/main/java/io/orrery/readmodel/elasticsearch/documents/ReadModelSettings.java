package io.orrery.readmodel.elasticsearch.documents;

import io.orrery.readmodel.settings.Given;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the read model is called in Elasticsearch, and how long it is kept.
///
/// @param prefix the beginning of the names of its indices
/// @param finishedAfter how long finished instances are kept, null for ever
public record ReadModelSettings(String prefix, @Nullable Duration finishedAfter) {

  public static final String DEFAULT_PREFIX = "orrery";

  private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  public ReadModelSettings {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "read-model.prefix must be of small letters, digits, dots and hyphens, but is " + prefix);
    }
  }

  /// Takes `read-model.prefix` and `retention.finished-after` out of an exporter's arguments.
  public static ReadModelSettings take(Given given) {
    return new ReadModelSettings(
        given.text("read-model.prefix", DEFAULT_PREFIX),
        given.duration("retention.finished-after"));
  }
}
