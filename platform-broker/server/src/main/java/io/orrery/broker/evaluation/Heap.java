package io.orrery.broker.evaluation;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// The heap, as the watchdog asks about it.
interface Heap {

  HeapUse use();

  /// How many bytes a thread has allocated since it began.
  long allocatedBy(Thread thread);

  /// That of this process.
  static Heap ofThisProcess() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return new Heap() {
      @Override
      public HeapUse use() {
        return HeapUse.now();
      }

      @Override
      public long allocatedBy(Thread thread) {
        return threads.getThreadAllocatedBytes(thread.threadId());
      }
    };
  }
}
