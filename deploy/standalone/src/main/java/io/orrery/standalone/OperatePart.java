package io.orrery.standalone;

import io.orrery.gateway.ConnectedWorkers;
import io.orrery.operate.OperateConfiguration;
import io.orrery.operate.explain.Workers;
import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.ReadModel;
import java.util.OptionalInt;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;

/// Operate over a read model that another part opens, which may be away without keeping the
/// platform from starting.
@Configuration(proxyBeanMethods = false)
@Import(OperateConfiguration.class)
class OperatePart {

  /// Known where the gateway that they are connected to runs in this process.
  @Bean
  Workers workers(ObjectProvider<ConnectedWorkers> gateway) {
    var connected = gateway.getIfAvailable();
    return type -> connected == null ? OptionalInt.empty() : OptionalInt.of(connected.count(type));
  }

  @Bean
  @Primary
  ReadModel readModel(@Lazy @Qualifier("openReadModel") ReadModel openReadModel) {
    return openReadModel;
  }

  @Bean
  @Primary
  BatchOperations batchOperations(
      @Lazy @Qualifier("openBatchOperations") BatchOperations openBatchOperations) {
    return openBatchOperations;
  }
}
