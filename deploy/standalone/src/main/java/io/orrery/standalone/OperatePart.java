package io.orrery.standalone;

import io.orrery.gateway.ConnectedWorkers;
import io.orrery.operate.OperateConfiguration;
import io.orrery.operate.explain.Workers;
import io.orrery.readmodel.BatchOperations;
import io.orrery.readmodel.ReadModel;
import io.orrery.readmodel.sql.SqlReadModel;
import io.orrery.readmodel.sql.SqlSettings;
import java.util.OptionalInt;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;

/// Operate with its read model in a database.
///
/// The database is opened when it is first asked, and again while that fails: what Operate needs
/// may be away without keeping the platform from starting.
@Configuration(proxyBeanMethods = false)
@Import(OperateConfiguration.class)
class OperatePart {

  @Bean(destroyMethod = "close")
  @Lazy
  SqlReadModel openReadModel(
      @Value("${orrery.read-model.url}") String url,
      @Value("${orrery.read-model.user}") String user,
      @Value("${orrery.read-model.password}") String password) {
    return SqlReadModel.open(SqlSettings.of(url, user, password));
  }

  @Bean
  @Lazy
  BatchOperations openBatchOperations(SqlReadModel openReadModel) {
    return openReadModel.batchOperations();
  }

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
