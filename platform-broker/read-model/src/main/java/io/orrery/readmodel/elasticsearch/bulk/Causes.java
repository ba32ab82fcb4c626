package io.orrery.readmodel.elasticsearch.bulk;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Looks what is behind a failure: clients wrap what happened several times.
public final class Causes {

  private static final int MAX_CAUSES = 8;

  private Causes() {}

  /// Whether a failure is one of these, or was caused by one.
  public static boolean include(Throwable failure, Class<?>... kinds) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (isOne(cause, kinds)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isOne(Throwable cause, Class<?>... kinds) {
    return Arrays.stream(kinds).anyMatch(kind -> kind.isInstance(cause));
  }
}
