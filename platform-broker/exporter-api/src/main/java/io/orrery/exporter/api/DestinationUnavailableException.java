package io.orrery.exporter.api;

/// The place where records go to takes nothing now, but may do so later. No record is to blame.
///
/// Thrown by `export`, it does not count against the record that was given: no other record is
/// tried instead, none is put aside, and the same one comes again, after a while, for as long as it
/// takes. So an exporter that gathers records into batches can rely on being given no later record
/// before this one. Any other exception makes the record suspect.
public final class DestinationUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DestinationUnavailableException(String message) {
    super(message);
  }

  public DestinationUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
