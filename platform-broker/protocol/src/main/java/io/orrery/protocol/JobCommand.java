package io.orrery.protocol;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What workers and operators want of jobs.
///
/// A `lease` is the fencing token that the worker got with the job; 0 says that the worker knows of
/// no leases.
public sealed interface JobCommand extends Command {

  /// Hand out free jobs of a type, oldest first.
  ///
  /// @param timeout how long the worker may have them
  /// @param limit how many at most
  /// @param fetch which variables go with them, all if empty
  record Activate(String type, String worker, Duration timeout, int limit, List<String> fetch)
      implements JobCommand {}

  record Complete(long jobKey, Document variables, int lease) implements JobCommand {
    @Override
    public long target() {
      return jobKey;
    }
  }

  /// @param retries how many tries are left, none at 0 or below
  /// @param backOff how long the job rests before the next try
  record Fail(
      long jobKey, int retries, String message, Duration backOff, Document variables, int lease)
      implements JobCommand {
    @Override
    public long target() {
      return jobKey;
    }
  }

  record ThrowError(long jobKey, String errorCode, String message, Document variables, int lease)
      implements JobCommand {
    @Override
    public long target() {
      return jobKey;
    }
  }

  record UpdateRetries(long jobKey, int retries, @Nullable Long operationReference)
      implements JobCommand {
    @Override
    public long target() {
      return jobKey;
    }
  }

  /// @param timeout the new time-out, from now on
  record UpdateTimeout(long jobKey, Duration timeout, int lease, @Nullable Long operationReference)
      implements JobCommand {
    @Override
    public long target() {
      return jobKey;
    }
  }

  record TimeOut(long jobKey) implements JobCommand {
    @Override
    public long target() {
      return jobKey;
    }
  }

  record RecurAfterBackOff(long jobKey) implements JobCommand {
    @Override
    public long target() {
      return jobKey;
    }
  }

  /// Take a job back that could not be delivered.
  record Yield(long jobKey, int lease) implements JobCommand {
    @Override
    public long target() {
      return jobKey;
    }
  }
}
