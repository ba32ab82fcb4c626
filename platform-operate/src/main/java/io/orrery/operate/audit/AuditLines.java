package io.orrery.operate.audit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes a line for each deed into the log of the application, under the name `orrery.audit`; for
/// the items of a batch that is all, for the batch keeps what became of them.
public record AuditLines() implements Audit {

  private static final Logger LOG = LoggerFactory.getLogger("orrery.audit");

  @Override
  public void succeeded(String actor, String operation, String entity, long key) {
    write("SUCCESS", actor, operation + " " + entity + " " + key, null);
  }

  @Override
  public void failed(String actor, String operation, String entity, long key, String reason) {
    write("FAIL", actor, operation + " " + entity + " " + key, reason);
  }

  private static void write(String result, String actor, String deed, @Nullable String reason) {
    var why = reason == null ? "" : ": " + oneLine(reason);
    LOG.info("{} {} {}{}", result, oneLine(actor), deed, why);
  }

  /// What users write must not look like another entry.
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
