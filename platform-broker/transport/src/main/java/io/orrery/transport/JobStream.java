package io.orrery.transport;

import io.orrery.protocol.ActivatedJob;

/// An open stream of jobs from one partition to one worker.
public interface JobStream extends AutoCloseable {

  /// Lets the worker have more jobs.
  void grant(int credits);

  /// Stops or resumes the flow without touching the credit, as HTTP/2 flow control says.
  void ready(boolean ready);

  /// Gives back a job that was pushed and could not be delivered; it loses no retry. Also possible
  /// after the stream was closed or has ended.
  void giveBack(ActivatedJob job);

  /// Stops the flow; jobs that are on their way still arrive.
  @Override
  void close();

  /// Takes the jobs of a stream.
  interface Receiver {

    /// One job more, which the worker has from now on.
    void job(ActivatedJob job);

    /// The partition ended the stream, for instance because it is led by another broker now.
    void ended(String reason);
  }
}
