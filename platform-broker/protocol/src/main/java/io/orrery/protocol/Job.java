package io.orrery.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A piece of work for a worker outside of the platform.
///
/// @param type which workers can do it
/// @param elementKey the element instance that waits for it
/// @param element where that element instance belongs
/// @param retries how often it may still be tried
/// @param headers static and reserved headers, as a JSON object of strings
/// @param lease how often it was handed out: the fencing token of the newest activation
/// @param worker who has, or last had it; null before the first activation
/// @param deadline until when that worker has it, or when a failed job comes back; null while free
public record Job(
    String type,
    long elementKey,
    ElementValue element,
    int retries,
    Document headers,
    int lease,
    @Nullable String worker,
    @Nullable Instant deadline) {

  public Job activated(String holder, Instant until) {
    return new Job(type, elementKey, element, retries, headers, lease + 1, holder, until);
  }

  public Job withRetries(int left) {
    return new Job(type, elementKey, element, left, headers, lease, worker, deadline);
  }

  public Job withDeadline(@Nullable Instant until) {
    return new Job(type, elementKey, element, retries, headers, lease, worker, until);
  }
}
