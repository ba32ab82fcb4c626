package io.orrery.log.ratis;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.ratis.metrics.LongCounter;
import org.apache.ratis.metrics.MetricRegistries;
import org.apache.ratis.metrics.MetricRegistryInfo;
import org.apache.ratis.metrics.RatisMetricRegistry;
import org.apache.ratis.metrics.Timekeeper;
import org.apache.ratis.util.TimeDuration;

/// The metrics of Ratis, measured by nobody: it takes a dozen timings per entry, each into a
/// reservoir of samples. What matters is in [io.orrery.log.LogStatus]. Ratis finds this class as a
/// service.
public final class SilentMetrics extends MetricRegistries {

  private static final Timekeeper NO_TIME = () -> () -> 0;
  private static final LongCounter NO_COUNT =
      new LongCounter() {
        @Override
        public void inc(long count) {}

        @Override
        public void dec(long count) {}

        @Override
        public long getCount() {
          return 0;
        }
      };

  @Override
  public RatisMetricRegistry create(MetricRegistryInfo about) {
    return new Silent(about);
  }

  @Override
  public boolean remove(MetricRegistryInfo about) {
    return true;
  }

  @Override
  public Optional<RatisMetricRegistry> get(MetricRegistryInfo about) {
    return Optional.of(new Silent(about));
  }

  @Override
  public void clear() {}

  @Override
  public Set<MetricRegistryInfo> getMetricRegistryInfos() {
    return Set.of();
  }

  @Override
  public Collection<RatisMetricRegistry> getMetricRegistries() {
    return List.of();
  }

  @Override
  public void addReporterRegistration(
      Consumer<RatisMetricRegistry> begin, Consumer<RatisMetricRegistry> end) {}

  @Override
  public void enableJmxReporter() {}

  @Override
  public void enableConsoleReporter(TimeDuration rate) {}

  private record Silent(MetricRegistryInfo about) implements RatisMetricRegistry {
    @Override
    public Timekeeper timer(String name) {
      return NO_TIME;
    }

    @Override
    public LongCounter counter(String name) {
      return NO_COUNT;
    }

    @Override
    public boolean remove(String name) {
      return true;
    }

    @Override
    public <T> void gauge(String name, Supplier<Supplier<T>> gauge) {}

    @Override
    public MetricRegistryInfo getMetricRegistryInfo() {
      return about;
    }
  }
}
